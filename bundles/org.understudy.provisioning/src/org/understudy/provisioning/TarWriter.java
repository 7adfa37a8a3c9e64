// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Writes a directory tree as a ustar archive (POSIX.1-1988), names over 100 bytes the GNU way; owner root, as every tar reads it. */
final class TarWriter implements Closeable {

	private static final int BLOCK = 512;
	private static final int NAME = 100;
	private static final byte[] ZEROS = new byte[2 * BLOCK];

	private final OutputStream out;
	private final LongConsumer progress;

	TarWriter(OutputStream out, LongConsumer progress) {
		this.out = out;
		this.progress = progress;
	}

	/** All below {@code root}, by names relative to it, directories first. */
	void tree(Path root) throws IOException {
		try (Stream<Path> walk = Files.walk(root)) {
			for (Path path : (Iterable<Path>) walk.skip(1)::iterator) {
				entry(path, root.relativize(path).toString().replace('\\', '/'));
			}
		}
	}

	private void entry(Path path, String name) throws IOException {
		if (Files.isSymbolicLink(path)) {
			header(name, 0777, 0, '2', Files.readSymbolicLink(path).toString());
		} else if (Files.isDirectory(path)) {
			header(name + "/", HostSession.mode(path), 0, '5', "");
		} else {
			long size = Files.size(path);
			header(name, HostSession.mode(path), size, '0', "");
			try (InputStream in = Files.newInputStream(path)) {
				HostSession.copy(in, out, progress);
			}
			pad(size);
		}
	}

	private void header(String name, int mode, long size, char type, String link) throws IOException {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > NAME) {
			header("././@LongLink", 0, bytes.length + 1L, 'L', "");
			out.write(bytes);
			out.write(0);
			pad(bytes.length + 1L);
		}
		byte[] block = new byte[BLOCK];
		System.arraycopy(bytes, 0, block, 0, Math.min(bytes.length, NAME));
		octal(block, 100, 8, mode);
		octal(block, 108, 8, 0);
		octal(block, 116, 8, 0);
		octal(block, 124, 12, size);
		octal(block, 136, 12, 0);
		block[156] = (byte) type;
		byte[] target = link.getBytes(StandardCharsets.UTF_8);
		if (target.length > NAME) {
			throw new IOException("symbolic link is too long: " + link);
		}
		System.arraycopy(target, 0, block, 157, target.length);
		System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
		checksum(block);
		out.write(block);
	}

	/** The sum of all bytes, with the field itself counted as spaces. */
	private static void checksum(byte[] block) {
		Arrays.fill(block, 148, 156, (byte) ' ');
		int sum = 0;
		for (byte b : block) {
			sum += b & 0xff;
		}
		octal(block, 148, 7, sum);
	}

	private static void octal(byte[] block, int at, int length, long value) {
		String digits = String.format(Locale.ROOT, "%0" + (length - 1) + "o", value);
		System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, block, at, length - 1);
		block[at + length - 1] = 0;
	}

	private void pad(long size) throws IOException {
		out.write(ZEROS, 0, (int) ((BLOCK - size % BLOCK) % BLOCK));
	}

	@Override
	public void close() throws IOException {
		out.write(ZEROS);
		out.close();
	}
}
