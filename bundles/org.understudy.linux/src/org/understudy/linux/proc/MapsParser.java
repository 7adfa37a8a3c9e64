// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Arrays;
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
	}

	/** What a mapping is of; the bytes of its name are those of the text. */
	private record Target(ByteText text, int device, int inode, int path, int end) {

		/** Whether a later line is of the same thing: device, inode and name are one unbroken stretch but for blanks. */
		boolean isSame(Target other) {
			return Arrays.equals(text.bytes(), device, inodeEnd(), other.text.bytes(), other.device, other.inodeEnd())
					&& Arrays.equals(text.bytes(), path, end, other.text.bytes(), other.path, other.end);
		}

		private int inodeEnd() {
			return text.wordEnd(inode, end);
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Target target && isSame(target);
		}

		@Override
		public int hashCode() {
			int hash = 1;
			for (int at = Math.max(path, end - 24); at < end; at++) {
				hash = 31 * hash + text.bytes()[at];
			}
			return hash * 31 + (int) text.number(10, inode, inodeEnd());
		}
	}

	/** Sums of the lines of one target. */
	private static final class Sum {
		private int from;
		private int to;
		private boolean executable;
		private boolean shared;
		private long bytes;
	}

	private final ByteText text;
	private final Map<Target, Sum> sums = new LinkedHashMap<>();
	private Target last;
	private Sum lastSum;

	private MapsParser(ByteText text) {
		this.text = text;
	}

	static Collection<Mapping> parse(ByteText text) {
		MapsParser parser = new MapsParser(text);
		for (int at = 0; at < text.length();) {
			int end = text.lineEnd(at);
			parser.line(at, end);
			at = end + 1;
		}
		return parser.sums.entrySet().stream().map(e -> parser.mapping(e.getKey(), e.getValue())).toList();
	}

	/** {@code 7f00-7f10 r-xp 00000000 fe:00 1234    /usr/lib/x.so}; heap, stack and anonymous memory belong to the process itself. */
	private void line(int start, int end) {
		int rights = text.find(' ', start, end) + 1;
		int offset = text.find(' ', rights, end) + 1;
		int device = text.find(' ', offset, end) + 1;
		int inode = text.find(' ', device, end) + 1;
		int path = text.skipBlanks(text.find(' ', inode, end), end);
		if (path < end && (text.bytes()[path] == '/' || text.startsWith("anon_inode:", path, end) || text.startsWith("socket:", path, end))) {
			add(start, rights, new Target(text, device, inode, path, end));
		}
	}

	/** The segments of one library follow each other. */
	private void add(int start, int rights, Target target) {
		Sum sum = last != null && last.isSame(target) ? lastSum : sums.computeIfAbsent(target, _ -> new Sum());
		last = target;
		lastSum = sum;
		if (sum.to == 0) {
			sum.from = start;
			sum.to = rights - 1;
		}
		int dash = text.find('-', start, rights - 1);
		sum.bytes += Math.max(0, text.number(16, Math.min(dash + 1, rights - 1), rights - 1) - text.number(16, start, dash));
		sum.executable |= flag(rights + 2, 'x');
		sum.shared |= flag(rights + 1, 'w') && flag(rights + 3, 's');
	}

	private boolean flag(int at, char wanted) {
		return at < text.length() && text.bytes()[at] == wanted;
	}

	private Mapping mapping(Target target, Sum sum) {
		return new Mapping(text.string(target.path, target.end).replace("\\012", "\n"), text.string(target.device, target.inode - 1),
				text.number(10, target.inode, target.inodeEnd()), sum.executable, sum.shared, text.string(sum.from, sum.to), sum.bytes);
	}
}
