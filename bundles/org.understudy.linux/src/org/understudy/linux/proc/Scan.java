// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.core.port.InspectionScope;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.InspectionSession.Reading;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.SocketTables.Found;

/** What the interpreters of one look share: what was read, and the graph that grows. */
final class Scan {

	final ProcReader reader;
	final Kernel kernel;
	final Reading reading;
	final InspectionScope scope;
	final List<ProcessSample> samples;
	final Tables tables;
	final GraphBuilder graph = new GraphBuilder();
	final Map<Long, Vertex> processes = new HashMap<>();
	/** What each descriptor stands for, by process and number, as far as it is interpreted already. */
	final Map<Long, Map<Long, Vertex>> opened = new HashMap<>();
	final Map<Long, ProcessSample> byPid = new HashMap<>();
	/** Indexes of the pseudo terminals whose master the tree holds. */
	final Set<Long> terminals = new HashSet<>();
	/** File locks by the file that is locked, {@code fe:00:1234}. */
	final Map<String, List<Vertex>> locks = new HashMap<>();

	/** @param reading of at least one process, the root first */
	Scan(ProcReader reader, Kernel kernel, Reading reading, Tables tables) {
		this.reader = reader;
		this.kernel = kernel;
		this.reading = reading;
		this.scope = reading.scope();
		this.samples = reading.samples();
		this.tables = tables;
		samples.forEach(s -> byPid.put(s.pid(), s));
		samples.stream().flatMap(s -> s.descriptors().stream()).map(Scan::masterIndex).filter(i -> i >= 0).forEach(terminals::add);
	}

	ProcessSample root() {
		return samples.getFirst();
	}

	boolean inCapsule() {
		return scope.upper().isPresent();
	}

	Vertex process(ProcessSample sample) {
		return processes.get(sample.pid());
	}

	/** The parent, when it is of the tree. */
	Optional<ProcessSample> parent(ProcessSample sample) {
		return Optional.ofNullable(byPid.get(sample.stat().parent()));
	}

	Optional<Found> socket(Descriptor descriptor) {
		return Optional.ofNullable(reading.sockets().get(Numbers.decimal(descriptor.link().name())));
	}

	/** Remembers what a descriptor stands for. */
	void opened(ProcessSample sample, Descriptor descriptor, Vertex vertex) {
		opened.computeIfAbsent(sample.pid(), _ -> new HashMap<>()).put(descriptor.number(), vertex);
	}

	void locked(String file, Vertex lock) {
		locks.computeIfAbsent(file, _ -> new ArrayList<>()).add(lock);
	}

	/** What distinguishes things of another namespace than the root's; empty in the root's own. */
	String suffix(ProcessSample sample, String namespace) {
		return suffix(namespace, sample.namespace(namespace));
	}

	String suffix(String type, String namespace) {
		return namespace.equals(root().namespace(type)) || namespace.isEmpty() ? "" : " " + namespace;
	}

	String evidence(ProcessSample sample, String name) {
		return reader.root() + "/" + sample.pid() + "/" + name;
	}

	static String detail(Descriptor descriptor) {
		return "fd " + descriptor.number() + " " + descriptor.info().mode();
	}

	/** Of the master of a pseudo terminal (character device 5:2) the index of its slave, else -1. */
	static long masterIndex(Descriptor descriptor) {
		if (descriptor.info().fields().isEmpty()) {
			return -1;
		}
		boolean master = descriptor.stat().filter(s -> s.isCharacterDevice() && s.special().equals("5:2")).isPresent();
		String index = descriptor.info().fields().get("tty-index");
		return master && index != null ? Numbers.decimal(index) : -1;
	}
}
