// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.jvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The counters that a HotSpot JVM keeps in {@code hsperfdata_USER/PID}, by name; version 2 of the format in
 * {@code src/hotspot/share/runtime/perfMemory.hpp}. Numbers are given in decimal. Pure: a damaged file gives what could be read.
 */
final class PerformanceData {

	private static final int MAGIC = 0xcafec0c0;
	private static final int HEADER = 32;
	private static final int ENTRY = 20;
	private static final int MOST = 10_000;

	private PerformanceData() {
	}

	static Map<String, String> parse(byte[] bytes) {
		Map<String, String> counters = new HashMap<>();
		ByteBuffer data = ByteBuffer.wrap(bytes);
		if (bytes.length < HEADER || data.getInt(0) != MAGIC || data.get(5) != 2) {
			return counters;
		}
		data.order(data.get(4) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		long at = Integer.toUnsignedLong(data.getInt(24));
		int left = Math.min(MOST, data.getInt(28));
		while (left-- > 0 && at >= HEADER && at + ENTRY <= bytes.length) {
			long length = Integer.toUnsignedLong(data.getInt((int) at));
			if (length < ENTRY || at + length > bytes.length) {
				break;
			}
			entry(data.slice((int) at, (int) length).order(data.order()), counters);
			at += length;
		}
		return counters;
	}

	private static void entry(ByteBuffer entry, Map<String, String> counters) {
		long name = Integer.toUnsignedLong(entry.getInt(4));
		long vector = Integer.toUnsignedLong(entry.getInt(8));
		long value = Integer.toUnsignedLong(entry.getInt(16));
		if (name >= entry.limit() || value >= entry.limit()) {
			return;
		}
		switch (entry.get(12)) {
			case 'J' -> {
				if (value + 8 <= entry.limit()) {
					counters.put(text(entry, (int) name, entry.limit()), Long.toString(entry.getLong((int) value)));
				}
			}
			case 'B' -> counters.put(text(entry, (int) name, entry.limit()), text(entry, (int) value, (int) Math.min(entry.limit(), value + vector)));
			default -> {
				// No other types are written.
			}
		}
	}

	/** Ends at the first zero. */
	private static String text(ByteBuffer from, int begin, int limit) {
		int end = begin;
		while (end < limit && from.get(end) != 0) {
			end++;
		}
		byte[] bytes = new byte[end - begin];
		from.get(begin, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}
}
