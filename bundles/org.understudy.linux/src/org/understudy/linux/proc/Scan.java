// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.core.port.InspectionScope;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Descriptor;

/** What the interpreters of one scan share: the samples, their tables, and the graph that grows. */
final class Scan {

	final ProcReader reader;
	final InspectionScope scope;
	final List<ProcessSample> samples;
	final Tables tables;
	final GraphBuilder graph = new GraphBuilder();
	final Map<Long, Vertex> processes = new HashMap<>();
	/** Indexes of the pseudo terminals whose master the tree holds. */
	final Set<Long> terminals = new HashSet<>();

	/** @param samples not empty, the root first */
	Scan(ProcReader reader, InspectionScope scope, List<ProcessSample> samples) {
		this.reader = reader;
		this.scope = scope;
		this.samples = samples;
		this.tables = new Tables(reader, samples);
		samples.stream().flatMap(s -> s.descriptors().stream()).map(Scan::masterIndex).filter(i -> i >= 0).forEach(terminals::add);
	}

	ProcessSample root() {
		return samples.getFirst();
	}

	Vertex process(ProcessSample sample) {
		return processes.get(sample.pid());
	}

	/** What distinguishes things of another namespace than the root's; empty in the root's own. */
	String suffix(ProcessSample sample, String namespace) {
		String own = sample.namespace(namespace);
		return own.equals(root().namespace(namespace)) || own.isEmpty() ? "" : " " + own;
	}

	String evidence(ProcessSample sample, String name) {
		return reader.root() + "/" + sample.pid() + "/" + name;
	}

	static String detail(Descriptor descriptor) {
		return "fd " + descriptor.number() + " " + descriptor.info().mode();
	}

	/** Of the master of a pseudo terminal (character device 5:2) the index of its slave, else -1. */
	static long masterIndex(Descriptor descriptor) {
		boolean master = descriptor.stat().filter(s -> s.isCharacterDevice() && s.special().equals("5:2")).isPresent();
		String index = descriptor.info().fields().get("tty-index");
		return master && index != null ? Numbers.decimal(index) : -1;
	}
}
