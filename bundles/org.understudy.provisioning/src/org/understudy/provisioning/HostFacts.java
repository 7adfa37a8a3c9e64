// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.understudy.model.Bytes;

/**
 * What a host says of itself.
 *
 * @param system      {@code Linux}
 * @param machine     {@code x86_64}, {@code aarch64}
 * @param uid         of the login; 0 is root
 * @param free        on the file system of the program directory
 * @param freeAtHome  on that of the node's home
 * @param occupied    directories of the wanted ones that exist and are not empty
 * @param commands    those of the asked ones that are there
 */
record HostFacts(String system, String machine, int uid, Bytes free, Bytes freeAtHome, Set<String> occupied, Set<String> commands) {

	/** Asks for everything in one go; prints {@code name value} lines. */
	static final String SCRIPT = """
			PATH=$PATH:/usr/sbin:/sbin
			echo system "$(uname -s)"
			echo machine "$(uname -m)"
			echo uid "$(id -u)"
			nearest() { d=$1; while [ ! -d "$d" ]; do d=$(dirname "$d"); done; echo "$d"; }
			free() { df -Pk "$1" | awk 'NR==2 { print $4 }'; }
			echo free "$(free "$(nearest "$program")")"
			echo freeAtHome "$(free "$(nearest "$home")")"
			for d in "$program" "$home"; do [ -z "$(ls -A "$d" 2>/dev/null)" ] || echo occupied "$d"; done
			for c in tar setsid nohup ip nft unshare nsenter criu; do command -v $c >/dev/null 2>&1 && echo command $c; done
			exit 0
			""";

	/** Reads what the script printed; unknown lines are skipped, missing numbers are zero. */
	static HostFacts parse(String text) {
		Map<String, String> values = new HashMap<>();
		Set<String> occupied = new TreeSet<>();
		Set<String> commands = new TreeSet<>();
		text.lines().forEach(line -> {
			int space = line.indexOf(' ');
			String name = space < 0 ? line : line.substring(0, space);
			String value = space < 0 ? "" : line.substring(space + 1).strip();
			switch (name) {
				case "occupied" -> occupied.add(value);
				case "command" -> commands.add(value);
				default -> values.put(name, value);
			}
		});
		return new HostFacts(values.getOrDefault("system", ""), values.getOrDefault("machine", ""), (int) number(values.get("uid"), -1),
				kilobytes(values.get("free")), kilobytes(values.get("freeAtHome")), occupied, commands);
	}

	private static Bytes kilobytes(String text) {
		return Bytes.of(Math.max(0, number(text, 0)) * 1024);
	}

	private static long number(String text, long otherwise) {
		return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : otherwise;
	}
}
