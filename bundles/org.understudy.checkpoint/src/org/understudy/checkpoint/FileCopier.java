// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Copies single files and directories with all that belongs to them. Most are copied here, because starting a program takes
 * milliseconds while the application stands still; the Java platform does it by copy_file_range(2), which shares blocks where the file
 * system can (btrfs, xfs). What has several names or is special cp takes; directories tar, which alone can update one without what is
 * in it. Not thread-safe.
 */
final class FileCopier {

	static final Duration DEADLINE = Duration.ofMinutes(2);
	/** From here on only blocks that differ are written, where no capture has the file any more. */
	static final long LARGE = 1 << 20;

	private static final String LINKS = "xargs -0 -- cp -a --reflink=auto --sparse=auto --parents --target-directory=\"$0\" --";
	private static final String ATTRIBUTES = "xargs -0 -- cp -a --attributes-only --parents --target-directory=\"$0\" --";

	private final Path copy;
	private final BlockPatch patch = new BlockPatch();
	private long written;

	FileCopier(Path copy) {
		this.copy = copy;
	}

	/** What is to be done by programs, by the directory to start them in. */
	private static final class Batches {
		final Map<Path, StringBuilder> links = new LinkedHashMap<>();
		final Map<Path, StringBuilder> patched = new LinkedHashMap<>();
		final Map<Path, StringBuilder> directories = new LinkedHashMap<>();
		final Set<String> touched = new HashSet<>();
		final Set<String> large = new HashSet<>();

		static void add(Map<Path, StringBuilder> batch, MirrorRoot root) {
			batch.computeIfAbsent(root.directory(), _ -> new StringBuilder()).append(root.relative()).append('\0');
		}
	}

	/** Programs copy relative to a source's root, into the same place below the copy's. */
	private record MirrorRoot(Path directory, String relative) {
	}

	/**
	 * Copies.
	 *
	 * @param locate where a path's file is
	 * @return the large ones of them
	 */
	Set<String> copy(Set<String> changed, Map<String, FileFacts> found, Function<String, Path> locate) throws IOException {
		Batches batches = new Batches();
		written = 0;
		for (String path : changed) {
			copy(path, found.get(path), locate.apply(path), batches);
		}
		run(batches.links, LINKS);
		run(batches.patched, ATTRIBUTES);
		run(batches.directories, Tree.COPY_DIRECTORIES);
		for (String path : batches.touched) {
			Files.setLastModifiedTime(copy.resolve(path), found.get(path).modified());
		}
		return batches.large;
	}

	private void copy(String path, FileFacts facts, Path original, Batches batches) throws IOException {
		Path target = copy.resolve(path);
		MirrorRoot root = root(path, original);
		if (facts.isDirectory()) {
			Files.createDirectories(target);
			Batches.add(batches.directories, root);
			return;
		}
		batches.touched.add(parent(path));
		boolean large = facts.isRegular() && !facts.isLinked() && facts.size() >= LARGE;
		if (large) {
			batches.large.add(path);
		}
		if (large && isOwn(target)) {
			written += patch.apply(original, target);
			Batches.add(batches.patched, root);
			return;
		}
		Files.deleteIfExists(target);
		if (facts.isLinked() || !facts.isRegular() || large) {
			Batches.add(batches.links, root);
		} else {
			Files.copy(original, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
		}
		written += facts.isRegular() ? facts.size() : 0;
	}

	/** The directory from which a path's name leads to its original: the same name leads to its copy from the copy's root. */
	private static MirrorRoot root(String path, Path original) {
		Path root = original;
		Path relative = Path.of(path);
		if (path.equals(".")) {
			return new MirrorRoot(original, path);
		}
		for (int i = 0; i < relative.getNameCount(); i++) {
			root = root.getParent();
		}
		return new MirrorRoot(root, path);
	}

	private static String parent(String path) {
		int slash = path.lastIndexOf('/');
		return slash < 0 ? "." : path.substring(0, slash);
	}

	/** Whether there is such a file and no capture shares it. */
	private static boolean isOwn(Path target) throws IOException {
		return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && (Integer) Files.getAttribute(target, "unix:nlink") == 1;
	}

	/** Replaces a shared file by one of the same content. */
	void unshare(String path) throws IOException {
		Path target = copy.resolve(path);
		if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && !isOwn(target)) {
			Path fresh = target.resolveSibling(target.getFileName() + ".understudy-own");
			FileFacts directory = FileFacts.of(target.getParent());
			Subprocess.require(java.util.List.of("cp", "-a", "--reflink=auto", "--sparse=auto", target.toString(), fresh.toString()), copy, DEADLINE);
			Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			Files.setLastModifiedTime(target.getParent(), directory.modified());
		}
	}

	private void run(Map<Path, StringBuilder> batches, String script) throws IOException {
		for (Map.Entry<Path, StringBuilder> batch : batches.entrySet()) {
			feed(batch.getKey(), batch.getValue(), script);
		}
	}

	/** A list on the command line could be too long; where xargs splits it, hard links between the parts become copies. */
	private void feed(Path directory, CharSequence list, String script) throws IOException {
		Path file = copy.resolveSibling(copy.getFileName() + ".list");
		Files.writeString(file, list, StandardCharsets.UTF_8);
		try {
			Subprocess.require(java.util.List.of("sh", "-c", "exec <\"$1\"; " + script, copy.toString(), file.toString()), directory, DEADLINE);
		} finally {
			Files.deleteIfExists(file);
		}
	}

	/** Bytes that the last copying wrote, directories and links not counted. */
	long written() {
		return written;
	}
}
