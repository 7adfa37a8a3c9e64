// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.List;

/** {@code /proc/PID/status}, proc_pid_status(5). Pure. */
final class StatusParser {

	private static final int CAP_SYS_RESOURCE = 24;

	/**
	 * @param uid        effective user
	 * @param groups     supplementary groups
	 * @param namespaced pid in each nested pid namespace, the host's first
	 * @param sessions   session id in each nested pid namespace, the host's first
	 * @param resident   bytes
	 */
	record Status(long uid, long gid, List<Long> groups, long tracer, List<Long> namespaced, List<Long> sessions, long resident,
			long capabilities) {

		/** The pid that the process itself sees, 0 when unknown. */
		long innermostPid() {
			return namespaced.isEmpty() ? 0 : namespaced.getLast();
		}

		/** Whether the session's leader is not visible in the process' own pid namespace. */
		boolean sessionOutside() {
			return !sessions.isEmpty() && sessions.getLast() == 0;
		}

		boolean raisesLimits() {
			return (capabilities >>> CAP_SYS_RESOURCE & 1) == 1;
		}
	}

	private long uid;
	private long gid;
	private List<Long> groups = List.of();
	private long tracer;
	private List<Long> namespaced = List.of();
	private List<Long> sessions = List.of();
	private long resident;
	private long capabilities;

	private StatusParser() {
	}

	/** What is missing in the text is zero or empty. The name's newlines are escaped by the kernel, so that each line is one field. */
	static Status parse(ByteText text) {
		StatusParser parser = new StatusParser();
		for (int at = 0; at < text.length();) {
			int end = text.lineEnd(at);
			int colon = text.find(':', at, end);
			if (colon < end) {
				parser.field(text, at, colon, end);
			}
			at = end + 1;
		}
		return new Status(parser.uid, parser.gid, parser.groups, parser.tracer, parser.namespaced, parser.sessions, parser.resident,
				parser.capabilities);
	}

	private void field(ByteText text, int at, int colon, int end) {
		int value = colon + 1;
		switch (text.bytes()[at]) {
			case 'U' -> uid = text.is("Uid", at, colon) ? word(text, value, end, 1, 10) : uid;
			case 'G' -> group(text, at, colon, end);
			case 'T' -> tracer = text.is("TracerPid", at, colon) ? word(text, value, end, 0, 10) : tracer;
			case 'V' -> resident = text.is("VmRSS", at, colon) ? word(text, value, end, 0, 10) * 1024 : resident;
			case 'C' -> capabilities = text.is("CapEff", at, colon) ? word(text, value, end, 0, 16) : capabilities;
			case 'N' -> namespace(text, at, colon, end);
			default -> {
				// a field of no interest here
			}
		}
	}

	private void group(ByteText text, int at, int colon, int end) {
		if (text.is("Gid", at, colon)) {
			gid = word(text, colon + 1, end, 1, 10);
		} else if (text.is("Groups", at, colon)) {
			groups = numbers(text, colon + 1, end);
		}
	}

	private void namespace(ByteText text, int at, int colon, int end) {
		if (text.is("NSpid", at, colon)) {
			namespaced = numbers(text, colon + 1, end);
		} else if (text.is("NSsid", at, colon)) {
			sessions = numbers(text, colon + 1, end);
		}
	}

	private static long word(ByteText text, int from, int to, int index, int radix) {
		int at = text.skipBlanks(from, to);
		for (int i = 0; i < index; i++) {
			at = text.skipBlanks(text.wordEnd(at, to), to);
		}
		return text.number(radix, at, text.wordEnd(at, to));
	}

	private static List<Long> numbers(ByteText text, int from, int to) {
		List<Long> numbers = new ArrayList<>(2);
		for (int at = text.skipBlanks(from, to); at < to;) {
			int end = text.wordEnd(at, to);
			numbers.add(text.number(10, at, end));
			at = text.skipBlanks(end, to);
		}
		return List.copyOf(numbers);
	}
}
