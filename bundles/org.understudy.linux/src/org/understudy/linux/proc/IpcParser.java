// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /proc/sysvipc/shm}, {@code sem} and {@code msg}, sysvipc(7): a heading, then numbers in columns. Pure. */
final class IpcParser {

	/**
	 * @param sort  {@code shm}, {@code sem} or {@code msg}
	 * @param key   by which programs find it, 0 for a private one
	 * @param bytes of shared memory or of messages; of semaphores how many there are
	 * @param users processes that made or last used it, as far as the kernel remembers
	 */
	record Ipc(String sort, long id, int key, long uid, long bytes, Set<Long> users) {
	}

	private IpcParser() {
	}

	static List<Ipc> parse(String sort, String text) {
		List<String> lines = text.lines().toList();
		List<Ipc> found = new ArrayList<>();
		List<String> heading = lines.isEmpty() ? List.of() : List.of(lines.getFirst().strip().split("\\s+"));
		for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
			Map<String, String> row = row(heading, line.strip().split("\\s+"));
			if (row.containsKey(id(sort))) {
				found.add(object(sort, row));
			}
		}
		return found;
	}

	private static Map<String, String> row(List<String> heading, String[] words) {
		Map<String, String> row = new HashMap<>();
		for (int i = 0; i < words.length && i < heading.size() && words.length >= heading.size(); i++) {
			row.put(heading.get(i), words[i]);
		}
		return row;
	}

	private static String id(String sort) {
		return sort.equals("msg") ? "msqid" : sort + "id";
	}

	private static Ipc object(String sort, Map<String, String> row) {
		String size = switch (sort) {
			case "shm" -> "size";
			case "sem" -> "nsems";
			default -> "cbytes";
		};
		Set<Long> users = Set.copyOf(List.of(number(row, "cpid"), number(row, "lpid"), number(row, "lspid"), number(row, "lrpid")));
		return new Ipc(sort, number(row, id(sort)), key(row.getOrDefault("key", "")), number(row, "uid"), number(row, size), users);
	}

	/** Shown as a signed number. */
	private static int key(String text) {
		return (int) (text.startsWith("-") ? -Numbers.decimal(text.substring(1)) : Numbers.decimal(text));
	}

	private static long number(Map<String, String> row, String column) {
		return Numbers.decimal(row.getOrDefault(column, ""));
	}
}
