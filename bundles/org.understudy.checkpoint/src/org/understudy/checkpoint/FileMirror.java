// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of an overlay's upper directory that is brought up to date while the application stands still, by copying only what may have
 * changed since the last time. Files of the copy are replaced and never written to, so that captures can share them by hard links.
 * Not thread-safe.
 */
final class FileMirror {

	/**
	 * A time of change is no finer than the kernel's tick, or than the file system stores: a file that changed this close to the last
	 * pass may have changed again without looking different.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(2);

	/** From here on a file's holes are worth a program of its own. */
	private static final long LARGE = 16 << 20;

	private static final Duration DEADLINE = Duration.ofMinutes(2);
	// inode(7)
	private static final int S_IFMT = 0170000;
	private static final int S_IFDIR = 0040000;
	private static final int S_IFREG = 0100000;
	private static final String FACTS = "unix:mode,ino,dev,nlink,uid,gid,rdev,size,lastModifiedTime,ctime";

	private final Path source;
	private final Path copy;
	private Map<String, Map<String, Object>> known = new HashMap<>();
	private Set<String> mapped = Set.of();
	private Instant last = Instant.MIN;

	/** @param copy made anew: nothing is known of what may be there */
	FileMirror(Path source, Path copy) throws IOException {
		this.source = source;
		this.copy = copy;
		Tree.delete(copy);
		Files.createDirectories(copy);
	}

	Path source() {
		return source;
	}

	boolean isOlderThan(Instant moment) {
		return last.isBefore(moment);
	}

	/**
	 * Brings the copy up to date.
	 *
	 * @param now       wall clock of the file system
	 * @param mappedNow paths that processes map for writing: stores into them change content without changing any time (mmap(2):
	 *                  only the first one after a write-back does)
	 */
	void update(Instant now, Set<String> mappedNow) throws IOException {
		Map<String, Map<String, Object>> found = scan();
		Set<String> changed = changed(found, mappedNow);
		removeGone(found);
		// should copying fail, these are copied the next time
		known.keySet().removeAll(changed);
		copy(changed, found);
		known = found;
		mapped = mappedNow;
		last = now;
	}

	private Set<String> changed(Map<String, Map<String, Object>> found, Set<String> mappedNow) {
		Set<String> changed = new LinkedHashSet<>();
		Set<Object> linked = new HashSet<>();
		found.forEach((path, facts) -> {
			if (!facts.equals(known.get(path)) || recent(facts) || mapped.contains(path) || mappedNow.contains(path)) {
				changed.add(path);
				if (isLinked(facts)) {
					linked.add(facts.get("ino"));
				}
			}
		});
		// all names of a file or none: they are links of one another in the copy as well
		found.forEach((path, facts) -> {
			if (isLinked(facts) && linked.contains(facts.get("ino"))) {
				changed.add(path);
			}
		});
		return changed;
	}

	private static boolean isLinked(Map<String, Object> facts) {
		return !isDirectory(facts) && (Integer) facts.get("nlink") > 1;
	}

	private static String parent(String path) {
		int slash = path.lastIndexOf('/');
		return slash < 0 ? "." : path.substring(0, slash);
	}

	private boolean recent(Map<String, Object> facts) {
		Instant change = ((FileTime) facts.get("ctime")).toInstant();
		return last.equals(Instant.MIN) || !change.isBefore(last.minus(MARGIN));
	}

	private Map<String, Map<String, Object>> scan() throws IOException {
		Map<String, Map<String, Object>> found = new LinkedHashMap<>();
		found.put(".", Files.readAttributes(source, FACTS, LinkOption.NOFOLLOW_LINKS));
		for (Path path : Tree.walk(source)) {
			try {
				found.put(source.relativize(path).toString(), Files.readAttributes(path, FACTS, LinkOption.NOFOLLOW_LINKS));
			} catch (NoSuchFileException e) {
				// only possible while it runs: the pass that counts is made while it stands still
				System.getLogger(FileMirror.class.getName()).log(System.Logger.Level.TRACE, "vanished", e);
			}
		}
		return found;
	}

	/** Removes what is no longer there, or is there as something else. */
	private void removeGone(Map<String, Map<String, Object>> found) throws IOException {
		Set<String> gone = new HashSet<>();
		for (var old : known.entrySet()) {
			Map<String, Object> now = found.get(old.getKey());
			if (now == null || isDirectory(now) != isDirectory(old.getValue())) {
				gone.add(old.getKey());
			}
		}
		for (String path : gone) {
			Tree.delete(copy.resolve(path));
		}
	}

	private static int type(Map<String, Object> facts) {
		return (Integer) facts.get("mode") & S_IFMT;
	}

	private static boolean isDirectory(Map<String, Object> facts) {
		return type(facts) == S_IFDIR;
	}

	/** Java does not copy whiteouts, nor the times of symbolic links. */
	private static boolean isSpecial(Map<String, Object> facts) {
		return !isDirectory(facts) && type(facts) != S_IFREG;
	}

	/**
	 * Most files are copied here, with all their attributes, because starting a program takes milliseconds while the application stands
	 * still. What has several names, is special, or is so large that holes count, cp takes; directories tar, which alone can update one
	 * without what is in it. A file is replaced and never written to: captures share it.
	 */
	private void copy(Set<String> changed, Map<String, Map<String, Object>> found) throws IOException {
		StringBuilder files = new StringBuilder();
		StringBuilder directories = new StringBuilder();
		Set<String> touched = new HashSet<>();
		for (String path : changed) {
			Map<String, Object> facts = found.get(path);
			if (isDirectory(facts)) {
				Files.createDirectories(copy.resolve(path));
				directories.append(path).append('\0');
				continue;
			}
			touched.add(parent(path));
			Files.deleteIfExists(copy.resolve(path));
			if (isLinked(facts) || isSpecial(facts) || (Long) facts.get("size") >= LARGE) {
				files.append(path).append('\0');
			} else {
				Files.copy(source.resolve(path), copy.resolve(path), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
			}
		}
		// a list on the command line could be too long; where xargs splits it, hard links between the parts become copies
		feed(files, "xargs -0 -- cp -a --reflink=auto --sparse=auto --parents --target-directory=\"$0\" --");
		feed(directories, Tree.COPY_DIRECTORIES);
		for (String path : touched) {
			Files.setLastModifiedTime(copy.resolve(path), (FileTime) found.get(path).get("lastModifiedTime"));
		}
	}

	private void feed(CharSequence list, String script) throws IOException {
		if (list.isEmpty()) {
			return;
		}
		Path file = copy.resolveSibling(copy.getFileName() + ".list");
		Files.writeString(file, list, StandardCharsets.UTF_8);
		try {
			Subprocess.require(List.of("sh", "-c", "exec <\"$1\"; " + script, copy.toString(), file.toString()), source, DEADLINE);
		} finally {
			Files.deleteIfExists(file);
		}
	}

	/** A copy of the copy: of links where the file system is the same, which the mirror's next pass does not write to. */
	void cloneTo(Path target) throws IOException {
		boolean same = Files.getFileStore(copy).equals(Files.getFileStore(target.getParent()));
		Subprocess.require(List.of("cp", same ? "-al" : "-a", "--no-target-directory", copy.toString(), target.toString()), copy, DEADLINE);
	}

	/** Bytes of the regular files. */
	long size() {
		return known.values().stream().filter(f -> type(f) == S_IFREG).mapToLong(f -> (Long) f.get("size")).sum();
	}
}
