// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes markup that is well-formed XML and HTML at once; escapes all that it is given. Names of applications, commands and paths
 * come from outside: nothing reaches the page but through {@link #text} or an attribute.
 */
final class Markup {

	private final StringBuilder out = new StringBuilder(16 * 1024);
	private final Deque<String> opened = new ArrayDeque<>();

	/** Starts an element; {@code attributes} are names and values in turn. */
	Markup open(String name, String... attributes) {
		tag(name, attributes).append('>');
		opened.push(name);
		return this;
	}

	Markup close() {
		out.append("</").append(opened.pop()).append('>');
		return this;
	}

	Markup text(String text) {
		escape(text);
		return this;
	}

	Markup leaf(String name, String text, String... attributes) {
		return open(name, attributes).text(text).close();
	}

	/** An element that has no content by its nature: {@code meta}, {@code path}. */
	Markup empty(String name, String... attributes) {
		tag(name, attributes).append("/>");
		return this;
	}

	/** Markup or style of our own making. */
	Markup raw(String ours) {
		out.append(ours);
		return this;
	}

	Markup line() {
		out.append('\n');
		return this;
	}

	@Override
	public String toString() {
		if (!opened.isEmpty()) {
			throw new IllegalStateException("not closed: " + opened);
		}
		return out.toString();
	}

	private StringBuilder tag(String name, String... attributes) {
		out.append('<').append(name);
		for (int i = 0; i < attributes.length; i += 2) {
			out.append(' ').append(attributes[i]).append("=\"");
			escape(attributes[i + 1]);
			out.append('"');
		}
		return out;
	}

	private void escape(String text) {
		text.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				case '\'' -> out.append("&#39;");
				default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
			}
		});
	}

	/** XML 1.0, section 2.2: no control characters, no lone surrogates; a file name may well have them. */
	private static boolean allowed(int c) {
		return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
	}
}
