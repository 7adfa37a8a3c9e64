// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;

/** The build-id of an ELF file: the note NT_GNU_BUILD_ID in one of its PT_NOTE segments, elf(5). */
final class ElfBuildId {

	private static final int MAGIC = 0x7f454c46;
	private static final int LARGEST_NOTE = 1 << 16;
	private static final int MOST_HEADERS = 512;
	private static final int NOTE = 4;
	private static final int BUILD_ID = 3;

	private final SeekableByteChannel file;
	private final boolean wide;
	private final ByteOrder order;

	private ElfBuildId(SeekableByteChannel file, boolean wide, ByteOrder order) {
		this.file = file;
		this.wide = wide;
		this.order = order;
	}

	/** Hex; empty when it is no ELF file, has none, or is damaged. */
	static String of(SeekableByteChannel file) throws IOException {
		ByteBuffer start = read(file, 0, 64);
		if (start.limit() < 52 || start.getInt(0) != MAGIC) {
			return "";
		}
		ElfBuildId reader = new ElfBuildId(file, start.get(4) == 2, start.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		return start.limit() < 64 && reader.wide ? "" : reader.find(start.order(reader.order));
	}

	private String find(ByteBuffer header) throws IOException {
		long table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
		int size = Short.toUnsignedInt(header.getShort(wide ? 54 : 42));
		int count = Math.min(MOST_HEADERS, Short.toUnsignedInt(header.getShort(wide ? 56 : 44)));
		ByteBuffer headers = read(file, table, size * count).order(order);
		int needed = wide ? 56 : 32;
		for (int at = 0; size >= needed && at + needed <= headers.limit(); at += size) {
			if (headers.getInt(at) == NOTE) {
				long offset = wide ? headers.getLong(at + 8) : Integer.toUnsignedLong(headers.getInt(at + 4));
				long length = wide ? headers.getLong(at + 32) : Integer.toUnsignedLong(headers.getInt(at + 16));
				String id = inNotes(read(file, offset, (int) Math.max(0, Math.min(LARGEST_NOTE, length))).order(order));
				if (!id.isEmpty()) {
					return id;
				}
			}
		}
		return "";
	}

	/** Each note: length of its name, length of its description, type; then both, padded to four. */
	private static String inNotes(ByteBuffer notes) {
		int at = 0;
		while (at + 12 <= notes.limit()) {
			long name = Integer.toUnsignedLong(notes.getInt(at));
			long description = Integer.toUnsignedLong(notes.getInt(at + 4));
			long begin = at + 12 + (name + 3 & ~3);
			if (begin + description > notes.limit()) {
				return "";
			}
			if (notes.getInt(at + 8) == BUILD_ID && name == 4 && notes.get(at + 12) == 'G' && notes.get(at + 13) == 'N' && notes.get(at + 14) == 'U') {
				byte[] id = new byte[(int) description];
				notes.get((int) begin, id);
				return HexFormat.of().formatHex(id);
			}
			at = (int) (begin + (description + 3 & ~3));
		}
		return "";
	}

	private static ByteBuffer read(SeekableByteChannel file, long offset, int length) throws IOException {
		// a damaged header may point anywhere
		long there = offset < 0 ? 0 : Math.max(0, Math.min(length, file.size() - offset));
		ByteBuffer buffer = ByteBuffer.allocate((int) there);
		if (there > 0) {
			file.position(offset);
			while (buffer.hasRemaining() && file.read(buffer) > 0) {
				// until it is full or the file ends
			}
		}
		return buffer.flip();
	}
}
