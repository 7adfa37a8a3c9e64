// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Addresses as {@code /proc/net/tcp} prints them: 32-bit words in the machine's own byte order, hexadecimal. Pure. */
final class InetAddresses {

	private InetAddresses() {
	}

	/** {@code 0100007F} to {@code 127.0.0.1}; 32 digits to IPv6 (RFC 5952), where a mapped IPv4 address becomes plain IPv4. */
	static String parse(String hex) {
		ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
		for (int i = 0; i + 8 <= hex.length(); i += 8) {
			bytes.putInt((int) Numbers.hex(hex.substring(i, i + 8)));
		}
		return of(bytes.order(ByteOrder.BIG_ENDIAN), hex);
	}

	/** Four or sixteen bytes as they go over the network. */
	static String of(byte[] bytes) {
		return of(ByteBuffer.wrap(bytes), "");
	}

	private static String of(ByteBuffer bytes, String otherwise) {
		return switch (bytes.capacity()) {
			case 4 -> four(bytes, 0);
			case 16 -> bytes.getLong(0) == 0 && bytes.getInt(8) == 0xffff ? four(bytes, 12) : six(bytes);
			default -> otherwise;
		};
	}

	/** {@code 127.0.0.1:80}, {@code [::1]:80}. */
	static String endpoint(String address, int port) {
		return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
	}

	private static String four(ByteBuffer bytes, int at) {
		return (bytes.get(at) & 255) + "." + (bytes.get(at + 1) & 255) + "." + (bytes.get(at + 2) & 255) + "." + (bytes.get(at + 3) & 255);
	}

	private static String six(ByteBuffer bytes) {
		int[] longest = longestZeroRun(bytes);
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < 8; i++) {
			if (longest[1] > 1 && i == longest[0]) {
				out.append("::");
				i += longest[1] - 1;
			} else {
				out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
						.append(Integer.toHexString(bytes.getShort(i * 2) & 0xffff));
			}
		}
		return out.toString();
	}

	/** Start and length of the longest run of zero groups, the first of equals. */
	private static int[] longestZeroRun(ByteBuffer bytes) {
		int[] best = { 0, 0 };
		int run = 0;
		for (int i = 0; i < 8; i++) {
			run = bytes.getShort(i * 2) == 0 ? run + 1 : 0;
			if (run > best[1]) {
				best = new int[] { i - run + 1, run };
			}
		}
		return best;
	}
}
