// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What criu measured of a dump, from its {@code stats-dump} image.
 *
 * @param freezing until all tasks stood still
 * @param frozen   from then until they went on, the hook's time included
 * @param memory   of that, reading and writing memory pages
 * @param scanned  pages looked at
 * @param written  pages of the image
 */
record CriuStats(Duration freezing, Duration frozen, Duration memory, long scanned, long written) {

	static final String FILE = "stats-dump";
	// criu: include/magic.h
	private static final int SERVICE_MAGIC = 0x55105940;
	private static final int STATS_MAGIC = 0x57093306;
	/** Field of {@code stats_entry} in stats.proto. */
	private static final int DUMP = 1;
	private static final int VARINT = 0;
	private static final int BYTES = 2;

	/** When criu's own figures cannot be had: the whole of the dump, an upper bound. */
	static CriuStats unknown(Duration dump) {
		return new CriuStats(Duration.ZERO, dump, Duration.ZERO, 0, 0);
	}

	static CriuStats read(Path work) throws IOException {
		return parse(Files.readAllBytes(work.resolve(FILE)));
	}

	/**
	 * An image is two magic numbers, a length, and a message of protocol buffers.
	 *
	 * @throws IOException when it is something else
	 */
	static CriuStats parse(byte[] image) throws IOException {
		ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
		if (in.remaining() < 8 || in.getInt() != SERVICE_MAGIC || in.getInt() != STATS_MAGIC) {
			throw new IOException("no statistics of criu");
		}
		int length = in.remaining() < 4 ? -1 : in.getInt();
		if (length < 0 || length > in.remaining()) {
			throw new IOException("torn statistics of criu");
		}
		in.limit(in.position() + length);
		while (in.hasRemaining()) {
			long key = varint(in);
			if (key == (DUMP << 3 | BYTES)) {
				long size = varint(in); // before the position is read
				return of(numbers(in.slice(in.position(), (int) Math.min(size, in.remaining()))));
			}
			skip(in, key);
		}
		throw new IOException("criu's statistics are not of a dump");
	}

	/** Fields of {@code dump_stats_entry}: microseconds and pages. Writing memory is timed within dumping it. */
	private static CriuStats of(Map<Integer, Long> fields) {
		return new CriuStats(micros(fields, 1), micros(fields, 2), micros(fields, 3), fields.getOrDefault(5, 0L), fields.getOrDefault(7, 0L));
	}

	private static Duration micros(Map<Integer, Long> fields, int number) {
		return Duration.ofNanos(fields.getOrDefault(number, 0L) * 1000);
	}

	private static Map<Integer, Long> numbers(ByteBuffer in) throws IOException {
		Map<Integer, Long> fields = new HashMap<>();
		while (in.hasRemaining()) {
			long key = varint(in);
			if ((key & 7) == VARINT) {
				fields.put((int) (key >>> 3), varint(in));
			} else {
				skip(in, key);
			}
		}
		return fields;
	}

	private static void skip(ByteBuffer in, long key) throws IOException {
		switch ((int) (key & 7)) {
			case VARINT -> varint(in);
			case BYTES -> in.position(Math.toIntExact(in.position() + varint(in)));
			default -> throw new IOException("a field of kind " + (key & 7));
		}
	}

	/** Seven bits a byte, the lowest first, as long as the eighth is set. */
	private static long varint(ByteBuffer in) throws IOException {
		long value = 0;
		for (int shift = 0; shift < 64 && in.hasRemaining(); shift += 7) {
			byte next = in.get();
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new IOException("a number that does not end");
	}
}
