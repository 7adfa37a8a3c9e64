// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words of a command line, as a POSIX shell reads and writes them. */
public final class ShellWords {

	private ShellWords() {
	}

	/** One word, quoted only when it must be. */
	public static String quote(String word) {
		return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
	}

	public static String join(List<String> words) {
		return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
	}

	/**
	 * Splits a line at blanks; single and double quotes keep blanks, a backslash outside single quotes keeps the next character.
	 *
	 * @throws IllegalArgumentException when a quote is not closed
	 */
	public static List<String> split(String line) {
		List<String> words = new ArrayList<>();
		StringBuilder word = null;
		char quote = 0;
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			if (quote == 0 && Character.isWhitespace(c)) {
				if (word != null) {
					words.add(word.toString());
					word = null;
				}
				continue;
			}
			word = word == null ? new StringBuilder() : word;
			if (c == quote) {
				quote = 0;
			} else if (quote == 0 && (c == '\'' || c == '"')) {
				quote = c;
			} else {
				word.append(c == '\\' && quote != '\'' && i + 1 < line.length() ? line.charAt(++i) : c);
			}
		}
		if (quote != 0) {
			throw new IllegalArgumentException("quote not closed: " + quote);
		}
		if (word != null) {
			words.add(word.toString());
		}
		return words;
	}
}
