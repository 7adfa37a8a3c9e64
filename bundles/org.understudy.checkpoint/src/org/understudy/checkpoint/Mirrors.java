// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.core.port.Capsule;

/** The mirrors of the capsules' files that are kept between captures. Thread-safe across different capsules. */
final class Mirrors {

	private final Path directory;
	private final Map<String, FileMirror> mirrors = new ConcurrentHashMap<>();

	/** @param directory of ours; on the file system of the captures, which share files with the mirrors then */
	Mirrors(Path directory) {
		this.directory = directory;
	}

	/** A capsule's mirror; a fresh one when its files are elsewhere than before. */
	FileMirror of(Capsule capsule) throws IOException {
		FileMirror known = mirrors.get(capsule.id());
		List<MirrorSource> sources = MirrorSource.of(capsule);
		if (known == null || !known.sources().equals(sources)) {
			known = new FileMirror(sources, directory.resolve(capsule.id()), ChangeClock.marginOf(capsule.plan().home()));
			mirrors.put(capsule.id(), known);
		}
		return known;
	}

	void forget(String capsuleId) throws IOException {
		mirrors.remove(capsuleId);
		Tree.delete(directory.resolve(capsuleId));
	}
}
