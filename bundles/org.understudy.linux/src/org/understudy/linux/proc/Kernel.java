// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Questions to the kernel that no text in {@code /proc} answers. Not thread-safe. On a processor architecture whose call numbers we do
 * not know, or without the rights, nothing is the same and nothing differs.
 */
final class Kernel implements AutoCloseable {

	/** Bytes. */
	static final long PAGE = Posix.GETPAGESIZE.call();
	/** Types of kcmp(2), linux/kcmp.h. */
	static final int MEMORY = 1;
	static final int FILES = 2;
	static final int ROOT = 3;
	static final int SIGNAL_HANDLERS = 4;
	private static final int EPOLL_TARGET = 7;

	/** Number of kcmp(2); asm/unistd.h. */
	private static final Map<String, Integer> KCMP = Map.of("amd64", 312, "x86_64", 312, "aarch64", 272, "riscv64", 272);
	private static final int UNKNOWN = -1;
	/** The same number on every architecture. */
	private static final int PIDFD_OPEN = 434;
	private static final int PIDFD_GETFD = 438;
	/** linux/sockios.h. */
	private static final long SIOCGSKNS = 0x894c;
	private static final int NAME_SIZE = 64;
	/** linux/pidfd.h: struct pidfd_info in its first form, 64 bytes. */
	private static final long PIDFD_GET_INFO = 0xc040ff0bL;
	private static final long PIDFD_INFO_CGROUPID = 4;

	private final Arena arena = Arena.ofConfined();
	private final MemorySegment state = arena.allocate(Posix.STATE);
	/** struct kcmp_epoll_slot: descriptor of the epoll, number of the target, which of several under that number. */
	private final MemorySegment slot = arena.allocate(12, 8);
	private final MemorySegment info = arena.allocate(64, 8);
	private final int kcmp;
	private final boolean real;

	/** @param real whether what is inspected runs on this kernel, rather than being a record of another's */
	Kernel(boolean real) {
		this.real = real;
		this.kcmp = real ? KCMP.getOrDefault(System.getProperty("os.arch"), UNKNOWN) : UNKNOWN;
	}

	boolean same(long one, long other, int type) {
		return compare(one, other, type) == 0;
	}

	boolean differ(long one, long other, int type) {
		return compare(one, other, type) > 0;
	}

	/** Whether a descriptor of two processes is one open file. */
	boolean sameFile(long one, long other, long descriptor) {
		return kcmp != UNKNOWN && Posix.SYSCALL.call(state, kcmp, one, other, 0, descriptor, descriptor) == 0;
	}

	/**
	 * Whether what an epoll watches under a number is what a descriptor of the same process stands for now. Where the kernel does not tell:
	 * yes, when the numbers are the same.
	 */
	boolean watches(long pid, long epoll, long target, long descriptor) {
		slot.set(ValueLayout.JAVA_INT, 0, (int) epoll);
		slot.set(ValueLayout.JAVA_INT, 4, (int) target);
		long told = kcmp == UNKNOWN ? UNKNOWN : Posix.SYSCALL.call(state, kcmp, pid, pid, EPOLL_TARGET, descriptor, slot.address());
		return told < 0 ? target == descriptor : told == 0;
	}

	/** 0: the same; 1 to 3: not; -1: not told. */
	private long compare(long one, long other, int type) {
		return kcmp == UNKNOWN ? UNKNOWN : Posix.SYSCALL.call(state, kcmp, one, other, type, 0, 0);
	}

	/**
	 * The network namespace of a socket that another process has open. The descriptor is borrowed for a few microseconds, pidfd_getfd(2),
	 * which needs the right to trace that process.
	 *
	 * @param told gets the namespace's name and a file by which it can be entered meanwhile
	 * @return {@code net:[4026531833]}, empty when that cannot be found out
	 */
	String socketNamespace(long pid, long descriptor, BiConsumer<String, String> told) {
		int process = real ? (int) Posix.SYSCALL.call(state, PIDFD_OPEN, pid, 0, 0, 0, 0) : UNKNOWN;
		int socket = process < 0 ? UNKNOWN : (int) Posix.SYSCALL.call(state, PIDFD_GETFD, process, descriptor, 0, 0, 0);
		int namespace = socket < 0 ? UNKNOWN : Posix.IOCTL.call(state, socket, SIOCGSKNS);
		try {
			String name = namespace < 0 ? "" : name(namespace);
			if (!name.isEmpty()) {
				told.accept(name, "/proc/self/fd/" + namespace);
			}
			return name;
		} finally {
			closeAll(namespace, socket, process);
		}
	}

	/** Number of the control group (v2) that a process is in, 0 when the kernel does not tell: it does since Linux 6.13. */
	long cgroup(long pid) {
		int process = real ? (int) Posix.SYSCALL.call(state, PIDFD_OPEN, pid, 0, 0, 0, 0) : UNKNOWN;
		if (process < 0) {
			return 0;
		}
		info.fill((byte) 0);
		info.set(ValueLayout.JAVA_LONG, 0, PIDFD_INFO_CGROUPID);
		boolean told = Posix.INFORM.call(state, process, PIDFD_GET_INFO, info) == 0
				&& (info.get(ValueLayout.JAVA_LONG, 0) & PIDFD_INFO_CGROUPID) != 0;
		Posix.CLOSE.call(state, process);
		return told ? info.get(ValueLayout.JAVA_LONG, 8) : 0;
	}

	private String name(int descriptor) {
		MemorySegment path = arena.allocateFrom("/proc/self/fd/" + descriptor);
		MemorySegment target = arena.allocate(NAME_SIZE);
		long length = Posix.READLINKAT.call(state, Posix.AT_FDCWD, path, target, NAME_SIZE);
		return length <= 0 ? "" : new String(target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII);
	}

	private void closeAll(int... descriptors) {
		for (int descriptor : descriptors) {
			if (descriptor >= 0) {
				Posix.CLOSE.call(state, descriptor);
			}
		}
	}

	@Override
	public void close() {
		arena.close();
	}
}
