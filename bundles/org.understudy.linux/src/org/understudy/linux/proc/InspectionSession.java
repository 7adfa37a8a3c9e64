// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.InspectionScope.Tree;
import org.understudy.core.replicability.Background;
import org.understudy.linux.proc.IpcParser.Ipc;
import org.understudy.linux.proc.LockParser.Lock;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.SocketTables.Found;
import org.understudy.linux.proc.TreeWalk.Hints;
import org.understudy.linux.proc.TreeWalk.Roots;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;

/**
 * Looks at one scope again and again, and keeps from one look to the next what cannot have changed. When nothing of what was read differs,
 * the graph of the last look is the graph of this one. Not thread-safe; holds a few descriptors until it is closed.
 */
final class InspectionSession implements AutoCloseable {

	/** All that a graph is made of. Equal ones make equal graphs. */
	record Reading(InspectionScope scope, List<ProcessSample> samples, Map<Long, Found> sockets, Map<String, List<Ipc>> ipc,
			List<Lock> waiting, long tables) {
	}

	private final TreeWalk walk = new TreeWalk();
	private final Tables tables = new Tables();
	private final SocketTables sockets = new SocketTables();
	private final IpcTables ipc = new IpcTables();
	private Map<Long, Set<String>> locks = Map.of();
	private Reading last;
	private ResourceGraph graph = ResourceGraph.EMPTY;

	ResourceGraph look(ProcReader reader, InspectionScope scope, Instant now) throws ProblemException {
		try (Kernel kernel = new Kernel(reader.isReal())) {
			Reading reading = read(reader, kernel, scope);
			if (!reading.equals(last)) {
				graph = new Interpretation(new Scan(reader, kernel, reading, tables)).graph(now, background(reader, scope));
				last = reading;
			}
			graph = graph.seenAt(now);
			return graph;
		}
	}

	private Reading read(ProcReader reader, Kernel kernel, InspectionScope scope) throws ProblemException {
		Roots roots = Targets.roots(reader, scope.target());
		List<Lock> all = reader.text("locks").map(LockParser::parse).orElse(List.of());
		List<ProcessSample> samples = walk.look(reader, kernel, roots,
				new Hints(all.stream().map(Lock::inode).collect(Collectors.toSet()), relocked(all)));
		if (samples.isEmpty() || scope.target() instanceof Tree(long pid) && samples.getFirst().pid() != pid) {
			throw gone(scope).exception();
		}
		Set<Long> pids = samples.stream().map(ProcessSample::pid).collect(Collectors.toSet());
		tables.begin(reader, samples);
		return new Reading(scope, samples, sockets(reader, kernel, samples), ipc(reader, samples),
				all.stream().filter(l -> l.waits() && pids.contains(l.pid())).toList(), tables.version());
	}

	/** Who got or lost a lock since the last look: a descriptor does not show that by its link. */
	private Set<Long> relocked(List<Lock> all) {
		Map<Long, Set<String>> now = new HashMap<>();
		all.forEach(l -> now.computeIfAbsent(l.pid(), _ -> new HashSet<>()).add(l.key()));
		Set<Long> changed = new HashSet<>(now.keySet());
		changed.addAll(locks.keySet());
		changed.removeIf(pid -> now.getOrDefault(pid, Set.of()).equals(locks.getOrDefault(pid, Set.of())));
		locks = now;
		return changed;
	}

	private Map<Long, Found> sockets(ProcReader reader, Kernel kernel, List<ProcessSample> samples) {
		sockets.begin(reader, kernel, samples);
		Map<Long, Found> found = new HashMap<>();
		for (ProcessSample sample : samples) {
			for (Descriptor descriptor : sample.descriptors()) {
				if (descriptor.link().sort() == FdLink.Sort.SOCKET) {
					found.computeIfAbsent(Numbers.decimal(descriptor.link().name()), _ -> sockets.find(sample, descriptor));
				}
			}
		}
		return found;
	}

	/** By the namespaces' names. */
	private Map<String, List<Ipc>> ipc(ProcReader reader, List<ProcessSample> samples) {
		Map<String, List<Ipc>> found = new HashMap<>();
		samples.stream().filter(s -> !s.namespace("ipc").isEmpty())
				.forEach(s -> found.computeIfAbsent(s.namespace("ipc"), _ -> ipc.of(reader, s)));
		ipc.retain(reader, found.keySet());
		return found;
	}

	private static Background background(ProcReader reader, InspectionScope scope) {
		boolean raises = reader.text("self/status").map(ByteText::of).map(StatusParser::parse).filter(StatusParser.Status::raisesLimits)
				.isPresent();
		return new Background(scope.addresses(), scope.upper().isPresent(), raises, Background.GHOST_LIMIT);
	}

	private static Problem gone(InspectionScope scope) {
		return Problem.error("process-not-found", "Process " + scope.target() + " is not there.",
				"It has ended, or this user may not see it (/proc mounted with hidepid).", "Check the number; run as root.");
	}

	@Override
	public void close() {
		sockets.close();
		ipc.close();
	}
}
