// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.understudy.linux.process.Command;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Whom a capsule's application runs as.
 *
 * @param uid  number
 * @param gid  number of its first group
 * @param name empty when the number has no name here
 * @param home home directory
 */
record Account(int uid, int gid, String name, String home) {

	static final Account ROOT = new Account(0, 0, "root", "/root");

	/**
	 * Looks a user up the way the host does, so that directories and the like count too.
	 *
	 * @param text a name, {@code uid} or {@code uid:gid}; empty: root
	 * @throws ProblemException {@code no-such-user}
	 */
	static Account of(String text) throws ProblemException {
		if (text.isEmpty()) {
			return ROOT;
		}
		String[] parts = text.split(":", 2);
		Command.Result found = Command.of("getent", "passwd", parts[0]).tryRun();
		if (found.succeeded()) {
			Account known = parse(found.output().lines().findFirst().orElse(""));
			return parts.length == 1 ? known : new Account(known.uid, Integer.parseInt(parts[1]), known.name, known.home);
		}
		if (!Character.isDigit(text.charAt(0))) {
			throw Problem.error("no-such-user", "There is no user '%s' on this host.".formatted(text), "",
					"Make it on every node with the same number (useradd --system --uid N %s), or give a number.".formatted(text)).exception();
		}
		int uid = Integer.parseInt(parts[0]);
		return new Account(uid, parts.length == 1 ? uid : Integer.parseInt(parts[1]), "", "/");
	}

	/** {@code name:password:uid:gid:comment:home:shell}, passwd(5). */
	static Account parse(String line) {
		String[] fields = line.split(":", -1);
		return new Account(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), fields[0], fields[5]);
	}

	/** What to put before the application's command line: its limits, which root may raise, then the user. */
	static List<String> prefix(CapsuleSettings settings) throws ProblemException {
		List<String> line = new ArrayList<>();
		Map<String, String> limits = new TreeMap<>(settings.limits().rlimits());
		if (!limits.isEmpty()) {
			line.add("/usr/bin/prlimit");
			limits.forEach((name, value) -> line.add("--" + name + "=" + value));
		}
		Account account = of(settings.user());
		if (account.uid != 0 || account.gid != 0) {
			line.addAll(List.of("/usr/bin/setpriv", "--reuid=" + account.uid, "--regid=" + account.gid,
					account.name.isEmpty() ? "--clear-groups" : "--init-groups"));
		}
		return line;
	}

	/** Variables that name the user. */
	Map<String, String> environment() {
		return name.isEmpty() ? Map.of("HOME", home) : Map.of("HOME", home, "USER", name, "LOGNAME", name);
	}
}
