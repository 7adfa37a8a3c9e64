// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /proc/PID/maps}, proc_pid_maps(5): only mappings of something that has a name outside the process. Pure. */
final class MapsParser {

	/**
	 * All mappings of one thing in one process.
	 *
	 * @param path       as the kernel shows it, perhaps with {@code  (deleted)}
	 * @param device     hexadecimal {@code fe:00}
	 * @param executable some part may be executed
	 * @param shared     some part is shared and writable
	 * @param range      address range of the first part: its name in {@code map_files}
	 * @param bytes      of all parts
	 */
	record Mapping(String path, String device, long inode, boolean executable, boolean shared, String range, long bytes) {

		Mapping and(Mapping other) {
			return new Mapping(path, device, inode, executable || other.executable, shared || other.shared, range, bytes + other.bytes);
		}
	}

	private MapsParser() {
	}

	static Collection<Mapping> parse(String text) {
		Map<String, Mapping> found = new LinkedHashMap<>();
		int start = 0;
		while (start < text.length()) {
			int end = text.indexOf('\n', start);
			end = end < 0 ? text.length() : end;
			line(text, start, end, found);
			start = end + 1;
		}
		return found.values();
	}

	/** {@code 7f00-7f10 r-xp 00000000 fe:00 1234    /usr/lib/x.so}; heap, stack and anonymous memory belong to the process itself. */
	private static void line(String text, int start, int end, Map<String, Mapping> found) {
		int perms = text.indexOf(' ', start) + 1;
		int offset = text.indexOf(' ', perms) + 1;
		int device = text.indexOf(' ', offset) + 1;
		int inode = text.indexOf(' ', device) + 1;
		int path = text.indexOf(' ', inode);
		if (perms <= start || offset <= perms || device <= offset || inode <= device || path <= inode || path >= end) {
			return;
		}
		String name = text.substring(path, end).stripLeading();
		if (name.startsWith("/") || name.startsWith("anon_inode:") || name.startsWith("socket:")) {
			Mapping mapping = mapping(text.substring(start, perms - 1), text.substring(perms, offset - 1), name.replace("\\012", "\n"),
					text.substring(device, path).split(" "));
			found.merge(name + '\0' + mapping.device() + '\0' + mapping.inode(), mapping, Mapping::and);
		}
	}

	private static Mapping mapping(String range, String perms, String path, String[] deviceAndInode) {
		int dash = range.indexOf('-');
		long bytes = dash < 0 ? 0 : Numbers.hex(range.substring(dash + 1)) - Numbers.hex(range.substring(0, dash));
		return new Mapping(path, deviceAndInode[0], deviceAndInode.length > 1 ? Numbers.decimal(deviceAndInode[1]) : 0,
				perms.indexOf('x') >= 0, perms.indexOf('w') >= 0 && perms.indexOf('s') >= 0, range, Math.max(0, bytes));
	}
}
