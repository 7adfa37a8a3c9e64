// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.understudy.core.port.Capsule;
import org.understudy.model.CapsuleSettings.DataDirectory;

/**
 * A directory whose files are captured, and where they are in the capsule's tree.
 *
 * @param prefix    path below the capsule's root, relative; empty for the root itself
 * @param directory where they are on the host
 */
record MirrorSource(String prefix, Path directory) {

	/** A capsule's: the overlay's upper directory, and every replicated volume that is bound over it. */
	static List<MirrorSource> of(Capsule capsule) throws IOException {
		List<MirrorSource> all = new ArrayList<>(List.of(new MirrorSource("", capsule.upper())));
		for (DataDirectory data : capsule.plan().settings().data()) {
			String prefix = data.path().substring(1);
			Path inside = capsule.root().resolve(prefix);
			// in a restored capsule it is the overlay's own, and in the upper directory already
			if (data.replicated() && device(inside) != device(capsule.root())) {
				all.add(new MirrorSource(prefix, inside));
			}
		}
		return all;
	}

	private static long device(Path path) throws IOException {
		return (Long) Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS);
	}

	boolean holds(String path) {
		return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
	}

	Path locate(String path) {
		String inner = prefix.isEmpty() ? path : path.substring(Math.min(path.length(), prefix.length() + 1));
		return inner.isEmpty() || inner.equals(".") ? directory : directory.resolve(inner);
	}

	/** In the capsule's tree. */
	String name(Path path) {
		String inner = directory.relativize(path).toString();
		return prefix.isEmpty() ? inner : prefix + "/" + inner;
	}
}
