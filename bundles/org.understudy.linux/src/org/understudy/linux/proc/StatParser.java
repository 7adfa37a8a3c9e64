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

	/**
	 * @param group     pid of the process group's leader
	 * @param session   pid of the session's leader, 0 when it is in no pid namespace that we see
	 * @param terminal  device number of the controlling terminal, 0 for none
	 * @param startTime clock ticks since boot: tells a reused pid apart
	 */
	record Stat(long pid, String command, char state, long parent, long group, long session, long terminal, int threads, long startTime) {

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

	private StatParser() {
	}

	/** Empty when the text is not a whole stat line: the process went while it was read. */
	static Optional<Stat> parse(String text) {
		int open = text.indexOf('(');
		int close = text.lastIndexOf(')');
		if (open < 2 || close < open || close + 2 >= text.length()) {
			return Optional.empty();
		}
		String[] fields = text.substring(close + 2).strip().split(" ");
		try {
			return Optional.of(new Stat(Long.parseLong(text.substring(0, open).strip()), text.substring(open + 1, close),
					fields[0].charAt(0),
					Long.parseLong(fields[PARENT]), Long.parseLong(fields[GROUP]), Long.parseLong(fields[SESSION]), Long.parseLong(fields[TERMINAL]),
					Integer.parseInt(fields[THREADS]), Long.parseLong(fields[START])));
		} catch (NumberFormatException | IndexOutOfBoundsException _) {
			return Optional.empty();
		}
	}
}
