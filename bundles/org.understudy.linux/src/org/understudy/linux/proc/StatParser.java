// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Optional;

/** {@code /proc/PID/stat}, proc_pid_stat(5). Pure. */
final class StatParser {

	/** Index of a field after the command, whose own field is the first: {@code state} is 0. */
	private static final int PARENT = 1;
	private static final int GROUP = 2;
	private static final int SESSION = 3;
	private static final int TERMINAL = 4;
	private static final int THREADS = 17;
	private static final int START = 19;
	private static final int VIRTUAL = 20;
	private static final int RESIDENT = 21;
	private static final int START_CODE = 23;
	private static final int START_STACK = 25;
	private static final int NEEDED = 26;

	/**
	 * @param group     pid of the process group's leader
	 * @param session   pid of the session's leader, 0 when it is in no pid namespace that we see
	 * @param terminal  device number of the controlling terminal, 0 for none
	 * @param startTime clock ticks since boot: tells a reused pid apart
	 * @param memory    what changes when the process maps or unmaps something, or executes another program
	 * @param resident  pages
	 */
	record Stat(long pid, String command, char state, long parent, long group, long session, long terminal, int threads,
			long startTime, Memory memory, long resident) {

		/** The controlling terminal's device, {@code 136:3}. */
		String terminalDevice() {
			return terminalMajor() + ":" + terminalMinor();
		}

		/** Of a Unix98 slave ({@code /dev/pts/N}) its N, else -1. Majors 136 to 143: admin-guide/devices.txt. */
		long terminalIndex() {
			return terminalMajor() >= 136 && terminalMajor() <= 143 ? (terminalMajor() - 136) * 256 + terminalMinor() : -1;
		}

		private long terminalMajor() {
			return terminal >> 8 & 0xfff;
		}

		private long terminalMinor() {
			return terminal & 0xff | terminal >> 12 & 0xfff00;
		}
	}

	/** @param size bytes of address space; the starts differ from one program to the next, by where the kernel put it */
	record Memory(long size, long startCode, long startStack) {

		/** A child that shares its parent's memory shows the very same one. */
		boolean isKnown() {
			return size != 0 && startStack != 0;
		}
	}

	private StatParser() {
	}

	/** Empty when the text is not a whole stat line: the process went while it was read. */
	static Optional<Stat> parse(ByteText text) {
		int open = text.find('(', 0, text.length());
		int close = text.findLast(')');
		if (open < 2 || close < open || close + 2 >= text.length()) {
			return Optional.empty();
		}
		long[] fields = new long[NEEDED];
		int end = text.find('\n', close, text.length());
		int at = close + 2;
		for (int i = 0; i < NEEDED; i++) {
			int stop = text.wordEnd(at, end);
			if (stop == at && i <= START) {
				return Optional.empty();
			}
			fields[i] = i == 0 ? text.bytes()[at] : text.number(10, at, stop);
			at = Math.min(end, stop + 1);
		}
		long pid = text.number(10, 0, open - 1);
		return pid == 0 ? Optional.empty()
				: Optional.of(new Stat(pid, text.string(open + 1, close), (char) (fields[0] & 0x7f), fields[PARENT], fields[GROUP],
						fields[SESSION], fields[TERMINAL], (int) fields[THREADS], fields[START],
						new Memory(fields[VIRTUAL], fields[START_CODE], fields[START_STACK]), fields[RESIDENT]));
	}
}
