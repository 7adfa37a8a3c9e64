// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.checkpoint.Manifest.Kind;

/**
 * The images of an epoch as files, brought from one epoch to the next by writing only the chunks that differ. Who restores gets
 * links of them: a file that has other links is replaced and not written to. Not thread-safe.
 */
final class ReadyImages {

	private final Path directory;
	private Manifest current = Manifest.NONE;

	/** @param directory made anew: nothing is known of what may be there */
	ReadyImages(Path directory) throws IOException {
		this.directory = directory;
		Tree.delete(directory);
		Files.createDirectories(directory);
	}

	/** Makes them those of an epoch. When it fails they are those of none, and the next call makes them anew. */
	void become(Manifest next, ChunkReader reader) throws IOException {
		Manifest before = current;
		current = Manifest.NONE;
		Map<String, Entry> old = images(before);
		Map<String, Entry> wanted = images(next);
		for (String path : old.keySet()) {
			if (!wanted.containsKey(path)) {
				Files.deleteIfExists(directory.resolve(path));
			}
		}
		for (Entry entry : wanted.values()) {
			Path file = directory.resolve(entry.path());
			Entry was = old.get(entry.path());
			if (was == null || was.chunkSize() != entry.chunkSize()) {
				Files.createDirectories(file.getParent());
				Files.deleteIfExists(file);
				reader.write(entry, file);
			} else if (differs(before, was, next, entry)) {
				patch(new Change(before, was, next, entry), reader, file);
			}
		}
		current = next;
	}

	/** Two states of one part. */
	record Change(Manifest before, Entry was, Manifest next, Entry is) {

		boolean isSame(int chunk) {
			return chunk < was.chunks() && was.length(chunk) == is.length(chunk)
					&& before.digests().matches(was.first() + chunk, next.digests(), is.first() + chunk);
		}
	}

	static boolean differs(Manifest before, Entry was, Manifest next, Entry is) {
		Change change = new Change(before, was, next, is);
		if (was.size() != is.size()) {
			return true;
		}
		for (int i = 0; i < is.chunks(); i++) {
			if (!change.isSame(i)) {
				return true;
			}
		}
		return false;
	}

	/** Writes the chunks that differ into the file, or into a copy that takes its place when others have links to it. */
	static void patch(Change change, ChunkReader reader, Path file) throws IOException {
		Path target = file;
		if ((Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
			target = file.resolveSibling(file.getFileName() + ".next");
			Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
		}
		try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
			out.truncate(change.is().size());
			for (int i = 0; i < change.is().chunks();) {
				int run = 0;
				while (i + run < change.is().chunks() && !change.isSame(i + run)) {
					run++;
				}
				if (run > 0) {
					reader.patch(change.is(), i, run, out);
				}
				i += run + 1;
			}
		}
		if (!target.equals(file)) {
			Files.move(target, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static Map<String, Entry> images(Manifest manifest) {
		Map<String, Entry> images = new HashMap<>();
		manifest.entries().stream().filter(e -> e.kind() == Kind.IMAGE).forEach(e -> images.put(e.path(), e));
		return images;
	}

	/** Links of them in a new directory on the same file system. */
	void linkTo(Path target) throws IOException {
		for (Path file : Tree.walk(directory)) {
			Path link = target.resolve(directory.relativize(file));
			if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
				Files.createDirectories(link);
			} else {
				Files.createLink(link, file);
			}
		}
	}

	void delete() throws IOException {
		current = Manifest.NONE;
		Tree.delete(directory);
	}
}
