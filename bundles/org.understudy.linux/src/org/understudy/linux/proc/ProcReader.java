// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Reads below one {@code /proc}: each file once, through one growing buffer. Names are relative to a directory that is open already
 * where there is one ({@link #open}): that saves the kernel half of the work and pins the process, so that no other with its number can
 * take its place. Not thread-safe: belongs to the thread that made it. What cannot be read is empty; {@link #denied()} tells whether for
 * lack of rights.
 */
final class ProcReader implements AutoCloseable {

	/** What a reading that fails leaves behind: nothing of the kind, or no right. */
	static final int GONE = -1;

	private static final int PATH_SIZE = 16 * 1024;
	private static final int FIRST_SIZE = 128 * 1024;
	private static final int LARGEST = 256 << 20;
	/** O_CLOEXEC and O_NONBLOCK: a fifo in the place of a file must not hold the scan. */
	private static final int OPEN_FLAGS = 0_2000000 | 0_4000;
	/** O_CLOEXEC and O_PATH. */
	private static final int DIRECTORY_FLAGS = 0_2000000 | 0_10000000;
	/** struct linux_dirent64. */
	private static final int ENTRY_LENGTH = 16;
	private static final int ENTRY_NAME = 19;

	private final Path root;
	private final String prefix;
	private final boolean real;
	private final ProcRecord record;
	/** Paths of the open directories, where a record is made or read: there everything goes by its path. */
	private final Map<Integer, String> directories = new HashMap<>();
	private final Arena arena = Arena.ofConfined();
	private final MemorySegment state = arena.allocate(Posix.STATE);
	private final MemorySegment path = arena.allocate(PATH_SIZE);
	private final MemorySegment stat = arena.allocate(FileStat.SIZE, 8);
	private final MemorySegment time = arena.allocate(16, 8);
	private MemorySegment buffer = arena.allocate(FIRST_SIZE);
	private byte[] bytes = new byte[FIRST_SIZE];
	private boolean denied;

	ProcReader(Path root) {
		this(root, null);
	}

	/** @param record gets all that is read; what is read is then that which a record can hold: texts, where the kernel would be asked */
	ProcReader(Path root, ProcRecord record) {
		this.root = root;
		this.prefix = root + "/";
		this.record = record;
		this.real = record == null && prefix.equals("/proc/");
	}

	Path root() {
		return root;
	}

	/** Whether this shows processes of this kernel, rather than a record of another's. */
	boolean isReal() {
		return real;
	}

	/** Whether the last call failed for lack of rights. */
	boolean denied() {
		return denied;
	}

	/** Opens a directory below the root to read in; {@link #GONE} when it is not there. To be given to {@link #close(int)}. */
	int open(String relative) {
		int descriptor = open(Posix.AT_FDCWD, prefix + relative, DIRECTORY_FLAGS);
		if (!real && descriptor != GONE) {
			directories.put(descriptor, relative);
		}
		return descriptor;
	}

	/** Below the root, of a name in an open directory or of a whole path. */
	private String path(int directory, String name) {
		return directory == Posix.AT_FDCWD ? name.substring(prefix.length()) : directories.getOrDefault(directory, "?") + "/" + name;
	}

	/** What a record holds beside a name; empty when this is no record, or it holds nothing there. */
	private Optional<String> recorded(int directory, String name, String what) {
		return real || record != null ? Optional.empty() : read(Posix.AT_FDCWD, prefix + path(directory, name) + what).map(ByteText::toString);
	}

	private int open(int directory, String name, int flags) {
		int descriptor = setPath(name) ? Posix.OPENAT.call(state, directory, path, flags) : GONE;
		return succeeded(descriptor) ? descriptor : GONE;
	}

	void close(int descriptor) {
		Posix.CLOSE.call(state, descriptor);
	}

	/** The whole file; valid until the next call of this reader. */
	Optional<ByteText> read(int directory, String name) {
		return read(directory, name, false);
	}

	/** A file that the kernel makes as a whole in the first reading: asking whether there is more is not needed. */
	Optional<ByteText> readWhole(int directory, String name) {
		return read(directory, name, true);
	}

	private Optional<ByteText> read(int directory, String name, boolean whole) {
		int descriptor = open(directory, name, OPEN_FLAGS);
		if (descriptor == GONE) {
			return Optional.empty();
		}
		try {
			int length = content(descriptor, whole);
			if (length >= 0 && record != null) {
				record.text(path(directory, name), heap(length).toString());
			}
			return length < 0 ? Optional.empty() : Optional.of(heap(length));
		} finally {
			close(descriptor);
		}
	}

	private int content(int descriptor, boolean whole) {
		int length = 0;
		while (true) {
			long got = Posix.READ.call(state, descriptor, buffer.asSlice(length), buffer.byteSize() - length);
			if (!succeeded(got)) {
				return GONE;
			}
			length += (int) got;
			if (got == 0 || length >= LARGEST || whole && length < buffer.byteSize()) {
				return length;
			}
			if (length == buffer.byteSize()) {
				buffer = arena.allocate(length * 2L).copyFrom(buffer);
			}
		}
	}

	private ByteText heap(int length) {
		if (bytes.length < length) {
			bytes = new byte[(int) buffer.byteSize()];
		}
		MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
		return new ByteText(bytes, length);
	}

	/** The whole file below the root, as text of its own. */
	Optional<String> text(String relative) {
		return read(Posix.AT_FDCWD, prefix + relative).map(ByteText::toString);
	}

	Optional<String> text(int directory, String name) {
		return read(directory, name).map(ByteText::toString);
	}

	/** Where a symbolic link below the root leads. */
	Optional<String> link(String relative) {
		return link(Posix.AT_FDCWD, prefix + relative).map(ByteText::toString);
	}

	/** Where a symbolic link leads; valid until the next call of this reader. */
	Optional<ByteText> link(int directory, String name) {
		Optional<String> kept = recorded(directory, name, ProcRecord.LINK);
		if (kept.isPresent()) {
			return kept.map(ByteText::of);
		}
		long length = setPath(name) ? Posix.READLINKAT.call(state, directory, path, buffer, PATH_SIZE) : GONE;
		if (record != null && length >= 0) {
			record.link(path(directory, name), heap((int) length).toString());
		}
		return succeeded(length) ? Optional.of(heap((int) length)) : Optional.empty();
	}

	/** What a file below the root is, links followed. */
	Optional<FileStat> stat(String relative) {
		return stat(Posix.AT_FDCWD, prefix + relative);
	}

	/** What a file is, links followed. */
	Optional<FileStat> stat(int directory, String name) {
		Optional<FileStat> kept = recorded(directory, name, ProcRecord.STAT).flatMap(ProcRecord::stat);
		if (kept.isPresent()) {
			return kept;
		}
		Optional<FileStat> found = statx(directory, name, true) ? Optional.of(FileStat.of(stat)) : Optional.empty();
		if (record != null) {
			found.ifPresent(s -> record.stat(path(directory, name), s));
		}
		return found;
	}

	/** Type and rights of a file that may be a link; 0 when there is none. */
	int linkMode(int directory, String name) {
		return statx(directory, name, false) ? FileStat.mode(stat) : 0;
	}

	/** What an absolute path outside {@code /proc} is, itself not followed. */
	Optional<FileStat> statOf(String absolute) {
		return statx(Posix.AT_FDCWD, absolute, false) ? Optional.of(FileStat.of(stat)) : Optional.empty();
	}

	/** Whether an absolute path outside {@code /proc} exists, itself not followed. */
	boolean exists(String absolute) {
		return statx(Posix.AT_FDCWD, absolute, false);
	}

	private boolean statx(int directory, String name, boolean follow) {
		return setPath(name) && succeeded(Posix.STATX.call(state, directory, path, FileStat.flags(follow), FileStat.MASK, stat));
	}

	/** Opens the file of a handle on a mounted file system, as CRIU does; {@link #GONE} when that file system cannot find it by that. */
	int openByHandle(String mountPoint, int type, String handle) {
		int mount = open(Posix.AT_FDCWD, mountPoint, OPEN_FLAGS);
		if (mount == GONE) {
			return GONE;
		}
		byte[] opaque = handle.length() % 2 == 0 && handle.length() <= 256 ? HexFormat.of().parseHex(handle) : new byte[0];
		buffer.set(ValueLayout.JAVA_INT, 0, opaque.length);
		buffer.set(ValueLayout.JAVA_INT, 4, type);
		MemorySegment.copy(opaque, 0, buffer, ValueLayout.JAVA_BYTE, 8, opaque.length);
		int file = Posix.OPEN_BY_HANDLE.call(state, mount, buffer, DIRECTORY_FLAGS);
		close(mount);
		return succeeded(file) ? file : GONE;
	}

	/** Magic number of the file system that a file below the root is on, links followed; 0 when that cannot be told. statfs(2). */
	long fileSystem(String relative) {
		return setPath(prefix + relative) && Posix.STATFS.call(state, path, buffer) == 0 ? buffer.get(ValueLayout.JAVA_LONG, 0) : 0;
	}

	/** Reads again from its beginning what is open already; empty when it went. */
	Optional<String> again(int descriptor) {
		int length = succeeded(Posix.LSEEK.call(state, descriptor, 0, 0)) ? content(descriptor, false) : GONE;
		return length < 0 ? Optional.empty() : Optional.of(heap(length).toString());
	}

	/** Name of the protocol of a socket's descriptor, as the kernel calls it ({@code TCP}, {@code UNIX-STREAM}). */
	String protocol(String relative) {
		Optional<String> kept = recorded(Posix.AT_FDCWD, prefix + relative, ProcRecord.PROTOCOL);
		if (kept.isPresent()) {
			return kept.get();
		}
		String found = askProtocol(relative);
		if (record != null && !found.isEmpty()) {
			record.protocol(relative, found);
		}
		return found;
	}

	private String askProtocol(String relative) {
		MemorySegment name = buffer.asSlice(1024);
		name.setString(0, "system.sockprotoname");
		long length = setPath(prefix + relative) ? Posix.GETXATTR.call(state, path, name, buffer, 1024) : GONE;
		return succeeded(length) ? heap((int) length).toString().replace("\0", "") : "";
	}

	/** Numbers among the names of a directory below the root, ascending. */
	Optional<long[]> numbers(String relative) {
		return numbers(Posix.AT_FDCWD, prefix + relative);
	}

	/** Numbers among the names of a directory, ascending; empty when it cannot be read. */
	Optional<long[]> numbers(int directory, String name) {
		Optional<String> kept = recorded(directory, name, ProcRecord.LIST);
		if (kept.isPresent()) {
			return kept.map(ProcRecord::list);
		}
		int descriptor = open(directory, name, OPEN_FLAGS);
		if (descriptor == GONE) {
			return Optional.empty();
		}
		try {
			Optional<long[]> found = numbers(descriptor);
			if (record != null) {
				found.ifPresent(n -> record.list(path(directory, name), n));
			}
			return found;
		} finally {
			close(descriptor);
		}
	}

	private Optional<long[]> numbers(int descriptor) {
		long[] found = new long[64];
		int count = 0;
		while (true) {
			long length = Posix.GETDENTS.call(state, descriptor, buffer, buffer.byteSize());
			if (!succeeded(length)) {
				return Optional.empty();
			}
			if (length == 0) {
				long[] numbers = Arrays.copyOf(found, count);
				Arrays.sort(numbers);
				return Optional.of(numbers);
			}
			for (long at = 0; at < length; at += Short.toUnsignedInt(buffer.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + ENTRY_LENGTH))) {
				long number = number(at + ENTRY_NAME);
				if (number >= 0) {
					found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
					found[count++] = number;
				}
			}
		}
	}

	/** The name that begins there as a number, else -1. */
	private long number(long at) {
		long value = 0;
		for (long next = at;; next++) {
			int digit = buffer.get(ValueLayout.JAVA_BYTE, next);
			if (digit == 0) {
				return next == at ? GONE : value;
			}
			if (digit < '0' || digit > '9') {
				return GONE;
			}
			value = value * 10 + digit - '0';
		}
	}

	/**
	 * Nanoseconds that all threads of a process have run, exact: when they are the same as before, then none of them ran, and nothing that
	 * only the process itself can do has happened. Needs no right. MAKE_PROCESS_CPUCLOCK, clock_getcpuclockid(3).
	 *
	 * @return {@link #GONE} when there is no such process, or this reader's root shows others than this host's own
	 */
	long processorTime(long pid) {
		if (!isReal() || Posix.CLOCK_GETTIME.call(state, (int) (~pid << 3 | 2), time) != 0) {
			return GONE;
		}
		return time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L + time.get(ValueLayout.JAVA_LONG, 8);
	}

	private boolean setPath(String text) {
		int length = text.length();
		if (length >= PATH_SIZE / 4) {
			denied = false;
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				return setEncoded(text);
			}
			path.set(ValueLayout.JAVA_BYTE, i, (byte) c);
		}
		path.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
		return true;
	}

	private boolean setEncoded(String text) {
		byte[] encoded = ByteText.encode(text);
		MemorySegment.copy(encoded, 0, path, ValueLayout.JAVA_BYTE, 0, encoded.length);
		path.set(ValueLayout.JAVA_BYTE, encoded.length, (byte) 0);
		return true;
	}

	private boolean succeeded(long result) {
		int errno = result < 0 ? Posix.errno(state) : 0;
		// what should be a directory and is none stands, in a record, for one that could not be read
		denied = errno == Posix.NOT_PERMITTED || errno == Posix.ACCESS_DENIED || errno == Posix.NOT_A_DIRECTORY;
		return result >= 0;
	}

	@Override
	public void close() {
		arena.close();
	}
}
