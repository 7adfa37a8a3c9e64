// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.Inspector;
import org.understudy.core.replicability.Background;
import org.understudy.linux.proc.StatusParser.Status;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;

/**
 * Inspects process trees by {@code /proc}: first reads, then interprets, then judges. Without root it sees less and says so in the
 * graph. Thread-safe: each call has its own buffers. Limits: paths are UTF-8, other bytes show as U+FFFD and are not looked up in a
 * capsule's upper directory; what is shared between processes without a name (epoll, timerfd, signalfd) shows once per descriptor.
 */
public final class ProcfsInspector implements Inspector {

	private final Path proc;
	private final Clock clock;

	/**
	 * @param proc  where procfs is mounted, {@code /proc}
	 * @param clock tells when a graph was seen
	 */
	public ProcfsInspector(Path proc, Clock clock) {
		this.proc = proc;
		this.clock = clock;
	}

	@Override
	public ResourceGraph inspect(InspectionScope scope) throws ProblemException {
		try (ProcReader reader = new ProcReader(proc)) {
			ProcessSampler sampler = new ProcessSampler(reader);
			List<ProcessSample> samples = new TreeWalk(reader).pids(scope.rootPid()).stream().map(sampler::sample).flatMap(Optional::stream)
					.toList();
			if (samples.isEmpty() || samples.getFirst().pid() != scope.rootPid()) {
				throw gone(scope.rootPid()).exception();
			}
			return interpret(new Scan(reader, scope, samples)).build(clock.instant(), background(reader, scope));
		}
	}

	private static GraphBuilder interpret(Scan scan) {
		FileMapper files = new FileMapper(scan);
		SocketMapper sockets = new SocketMapper(scan);
		DescriptorMapper descriptors = new DescriptorMapper(scan, files, sockets);
		new ProcessMapper(scan).map();
		for (ProcessSample sample : scan.samples) {
			files.map(sample);
			descriptors.map(sample);
		}
		sockets.finish();
		descriptors.finish();
		return scan.graph;
	}

	private static Background background(ProcReader reader, InspectionScope scope) {
		boolean raises = reader.text("self/status").map(StatusParser::parse).filter(Status::raisesLimits).isPresent();
		return new Background(scope.addresses(), scope.upper().isPresent(), raises, Background.GHOST_LIMIT);
	}

	private static Problem gone(long pid) {
		return Problem.error("process-not-found", "Process " + pid + " is not there.",
				"It has ended, or this user may not see it (/proc mounted with hidepid).", "Check the number; run as root.");
	}
}
