// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

/** Words for a remote POSIX shell. */
final class Shell {

	private Shell() {
	}

	/** One word, whatever it contains. */
	static String quote(String word) {
		return "'" + word.replace("'", "'\\''") + "'";
	}

	/** {@code name='value'} lines before a script, so that no value is ever read as a command. */
	static String script(String script, String... namesAndValues) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			text.append(namesAndValues[i]).append('=').append(quote(namesAndValues[i + 1])).append('\n');
		}
		return "exec /bin/sh -c " + quote(text + script);
	}
}
