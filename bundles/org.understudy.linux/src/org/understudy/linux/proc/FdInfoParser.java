// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /proc/PID/fdinfo/N}, proc_pid_fdinfo(5). Pure. */
final class FdInfoParser {

	private static final int ACCESS = 3;
	private static final int PATH_ONLY = 0_10000000;

	/**
	 * @param flags   open(2) flags
	 * @param mount   mount id
	 * @param targets descriptors that an epoll watches
	 * @param locks   lines of file locks, without their number
	 * @param handles whether each inotify or fanotify mark shows the handle of what it watches
	 * @param fields  all {@code key: value} lines
	 */
	record FdInfo(long flags, long mount, List<Long> targets, List<String> locks, boolean handles, Map<String, String> fields) {

		boolean reads() {
			return !pathOnly() && (flags & ACCESS) != 1;
		}

		boolean writes() {
			return !pathOnly() && (flags & ACCESS) != 0;
		}

		boolean pathOnly() {
			return (flags & PATH_ONLY) != 0;
		}

		/** {@code r}, {@code w}, {@code rw}, or {@code path} for a descriptor that only names its file. */
		String mode() {
			return pathOnly() ? "path" : (reads() ? "r" : "") + (writes() ? "w" : "");
		}
	}

	private FdInfoParser() {
	}

	static FdInfo parse(String text) {
		List<Long> targets = new ArrayList<>();
		List<String> locks = new ArrayList<>();
		boolean handles = true;
		for (String line : text.split("\n")) {
			if (line.startsWith("tfd:")) {
				targets.add(Numbers.decimal(line.substring(4).strip().split("\\s+")[0]));
			} else if (line.startsWith("lock:")) {
				locks.add(line.substring(5).replaceFirst("^\\s*\\d+:\\s*", "").replaceAll("\\s+", " ").strip());
			} else if (line.startsWith("inotify wd:") || line.startsWith("fanotify ino:")) {
				handles &= line.contains("fhandle-bytes:") && !line.contains("fhandle-bytes:0 ");
			}
		}
		Map<String, String> fields = StatusParser.fields(text);
		return new FdInfo(Numbers.octal(fields.getOrDefault("flags", "")), Numbers.decimal(fields.getOrDefault("mnt_id", "-")),
				targets, locks,
				handles, fields);
	}
}
