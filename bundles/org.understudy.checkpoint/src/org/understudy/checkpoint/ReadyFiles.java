// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.checkpoint.Manifest.Kind;

/**
 * The files of an epoch as a tree that becomes the next epoch's by what differs: names and attributes as a whole, content by chunks.
 * Who takes over gets the tree itself. Not thread-safe.
 */
final class ReadyFiles {

	private static final Duration DEADLINE = Duration.ofMinutes(5);

	private final Path directory;
	private Manifest current = Manifest.NONE;
	private Set<String> attributes = Set.of();

	/** @param directory made anew, on the file system where it will be taken to */
	ReadyFiles(Path directory) throws IOException {
		this.directory = directory;
		Tree.delete(directory);
		Files.createDirectories(directory);
	}

	private Path tree() {
		return directory.resolve("upper");
	}

	/** Makes them those of an epoch. When it fails they are those of none, and the next call makes them anew. */
	void become(Manifest next, ChunkReader reader) throws IOException {
		Manifest before = current;
		current = Manifest.NONE;
		Map<Kind, Map<String, Entry>> old = byKind(before);
		Map<Kind, Map<String, Entry>> wanted = byKind(next);
		if (!isSame(before, old, next, wanted)) {
			Path archive = archive(wanted, reader);
			Set<String> now = Tree.attributes(archive);
			boolean anew = before == Manifest.NONE || !now.containsAll(attributes);
			if (anew) {
				Tree.delete(tree());
				Files.createDirectories(tree());
			}
			reshape(archive);
			fill(new Step(before, anew ? Map.of() : old.get(Kind.FILE), next, reader), wanted.get(Kind.FILE));
			Tree.restoreCapabilities(archive, tree());
			attributes = now;
		}
		current = next;
	}

	private Path archive(Map<Kind, Map<String, Entry>> wanted, ChunkReader reader) throws IOException {
		Path archive = directory.resolve("tree.tar");
		Files.createDirectories(directory);
		Files.deleteIfExists(archive);
		for (Entry entry : wanted.get(Kind.TREE).values()) {
			reader.write(entry, archive);
		}
		return archive;
	}

	private static boolean isSame(Manifest before, Map<Kind, Map<String, Entry>> old, Manifest next, Map<Kind, Map<String, Entry>> wanted) {
		if (before == Manifest.NONE || !old.get(Kind.FILE).keySet().equals(wanted.get(Kind.FILE).keySet())
				|| !old.get(Kind.TREE).keySet().equals(wanted.get(Kind.TREE).keySet())) {
			return false;
		}
		for (Kind kind : List.of(Kind.TREE, Kind.FILE)) {
			for (Entry entry : wanted.get(kind).values()) {
				if (ReadyImages.differs(before, old.get(kind).get(entry.path()), next, entry)) {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * Gives the tree the names and attributes of the archive; content of files that stay is left as it is. cp(1) takes no extended
	 * attribute away: where one is lost, the tree is made anew.
	 */
	private void reshape(Path archive) throws IOException {
		Path skeleton = directory.resolve("skeleton");
		Tree.delete(skeleton);
		Files.createDirectory(skeleton);
		Tree.extract(archive, skeleton);
		for (Path path : Tree.walk(tree()).reversed()) {
			if (!stays(path, skeleton.resolve(tree().relativize(path)))) {
				Files.deleteIfExists(path);
			}
		}
		Subprocess.require(List.of("cp", "-a", "--attributes-only", "--no-target-directory", skeleton.toString(), tree().toString()),
				Path.of("/"), DEADLINE);
		Tree.delete(skeleton);
	}

	/** What has several names or no content is made anew. */
	private static boolean stays(Path is, Path wanted) throws IOException {
		if (Files.isDirectory(is, LinkOption.NOFOLLOW_LINKS)) {
			return Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS);
		}
		return Files.isRegularFile(is, LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(wanted, LinkOption.NOFOLLOW_LINKS)
				&& links(is) == 1 && links(wanted) == 1;
	}

	private static int links(Path file) throws IOException {
		return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
	}

	/** From what to what. */
	private record Step(Manifest before, Map<String, Entry> old, Manifest next, ChunkReader reader) {
	}

	private void fill(Step step, Map<String, Entry> wanted) throws IOException {
		for (Path path : Tree.walk(tree())) {
			if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
				Entry entry = wanted.get(tree().relativize(path).toString());
				if (entry != null) {
					content(step, entry, path);
				} else if (links(path) == 1) {
					keepTime(path, () -> truncate(path));
				}
			}
		}
	}

	private static void content(Step step, Entry entry, Path file) throws IOException {
		Entry was = step.old().get(entry.path());
		boolean there = was != null && was.chunkSize() == entry.chunkSize() && Files.size(file) == was.size() && links(file) == 1;
		if (!there) {
			keepTime(file, () -> {
				truncate(file);
				step.reader().write(entry, file);
			});
		} else if (ReadyImages.differs(step.before(), was, step.next(), entry)) {
			keepTime(file, () -> ReadyImages.patch(new ReadyImages.Change(step.before(), was, step.next(), entry), step.reader(), file));
		}
	}

	private static void truncate(Path file) throws IOException {
		if (Files.size(file) > 0) {
			Files.newOutputStream(file).close();
		}
	}

	@FunctionalInterface
	private interface Writing {
		void run() throws IOException;
	}

	private static void keepTime(Path file, Writing writing) throws IOException {
		FileTime modified = Files.getLastModifiedTime(file);
		writing.run();
		Files.setLastModifiedTime(file, modified);
	}

	private static Map<Kind, Map<String, Entry>> byKind(Manifest manifest) {
		Map<Kind, Map<String, Entry>> all = new HashMap<>(Map.of(Kind.FILE, new HashMap<>(), Kind.TREE, new HashMap<>(), Kind.IMAGE,
				new HashMap<>()));
		manifest.entries().forEach(e -> all.get(e.kind()).put(e.path(), e));
		return all;
	}

	/** Moves the tree to where it is wanted, empty or absent so far; nothing is left here. */
	void moveTo(Path upper) throws IOException {
		current = Manifest.NONE;
		Files.createDirectories(upper.getParent());
		Files.deleteIfExists(upper);
		try {
			Files.move(tree(), upper, StandardCopyOption.ATOMIC_MOVE);
		} catch (AtomicMoveNotSupportedException e) {
			System.getLogger(ReadyFiles.class.getName()).log(System.Logger.Level.DEBUG, "another file system", e);
			copyTo(upper);
			Tree.delete(tree());
		}
	}

	/** A copy of the tree. */
	void copyTo(Path upper) throws IOException {
		Files.createDirectories(upper);
		Subprocess.require(List.of("cp", "-a", "--reflink=auto", "--sparse=auto", "--no-target-directory", tree().toString(),
				upper.toString()), Path.of("/"), DEADLINE);
	}

	void delete() throws IOException {
		current = Manifest.NONE;
		Tree.delete(directory);
	}
}
