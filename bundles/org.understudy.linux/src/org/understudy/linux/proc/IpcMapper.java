// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashSet;
import java.util.Set;

import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.IpcParser.Ipc;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/**
 * System V shared memory, semaphores and message queues. They belong to an ipc namespace and nobody holds them: all of a namespace that is
 * the application's own are its; of the host's those that one of its processes made or used.
 */
final class IpcMapper {

	private final Scan scan;

	IpcMapper(Scan scan) {
		this.scan = scan;
	}

	static String name(String sort, long id) {
		return "sysv " + sort + " " + id;
	}

	void map() {
		String host = scan.reader.link("self/ns/ipc").orElse("");
		Set<String> seen = new HashSet<>();
		for (ProcessSample sample : scan.samples) {
			String namespace = sample.namespace("ipc");
			if (!namespace.isEmpty() && seen.add(namespace)) {
				scan.reading.ipc().get(namespace).stream().filter(i -> !namespace.equals(host) || isUsed(i)).forEach(i -> map(sample, i));
			}
		}
	}

	private boolean isUsed(Ipc object) {
		return object.users().stream().anyMatch(scan.byPid::containsKey);
	}

	/** Of semaphores the kernel does not remember who used them. */
	private void map(ProcessSample first, Ipc object) {
		ResourceKind kind = switch (object.sort()) {
			case "shm" -> ResourceKind.SHARED_MEMORY;
			case "sem" -> ResourceKind.SEMAPHORE;
			default -> ResourceKind.MESSAGE_QUEUE;
		};
		String name = name(object.sort(), object.id());
		Vertex vertex = scan.graph.vertex(kind, name + scan.suffix(first, "ipc"), name, scan.reader.root() + "/sysvipc/" + object.sort())
				.fact("key", "0x%08x".formatted(object.key())).fact("owner", scan.tables.user(first, object.uid()));
		if (!object.sort().equals("sem")) {
			vertex.size(object.bytes());
		}
		boolean used = false;
		for (long pid : object.users()) {
			if (scan.byPid.containsKey(pid)) {
				scan.graph.edge(scan.processes.get(pid), vertex, DependencyKind.USES, "");
				used = true;
			}
		}
		if (!used) {
			scan.graph.edge(scan.process(first), vertex, DependencyKind.USES, "in its ipc namespace");
		}
	}
}
