// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.LockParser.Lock;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** Open descriptors: what each stands for, and how it is used. */
final class DescriptorMapper {

	private final Scan scan;
	private final FileMapper files;
	private final SocketMapper sockets;
	private final DeviceMapper devices;
	private final AnonymousMapper anonymous;
	private final WatchMapper watches;
	private final Map<Vertex, String> pipeEnds = new HashMap<>();

	DescriptorMapper(Scan scan, FileMapper files, SocketMapper sockets, WatchMapper watches) {
		this.scan = scan;
		this.files = files;
		this.sockets = sockets;
		this.devices = new DeviceMapper(scan);
		this.anonymous = new AnonymousMapper(scan);
		this.watches = watches;
	}

	void map(ProcessSample sample) {
		for (Descriptor descriptor : sample.descriptors()) {
			target(sample, descriptor).ifPresent(vertex -> {
				scan.opened(sample, descriptor, vertex);
				locks(sample, descriptor, vertex);
			});
		}
		Map<Long, Vertex> opened = scan.opened.getOrDefault(sample.pid(), Map.of());
		for (Descriptor descriptor : sample.descriptors()) {
			FdInfo info = descriptor.info();
			if (!info.targets().isEmpty() || !info.marks().isEmpty()) {
				watches.map(sample, descriptor, opened.get(descriptor.number()));
			}
		}
	}

	/** After all processes: a pipe whose two ends the tree holds is its own. */
	void finish() {
		pipeEnds.forEach((pipe, ends) -> pipe.fact(Facts.PEER, ends.contains("r") && ends.contains("w") ? "inside" : "outside"));
		for (Lock lock : scan.reading.waiting()) {
			ProcessSample sample = scan.byPid.get(lock.pid());
			scan.locks.getOrDefault(lock.file(), List.of())
					.forEach(v -> scan.graph.edge(scan.process(sample), v, DependencyKind.LOCKS, "waits"));
		}
	}

	private Optional<Vertex> target(ProcessSample sample, Descriptor descriptor) {
		return switch (descriptor.link().sort()) {
			case SOCKET -> sockets.map(sample, descriptor);
			case PATH -> descriptor.stat().map(stat -> path(sample, descriptor, stat));
			case PIPE -> Optional.of(pipe(sample, descriptor));
			case ANONYMOUS -> opened(sample, descriptor, anonymous.map(sample, descriptor));
			case NAMESPACE -> opened(sample, descriptor, namespace(sample, descriptor));
			case MEMORY -> descriptor.stat().map(s -> memory(sample, descriptor, s));
			case UNKNOWN -> opened(sample, descriptor, AnonymousMapper.vertex(scan, sample, descriptor.link(),
					"fd/" + descriptor.number()));
		};
	}

	private Optional<Vertex> opened(ProcessSample sample, Descriptor descriptor, Vertex vertex) {
		scan.graph.edge(scan.process(sample), vertex, DependencyKind.OPENS, Scan.detail(descriptor));
		return Optional.of(vertex);
	}

	private Vertex path(ProcessSample sample, Descriptor descriptor, FileStat stat) {
		if (stat.isCharacterDevice() || stat.isBlockDevice()) {
			return opened(sample, descriptor, devices.map(sample, descriptor, stat)).orElseThrow();
		}
		String evidence = "fd/" + descriptor.number();
		ResourceKind kind = stat.isDirectory() ? ResourceKind.DIRECTORY
				: stat.isFifo() ? ResourceKind.FIFO : !stat.isRegular() ? ResourceKind.UNKNOWN
				: files.isMessageQueue(sample, evidence, stat) ? ResourceKind.MESSAGE_QUEUE : FileMapper.plainKind(descriptor.text());
		Vertex vertex = files.file(sample, kind, descriptor.text(), stat, evidence);
		if (descriptor.info().writes()) {
			vertex.fact(Facts.WRITABLE, "true");
		}
		return stat.isFifo() ? ends(sample, descriptor, vertex) : opened(sample, descriptor, vertex).orElseThrow();
	}

	private Vertex memory(ProcessSample sample, Descriptor descriptor, FileStat stat) {
		Vertex vertex = files.memory(sample, stat.inode(), descriptor.link().name(), "fd/" + descriptor.number()).size(stat.size());
		return opened(sample, descriptor, vertex).orElseThrow();
	}

	private Vertex pipe(ProcessSample sample, Descriptor descriptor) {
		String inode = descriptor.link().name();
		Vertex vertex = scan.graph.vertex(ResourceKind.PIPE, inode, "pipe " + inode, scan.evidence(sample, "fd/" + descriptor.number()));
		pipeEnds.merge(vertex, descriptor.info().mode(), String::concat);
		return ends(sample, descriptor, vertex);
	}

	private Vertex ends(ProcessSample sample, Descriptor descriptor, Vertex vertex) {
		if (descriptor.info().reads()) {
			scan.graph.edge(scan.process(sample), vertex, DependencyKind.READS_FROM, "fd " + descriptor.number());
		}
		if (descriptor.info().writes()) {
			scan.graph.edge(scan.process(sample), vertex, DependencyKind.WRITES_TO, "fd " + descriptor.number());
		}
		return vertex;
	}

	private Vertex namespace(ProcessSample sample, Descriptor descriptor) {
		boolean inside = scan.samples.stream().anyMatch(s -> s.place().namespaces().containsValue(descriptor.text()));
		return scan.graph.vertex(ResourceKind.NAMESPACE, descriptor.text(), descriptor.text(), scan.evidence(sample,
				"fd/" + descriptor.number()))
				.fact(Facts.TYPE, descriptor.link().type()).fact(Facts.PEER, inside ? "inside" : "outside");
	}

	private void locks(ProcessSample sample, Descriptor descriptor, Vertex file) {
		for (String line : descriptor.info().locks()) {
			LockParser.line(line).ifPresent(lock -> {
				Vertex vertex = scan.graph.vertex(ResourceKind.FILE_LOCK, lock.key(),
						lock.type() + " " + lock.access() + " " + file.label() + " " + lock.range(),
						scan.evidence(sample, "fdinfo/" + descriptor.number()));
				scan.locked(lock.file(), vertex);
				scan.graph.edge(scan.process(sample), vertex, DependencyKind.LOCKS, "fd " + descriptor.number());
				scan.graph.edge(vertex, file, DependencyKind.USES, "");
			});
		}
	}
}
