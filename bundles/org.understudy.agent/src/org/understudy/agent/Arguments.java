// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agent's options: {@code --key value}, and flags without value. */
record Arguments(Map<String, String> options) {

	private static final Set<String> FLAGS = Set.of("witness");
	private static final Set<String> KNOWN = Set.of("home", "name", "address", "ports", "witness");

	/** @throws IllegalArgumentException for anything that is not understood */
	static Arguments of(String[] words) {
		Map<String, String> options = new HashMap<>();
		for (int i = 1; i < words.length; i++) {
			String key = words[i].startsWith("--") ? words[i].substring(2) : "";
			if (!KNOWN.contains(key)) {
				throw new IllegalArgumentException("what is " + words[i] + "?");
			}
			if (FLAGS.contains(key)) {
				options.put(key, "true");
			} else if (i + 1 < words.length) {
				options.put(key, words[++i]);
			} else {
				throw new IllegalArgumentException("--" + key + " needs a value");
			}
		}
		return new Arguments(Map.copyOf(options));
	}

	String need(String key) {
		return find(key).orElseThrow(() -> new IllegalArgumentException("--" + key + " is missing"));
	}

	Optional<String> find(String key) {
		return Optional.ofNullable(options.get(key));
	}

	boolean has(String flag) {
		return options.containsKey(flag);
	}
}
