// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A text of the kernel's as the bytes that it is: most of it is skipped, and names in it may be no UTF-8. Numbers that are damaged are
 * zero and no failure. The bytes belong to whoever made this, and may change with the next reading. Pure.
 */
record ByteText(byte[] bytes, int length) {

	static final ByteText EMPTY = new ByteText(new byte[0], 0);
	/** A byte that is no part of UTF-8 becomes the low surrogate of this block, as in Python's surrogateescape; no text has those alone. */
	private static final char STRAY = '\udc00';

	static ByteText of(String text) {
		byte[] bytes = encode(text);
		return new ByteText(bytes, bytes.length);
	}

	/** Position of a byte in a range, or the range's end. */
	int find(char wanted, int from, int to) {
		int at = from;
		while (at < to && bytes[at] != wanted) {
			at++;
		}
		return at;
	}

	/** Position of the last such byte, or -1. */
	int findLast(char wanted) {
		int at = length - 1;
		while (at >= 0 && bytes[at] != wanted) {
			at--;
		}
		return at;
	}

	/** Where the line that begins there ends. */
	int lineEnd(int from) {
		return find('\n', from, length);
	}

	int skipBlanks(int from, int to) {
		int at = from;
		while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
			at++;
		}
		return at;
	}

	/** End of the word that begins there. */
	int wordEnd(int from, int to) {
		int at = from;
		while (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
			at++;
		}
		return at;
	}

	boolean startsWith(String ascii, int from, int to) {
		return to - from >= ascii.length() && matches(ascii, from);
	}

	boolean is(String ascii, int from, int to) {
		return to - from == ascii.length() && matches(ascii, from);
	}

	private boolean matches(String ascii, int from) {
		for (int i = 0; i < ascii.length(); i++) {
			if (bytes[from + i] != ascii.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/** Unsigned; hexadecimal numbers may use all 64 bits. */
	long number(int radix, int from, int to) {
		long value = 0;
		for (int at = from; at < to; at++) {
			int digit = Character.digit(bytes[at], radix);
			if (digit < 0) {
				return 0;
			}
			value = value * radix + digit;
		}
		return value;
	}

	/** A range as text; it keeps bytes that are no UTF-8, see {@link #encode}. */
	String string(int from, int to) {
		for (int at = from; at < to; at++) {
			if (bytes[at] < 0) {
				return decode(from, to);
			}
		}
		return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}

	@Override
	public String toString() {
		return string(0, length);
	}

	private String decode(int from, int to) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		try {
			return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
		} catch (CharacterCodingException _) {
			return decodeStray(decoder, ByteBuffer.wrap(bytes, from, to - from));
		}
	}

	private static String decodeStray(CharsetDecoder decoder, ByteBuffer in) {
		CharBuffer out = CharBuffer.allocate(in.remaining());
		decoder.reset();
		while (decoder.decode(in, out, true).isError()) {
			out.put((char) (STRAY + (in.get() & 0xff)));
		}
		return out.flip().toString();
	}

	/** The bytes that a text was made of. */
	static byte[] encode(String text) {
		if (text.chars().noneMatch(ByteText::isStray)) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
		for (int at = 0; at < text.length();) {
			int code = text.codePointAt(at);
			at += Character.charCount(code);
			if (isStray(code)) {
				out.write(code - STRAY);
			} else {
				out.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
			}
		}
		return out.toByteArray();
	}

	/** Whether a character stands for one byte that is no UTF-8. */
	static boolean isStray(int code) {
		return code >= STRAY + 0x80 && code <= STRAY + 0xff;
	}
}
