// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories of ours that go as a whole. */
public final class Trees {

	private static final System.Logger LOG = System.getLogger(Trees.class.getName());

	private Trees() {
	}

	/** Removes a directory with everything in it, links not followed; what resists is logged. */
	public static void delete(Path directory) {
		if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (Stream<Path> all = Files.walk(directory)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		} catch (IOException e) {
			LOG.log(Level.WARNING, "cannot remove " + directory, e);
		}
	}
}
