// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

import org.understudy.linux.proc.IpcParser.Ipc;

/**
 * System V objects, {@code /proc/sysvipc}: the kernel shows those of the ipc namespace of whoever opens the file, so that another namespace
 * needs a thread that enters it once; what is open goes on to show that one. Not thread-safe.
 */
final class IpcTables implements AutoCloseable {

	private static final List<String> FILES = List.of("shm", "sem", "msg");
	private static final int CLONE_NEWIPC = 0x08000000;

	/** Open files by namespace. */
	private final Map<String, AtomicIntegerArray> open = new HashMap<>();

	/** All objects of a process' ipc namespace; none where they may not be seen. */
	List<Ipc> of(ProcReader reader, ProcessSample member) {
		AtomicIntegerArray files = open.computeIfAbsent(member.namespace("ipc"), _ -> enter(reader, member));
		List<Ipc> found = new ArrayList<>();
		for (int i = 0; i < FILES.size(); i++) {
			if (files.get(i) >= 0) {
				found.addAll(IpcParser.parse(FILES.get(i), reader.again(files.get(i)).orElse("")));
			}
		}
		return found;
	}

	private static AtomicIntegerArray enter(ProcReader reader, ProcessSample member) {
		AtomicIntegerArray files = new AtomicIntegerArray(new int[] { ProcReader.GONE, ProcReader.GONE, ProcReader.GONE });
		boolean own = reader.link("self/ns/ipc").filter(member.namespace("ipc")::equals).isPresent();
		String namespace = own ? "" : reader.root() + "/" + member.pid() + "/ns/ipc";
		if (!reader.isReal()) {
			return files;
		}
		if (own) {
			openAll("", files);
			return files;
		}
		Thread thread = Thread.ofPlatform().daemon().name("sysvipc").start(() -> openAll(namespace, files));
		try {
			thread.join();
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		return files;
	}

	private static void openAll(String namespace, AtomicIntegerArray files) {
		try (Arena own = Arena.ofConfined()) {
			MemorySegment errno = own.allocate(Posix.STATE);
			if (!namespace.isEmpty()) {
				int descriptor = Posix.OPENAT.call(errno, Posix.AT_FDCWD, own.allocateFrom(namespace), 0_2000000);
				boolean entered = descriptor >= 0 && Posix.SETNS.call(errno, descriptor, CLONE_NEWIPC) == 0;
				if (descriptor >= 0) {
					Posix.CLOSE.call(errno, descriptor);
				}
				if (!entered) {
					return;
				}
			}
			for (int i = 0; i < FILES.size(); i++) {
				files.set(i, Posix.OPENAT.call(errno, Posix.AT_FDCWD, own.allocateFrom("/proc/sysvipc/" + FILES.get(i)), 0_2000000));
			}
		}
	}

	/** Lets go of namespaces that no process of the tree is in any more. */
	void retain(ProcReader reader, Set<String> namespaces) {
		for (String gone : new HashSet<>(open.keySet())) {
			if (!namespaces.contains(gone)) {
				closeAll(open.remove(gone), reader::close);
			}
		}
	}

	@Override
	public void close() {
		try (Arena own = Arena.ofConfined()) {
			MemorySegment errno = own.allocate(Posix.STATE);
			open.values().forEach(files -> closeAll(files, descriptor -> Posix.CLOSE.call(errno, descriptor)));
			open.clear();
		}
	}

	private static void closeAll(AtomicIntegerArray files, IntConsumer closing) {
		for (int i = 0; i < files.length(); i++) {
			if (files.get(i) >= 0) {
				closing.accept(files.get(i));
			}
		}
	}
}
