// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

/** Numbers in kernel texts, where a damaged one means zero and no failure. Pure. */
final class Numbers {

	private Numbers() {
	}

	static long decimal(String text) {
		return parse(text, 10);
	}

	static long hex(String text) {
		return parse(text, 16);
	}

	static long octal(String text) {
		return parse(text, 8);
	}

	/** Hex numbers may use all 64 bits; decimals in these texts do not, except device cookies that nobody computes with. */
	private static long parse(String text, int radix) {
		try {
			return Long.parseUnsignedLong(text.strip(), radix);
		} catch (NumberFormatException _) {
			return 0;
		}
	}
}
