// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Map;
import java.util.Optional;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/**
 * Anonymous inodes: what a descriptor stands for has no name. Whether a child has inherited one of its parent's is asked, kcmp(2): a
 * descriptor of the same number is then the same thing.
 */
final class AnonymousMapper {

	private static final Map<String, ResourceKind> KINDS = Map.of("eventfd", ResourceKind.EVENTFD, "eventpoll", ResourceKind.EPOLL,
			"timerfd", ResourceKind.TIMERFD, "signalfd", ResourceKind.SIGNALFD, "inotify", ResourceKind.INOTIFY,
			"fanotify", ResourceKind.FANOTIFY, "pidfd", ResourceKind.PIDFD, "io_uring", ResourceKind.IO_URING);

	private final Scan scan;

	AnonymousMapper(Scan scan) {
		this.scan = scan;
	}

	/** @param place where in the process: {@code fd/7} */
	static Vertex vertex(Scan scan, ProcessSample sample, FdLink link, String place) {
		ResourceKind kind = switch (link.sort()) {
			case ANONYMOUS -> KINDS.getOrDefault(link.name(), ResourceKind.ANONYMOUS_INODE);
			case SOCKET -> ResourceKind.SOCKET;
			case PATH, PIPE, NAMESPACE, MEMORY, UNKNOWN -> ResourceKind.UNKNOWN;
		};
		return scan.graph.vertex(kind, sample.key() + "/" + place, link.name() + " (" + sample.pid() + " " + place + ")",
				scan.evidence(sample, place)).fact(Facts.TYPE, link.name());
	}

	Vertex map(ProcessSample sample, Descriptor descriptor) {
		FdInfo info = descriptor.info();
		String id = info.fields().get("eventfd-id");
		if (descriptor.link().name().equals("eventfd") && id != null) {
			return scan.graph.vertex(ResourceKind.EVENTFD, id, "eventfd " + id, scan.evidence(sample, "fd/" + descriptor.number()));
		}
		Optional<Vertex> inherited = inherited(sample, descriptor);
		if (inherited.isPresent()) {
			return inherited.get();
		}
		Vertex vertex = vertex(scan, sample, descriptor.link(), "fd/" + descriptor.number());
		if (descriptor.link().name().equals("pidfd")) {
			pidfd(vertex, info.fields().getOrDefault("Pid", ""));
		}
		return vertex;
	}

	private Optional<Vertex> inherited(ProcessSample sample, Descriptor descriptor) {
		return scan.parent(sample).map(p -> scan.opened.getOrDefault(p.pid(), Map.of()).get(descriptor.number()))
				.filter(v -> v.fact(Facts.TYPE).equals(descriptor.link().name()))
				.filter(_ -> scan.kernel.sameFile(sample.stat().parent(), sample.pid(), descriptor.number()));
	}

	/** {@code Pid} is -1 once the process has ended, 0 when it is in no pid namespace that we see; proc_pid_fdinfo(5). */
	private void pidfd(Vertex vertex, String pid) {
		Vertex target = scan.processes.get(Numbers.decimal(pid));
		vertex.fact(Facts.PEER, pid.equals("-1") ? "gone" : target == null ? "outside" : "inside");
		if (target != null) {
			scan.graph.edge(vertex, target, DependencyKind.WATCHES, "");
		}
	}
}
