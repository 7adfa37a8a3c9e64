// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
 * A copy of an application's changed files that is brought up to date while the application stands still, by copying only what may
 * have changed since the last time. Captures share the copy's files by hard links: a file that one of them still has is replaced and
 * never written to; of a large one that none has, only blocks are written. Not thread-safe.
 */
final class FileMirror {

	private final List<MirrorSource> sources;
	private final Path copy;
	private final FileCopier copier;
	private final Duration margin;
	private Map<String, FileFacts> known = new HashMap<>();
	private Set<String> mapped = Set.of();
	/** Large files that the last passes found changed: likely to be so again. */
	private Set<String> hot = Set.of();
	private Instant last = Instant.MIN;

	/**
	 * @param sources where the files are; the first is the whole tree's root, others lie over parts of it
	 * @param copy    made anew: nothing is known of what may be there
	 * @param margin  see {@link ChangeClock}
	 */
	FileMirror(List<MirrorSource> sources, Path copy, Duration margin) throws IOException {
		this.sources = List.copyOf(sources);
		this.copy = copy;
		this.margin = margin;
		Tree.delete(copy);
		Files.createDirectories(copy);
		this.copier = new FileCopier(copy);
	}

	List<MirrorSource> sources() {
		return sources;
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
		Map<String, FileFacts> found = scan();
		Set<String> changed = changed(found, mappedNow);
		removeGone(found);
		// should copying fail, these are copied the next time
		known.keySet().removeAll(changed);
		hot = copier.copy(changed, found, this::locate);
		known = found;
		mapped = mappedNow;
		last = now;
	}

	/**
	 * Takes in names that came since the last pass while the processes stood still: CRIU itself makes some, for files that are open
	 * and have lost their names. Looks at directories only.
	 */
	void amend() throws IOException {
		if (!namesChanged()) {
			return;
		}
		Map<String, FileFacts> found = scan();
		Set<String> changed = new LinkedHashSet<>();
		found.forEach((path, facts) -> {
			if (!facts.equals(known.get(path))) {
				changed.add(path);
			}
		});
		removeGone(found);
		known.keySet().removeAll(changed);
		copier.copy(changed, found, this::locate);
		known = found;
	}

	private boolean namesChanged() throws IOException {
		for (Map.Entry<String, FileFacts> entry : known.entrySet()) {
			if (entry.getValue().isDirectory() && !entry.getValue().equals(FileFacts.of(locate(entry.getKey())))) {
				return true;
			}
		}
		return false;
	}

	/** Before a pass, while the application runs: what is likely to be patched is made this mirror's own again. */
	void unshare() throws IOException {
		for (String path : hot) {
			copier.unshare(path);
		}
	}

	private Set<String> changed(Map<String, FileFacts> found, Set<String> mappedNow) {
		Set<String> changed = new LinkedHashSet<>();
		Set<Long> linked = new HashSet<>();
		found.forEach((path, facts) -> {
			if (!facts.equals(known.get(path)) || recent(facts) || mapped.contains(path) || mappedNow.contains(path)) {
				changed.add(path);
				if (facts.isLinked()) {
					linked.add(facts.inode());
				}
			}
		});
		// all names of a file or none: they are links of one another in the copy as well
		found.forEach((path, facts) -> {
			if (facts.isLinked() && linked.contains(facts.inode())) {
				changed.add(path);
			}
		});
		return changed;
	}

	private boolean recent(FileFacts facts) {
		return last.equals(Instant.MIN) || !margin.isZero() && !facts.changed().toInstant().isBefore(last.minus(margin));
	}

	private MirrorSource sourceOf(String path) {
		MirrorSource of = sources.getFirst();
		for (MirrorSource source : sources) {
			of = source.holds(path) && source.prefix().length() >= of.prefix().length() ? source : of;
		}
		return of;
	}

	private Path locate(String path) {
		return sourceOf(path).locate(path);
	}

	private Map<String, FileFacts> scan() throws IOException {
		Map<String, FileFacts> found = new LinkedHashMap<>();
		for (MirrorSource source : sources) {
			String root = source.prefix().isEmpty() ? "." : source.prefix();
			found.keySet().removeIf(path -> path.startsWith(root + "/"));
			found.put(root, FileFacts.of(source.directory()));
			collect(source, source.directory(), found);
		}
		return found;
	}

	private static void collect(MirrorSource source, Path directory, Map<String, FileFacts> found) throws IOException {
		for (Path path : Tree.walk(directory)) {
			try {
				found.put(source.name(path), FileFacts.of(path));
			} catch (NoSuchFileException e) {
				// only possible while it runs: the pass that counts is made while it stands still
				System.getLogger(FileMirror.class.getName()).log(System.Logger.Level.TRACE, "vanished", e);
			}
		}
	}

	/** Removes what is no longer there, or is there as something else. */
	private void removeGone(Map<String, FileFacts> found) throws IOException {
		Set<String> gone = new HashSet<>();
		for (Map.Entry<String, FileFacts> old : known.entrySet()) {
			FileFacts now = found.get(old.getKey());
			if (now == null || now.isDirectory() != old.getValue().isDirectory()) {
				gone.add(old.getKey());
			}
		}
		for (String path : gone) {
			Tree.delete(copy.resolve(path));
		}
	}

	/** A copy of the copy: of links where the file system is the same, which the mirror's next pass does not write to. */
	void cloneTo(Path target) throws IOException {
		boolean same = Files.getFileStore(copy).equals(Files.getFileStore(target.getParent()));
		Subprocess.require(List.of("cp", same ? "-al" : "-a", "--no-target-directory", copy.toString(), target.toString()), copy,
				FileCopier.DEADLINE);
	}

	/** Bytes of the regular files. */
	long size() {
		return known.values().stream().filter(FileFacts::isRegular).mapToLong(FileFacts::size).sum();
	}

	/** Bytes that the last pass wrote. */
	long written() {
		return copier.written();
	}
}
