// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /proc/PID/status}, proc_pid_status(5). Pure. */
final class StatusParser {

	private static final int CAP_SYS_RESOURCE = 24;

	/**
	 * @param uid        effective user
	 * @param namespaced pid in each nested pid namespace, the host's first
	 * @param sessions   session id in each nested pid namespace, the host's first
	 * @param resident   bytes
	 */
	record Status(long uid, long gid, long tracer, List<Long> namespaced, List<Long> sessions, long resident, long capabilities) {

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

	private StatusParser() {
	}

	/** What is missing in the text is zero or empty. */
	static Status parse(String text) {
		Map<String, String> fields = fields(text);
		return new Status(Numbers.decimal(word(fields, "Uid", 1)), Numbers.decimal(word(fields, "Gid", 1)),
				Numbers.decimal(word(fields, "TracerPid", 0)), numbers(fields, "NSpid"), numbers(fields, "NSsid"),
				Numbers.decimal(word(fields, "VmRSS", 0)) * 1024, Numbers.hex(word(fields, "CapEff", 0)));
	}

	/** Lines {@code Key:<tab>value}; the name's newlines are escaped by the kernel, so that each line is one field. */
	static Map<String, String> fields(String text) {
		Map<String, String> fields = new HashMap<>();
		text.lines().forEach(line -> {
			int colon = line.indexOf(':');
			if (colon > 0) {
				fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
			}
		});
		return fields;
	}

	private static String word(Map<String, String> fields, String key, int index) {
		String[] words = fields.getOrDefault(key, "").split("\\s+");
		return index < words.length ? words[index] : "";
	}

	private static List<Long> numbers(Map<String, String> fields, String key) {
		String value = fields.getOrDefault(key, "");
		return value.isEmpty() ? List.of() : Arrays.stream(value.split("\\s+")).map(Numbers::decimal).toList();
	}
}
