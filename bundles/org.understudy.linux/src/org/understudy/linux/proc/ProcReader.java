// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads below one {@code /proc}: each file once, through one growing buffer. Texts are decoded as UTF-8, malformed bytes as U+FFFD.
 * Not thread-safe: belongs to the thread that made it. What cannot be read is empty; {@link #denied()} tells whether for lack of rights.
 */
final class ProcReader implements AutoCloseable {

	private static final int PATH_SIZE = 16 * 1024;
	private static final int FIRST_SIZE = 64 * 1024;
	private static final int LARGEST = 256 << 20;
	/** O_CLOEXEC and O_NONBLOCK: a fifo in the place of a file must not hold the scan. */
	private static final int OPEN_FLAGS = 0_2000000 | 0_4000;

	private final Path root;
	private final Arena arena = Arena.ofConfined();
	private final MemorySegment state = arena.allocate(Posix.STATE);
	private final MemorySegment path = arena.allocate(PATH_SIZE);
	private final MemorySegment stat = arena.allocate(FileStat.SIZE, 8);
	private MemorySegment buffer = Arena.ofAuto().allocate(FIRST_SIZE);
	private boolean denied;

	ProcReader(Path root) {
		this.root = root;
	}

	Path root() {
		return root;
	}

	/** Whether the last call failed for lack of rights. */
	boolean denied() {
		return denied;
	}

	/** The whole file below the root, as text. */
	Optional<String> text(String relative) {
		if (!setPath(root + "/" + relative)) {
			return Optional.empty();
		}
		int descriptor = Posix.OPEN.call(state, path, OPEN_FLAGS);
		if (!succeeded(descriptor)) {
			return Optional.empty();
		}
		try {
			return content(descriptor);
		} finally {
			Posix.CLOSE.call(state, descriptor);
		}
	}

	private Optional<String> content(int descriptor) {
		long length = 0;
		while (true) {
			long got = Posix.READ.call(state, descriptor, buffer.asSlice(length), buffer.byteSize() - length);
			if (!succeeded(got)) {
				return Optional.empty();
			}
			length += got;
			if (got == 0 || length >= LARGEST) {
				return Optional.of(string(buffer, length));
			}
			if (length == buffer.byteSize()) {
				buffer = Arena.ofAuto().allocate(length * 2).copyFrom(buffer);
			}
		}
	}

	/** Where a symbolic link leads. */
	Optional<String> link(String relative) {
		if (!setPath(root + "/" + relative)) {
			return Optional.empty();
		}
		long length = Posix.READLINK.call(state, path, buffer, buffer.byteSize());
		return succeeded(length) ? Optional.of(string(buffer, length)) : Optional.empty();
	}

	/** What a file below the root is, links followed. */
	Optional<FileStat> stat(String relative) {
		return statx(root + "/" + relative, true);
	}

	/** Whether an absolute path outside {@code /proc} exists, itself not followed. */
	boolean exists(String absolute) {
		return statx(absolute, false).isPresent();
	}

	private Optional<FileStat> statx(String absolute, boolean follow) {
		return setPath(absolute) && succeeded(Posix.STATX.call(state, FileStat.AT_FDCWD, path, FileStat.flags(follow),
				FileStat.MASK, stat))
				? Optional.of(FileStat.of(stat))
				: Optional.empty();
	}

	/** Name of the protocol of a socket's descriptor, as the kernel calls it ({@code TCP}, {@code UNIX-STREAM}). */
	String protocol(String relative) {
		MemorySegment name = buffer.asSlice(1024);
		name.setString(0, "system.sockprotoname");
		long length = setPath(root + "/" + relative) ? Posix.GETXATTR.call(state, path, name, buffer, 1024) : -1;
		return succeeded(length) ? string(buffer, length).replace("\0", "") : "";
	}

	/** Names in a directory; empty when it cannot be read. */
	Optional<String[]> list(String relative) {
		String[] names = new File(root.toFile(), relative).list();
		denied = names == null && new File(root.toFile(), relative).exists();
		return Optional.ofNullable(names);
	}

	private boolean setPath(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length >= PATH_SIZE) {
			denied = false;
			return false;
		}
		MemorySegment.copy(bytes, 0, path, ValueLayout.JAVA_BYTE, 0, bytes.length);
		path.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
		return true;
	}

	private boolean succeeded(long result) {
		int errno = result < 0 ? Posix.errno(state) : 0;
		denied = errno == Posix.NOT_PERMITTED || errno == Posix.ACCESS_DENIED;
		return result >= 0;
	}

	private static String string(MemorySegment from, long length) {
		byte[] bytes = new byte[(int) length];
		MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** Numbers among the names of a directory, ascending. */
	Optional<long[]> numbers(String relative) {
		return list(relative).map(names -> Arrays.stream(names).filter(n -> !n.isEmpty() && n.chars().allMatch(c -> c >= '0' && c <= '9'))
				.mapToLong(Numbers::decimal).sorted().toArray());
	}

	@Override
	public void close() {
		arena.close();
	}
}
