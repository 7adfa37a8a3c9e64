// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /proc/PID/mountinfo}, proc_pid_mountinfo(5). Pure. */
final class MountInfoParser {

	/**
	 * @param device {@code 254:0}
	 * @param root   directory of the file system that is mounted
	 * @param point  where, seen from the process' root
	 */
	record Mount(long id, String device, String root, String point, String fileSystem, String source, String options) {
	}

	private MountInfoParser() {
	}

	/** By mount id. */
	static Map<Long, Mount> parse(String text) {
		Map<Long, Mount> mounts = new HashMap<>();
		text.lines().map(MountInfoParser::line).flatMap(Optional::stream).forEach(m -> mounts.put(m.id(), m));
		return mounts;
	}

	/** {@code 36 35 98:0 /root /point rw,noatime master:1 - ext3 /dev/x rw}: the optional fields end with a lone dash. */
	private static Optional<Mount> line(String line) {
		int dash = line.indexOf(" - ");
		if (dash < 0) {
			return Optional.empty();
		}
		String[] left = line.substring(0, dash).split(" ");
		String[] right = line.substring(dash + 3).split(" ");
		if (left.length < 6 || right.length < 2) {
			return Optional.empty();
		}
		return Optional.of(new Mount(Numbers.decimal(left[0]), left[2], unescaped(left[3]), unescaped(left[4]), right[0],
				unescaped(right[1]),
				right.length > 2 ? right[2] : ""));
	}

	/** Space, tab, newline and backslash come as three octal digits. */
	static String unescaped(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}
}
