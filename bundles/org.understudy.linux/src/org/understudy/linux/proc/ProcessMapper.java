// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Threads;
import org.understudy.linux.proc.StatParser.Stat;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** Processes and what they are in: users, cgroups, nested namespaces. */
final class ProcessMapper {

	private final Scan scan;
	private final Map<Map<String, String>, String> numbers = new IdentityHashMap<>();

	ProcessMapper(Scan scan) {
		this.scan = scan;
	}

	/** All processes first, for what they use may be each other. */
	void map() {
		scan.samples.forEach(s -> scan.processes.put(s.pid(), process(s)));
		for (ProcessSample sample : scan.samples) {
			Vertex parent = scan.processes.get(sample.stat().parent());
			if (parent != null && sample != scan.root()) {
				scan.graph.edge(parent, scan.process(sample), DependencyKind.PARENT_OF, "");
			}
			surroundings(sample);
			namespaces(sample);
			threads(sample);
			denied(sample);
		}
		nestedForChildren();
	}

	/** One vertex for all threads, with what is against the rule with one of them. */
	private void threads(ProcessSample sample) {
		Threads threads = sample.threads();
		if (!threads.others().isEmpty()) {
			Vertex vertex = scan.graph.vertex(ResourceKind.THREAD_GROUP, sample.key(), "threads of " + sample.stat().command(),
					scan.evidence(sample, "task")).fact("threads", Integer.toString(sample.stat().threads()));
			threads.traced().forEach((thread, tracer) -> vertex.fact(Facts.TRACER, tracer.toString()).fact("traced-thread", thread.toString()));
			threads.astray().forEach((thread, what) -> vertex.fact(Facts.ASTRAY, "thread " + thread + ": " + what));
			scan.graph.edge(scan.process(sample), vertex, DependencyKind.USES, "");
		}
	}

	private Vertex process(ProcessSample sample) {
		Stat stat = sample.stat();
		String command = String.join(" ", sample.place().arguments());
		Vertex vertex = scan.graph.vertex(ResourceKind.PROCESS, sample.key(), stat.command() + " (" + stat.pid() + ")",
				scan.evidence(sample, "stat"));
		long inner = sample.status().innermostPid();
		vertex.fact("name", stat.command()).fact("pid", Long.toString(stat.pid())).fact("command-line", command)
				.fact("pid-in-namespace", inner == stat.pid() || inner == 0 ? "" : Long.toString(inner)).fact(Facts.STATE,
				state(stat.state()))
				.fact("threads", Integer.toString(stat.threads())).fact(Facts.UID, Long.toString(sample.status().uid()))
				.fact("user", scan.tables.user(sample, sample.status().uid())).fact("working-directory", sample.place("cwd"))
				.fact("root-directory", sample.place("root")).fact("executable", sample.place("exe")).fact(Facts.SESSION_LEADER,
				leader(sample))
				.fact(Facts.SHARES, sample.shares().stream().map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', ' '))
						.collect(Collectors.joining(", ")))
				.fact(Facts.GID, Long.toString(sample.status().gid())).fact(Facts.SESSION, Long.toString(stat.session())).fact(Facts.GROUP, Long.toString(stat.group()))
				.fact(Facts.NAMESPACES, namespaceNumbers(sample)).fact(Facts.THREADS, String.join(", ", sample.threads().others()))
				.size(stat.resident() * Kernel.PAGE);
		if (sample.status().tracer() != 0) {
			vertex.fact(Facts.TRACER, Long.toString(sample.status().tracer()));
		}
		if (stat.terminal() != 0 && !scan.terminals.contains(stat.terminalIndex())) {
			vertex.fact(Facts.FOREIGN_TERMINAL, stat.terminalDevice());
		}
		return vertex;
	}

	/** {@code mnt:4026531841 net:4026531840}, by type. */
	private String namespaceNumbers(ProcessSample sample) {
		// most processes share one map
		return numbers.computeIfAbsent(sample.place().namespaces(), ProcessMapper::namespaceNumbers);
	}

	private static String namespaceNumbers(Map<String, String> namespaces) {
		return namespaces.entrySet().stream().filter(e -> !e.getKey().endsWith("_for_children"))
				.sorted(Map.Entry.comparingByKey()).map(e -> e.getKey() + ":" + digits(e.getValue())).collect(Collectors.joining(" "));
	}

	private static String digits(String link) {
		return link.substring(link.indexOf('[') + 1, Math.max(link.indexOf('[') + 1, link.length() - 1));
	}

	/** Running and sleeping are one: they alternate all the time. */
	private static String state(char state) {
		return switch (state) {
			case 't' -> "tracing stop";
			case 'T' -> "stopped";
			case 'Z', 'X' -> "zombie";
			default -> "running";
		};
	}

	/** A session id 0 seen from inside means: the leader is in an outer pid namespace. */
	private String leader(ProcessSample sample) {
		long session = sample.stat().session();
		if (sample.status().sessionOutside()) {
			return "outside";
		}
		if (scan.byPid.containsKey(session)) {
			return "inside";
		}
		return scan.reader.text(session + "/stat").map(ByteText::of).flatMap(StatParser::parse).filter(s -> s.session() == session).isPresent()
				? "outside" : "gone";
	}

	private void surroundings(ProcessSample sample) {
		String uid = Long.toString(sample.status().uid());
		Vertex user = scan.graph.vertex(ResourceKind.USER, uid, scan.tables.user(sample, sample.status().uid()),
				scan.evidence(sample, "status"));
		scan.graph.edge(scan.process(sample), user.fact(Facts.UID, uid), DependencyKind.USES, "");
		groups(sample);
		if (!sample.place().cgroup().isEmpty()) {
			Vertex cgroup = scan.graph.vertex(ResourceKind.CGROUP, sample.place().cgroup(), sample.place().cgroup(), scan.evidence(sample, "cgroup"));
			scan.graph.edge(scan.process(sample), cgroup, DependencyKind.MEMBER_OF, "");
		}
	}

	private void groups(ProcessSample sample) {
		Set<Long> groups = new LinkedHashSet<>(sample.status().groups());
		groups.add(sample.status().gid());
		for (long gid : groups) {
			Vertex group = scan.graph.vertex(ResourceKind.GROUP, Long.toString(gid), scan.tables.group(sample, gid),
					scan.evidence(sample, "status")).fact("gid", Long.toString(gid));
			scan.graph.edge(scan.process(sample), group, DependencyKind.USES, gid == sample.status().gid() ? "" : "supplementary");
		}
	}

	/** Only those that differ from the root's: its own are the capsule's. */
	private void namespaces(ProcessSample sample) {
		for (Map.Entry<String, String> entry : sample.place().namespaces().entrySet()) {
			if (!scan.root().place().namespaces().containsValue(entry.getValue())) {
				Vertex vertex = namespace(entry.getValue(), scan.evidence(sample, "ns/" + entry.getKey())).fact(Facts.NESTED, "true");
				scan.graph.edge(scan.process(sample), vertex, DependencyKind.MEMBER_OF, "");
			}
		}
	}

	/** The root itself may have made one for its children only. */
	private void nestedForChildren() {
		for (String type : Set.of("pid", "time")) {
			String children = scan.root().namespace(type + "_for_children");
			if (!children.isEmpty() && !scan.root().namespace(type).isEmpty() && !children.equals(scan.root().namespace(type))) {
				Vertex vertex = namespace(children, scan.evidence(scan.root(), "ns/" + type + "_for_children")).fact(Facts.NESTED,
						"true");
				scan.graph.edge(scan.process(scan.root()), vertex, DependencyKind.USES, "for children");
			}
		}
	}

	/** @param text {@code net:[4026531833]} */
	private Vertex namespace(String text, String evidence) {
		return scan.graph.vertex(ResourceKind.NAMESPACE, text, text, evidence).fact(Facts.TYPE, text.substring(0, Math.max(0,
				text.indexOf(':'))));
	}

	/** What we may not read is shown: it is used all the same. */
	private void denied(ProcessSample sample) {
		if (!sample.denied().isEmpty()) {
			String parts = String.join(", ", sample.denied());
			Vertex vertex = scan.graph.vertex(ResourceKind.UNKNOWN, sample.key(),
					"resources of " + sample.stat().command() + " (" + sample.pid() + ")",
					scan.evidence(sample, sample.denied().getFirst()));
			scan.graph.edge(scan.process(sample), vertex.fact(Facts.NOT_PERMITTED, parts), DependencyKind.USES, "");
		}
	}
}
