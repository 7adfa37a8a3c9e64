// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.understudy.api.AdministrationApi.InspectRequest;
import org.understudy.api.AdministrationApi.NodeReference;
import org.understudy.api.AdministrationApi.ReportRequest;
import org.understudy.api.AdministrationApi.RunReference;
import org.understudy.api.AdministrationApi.ScrubRequest;
import org.understudy.api.AdministrationApi.Target;
import org.understudy.api.AdministrationApi;
import org.understudy.api.GraphApi.ChangesRequest;
import org.understudy.api.GraphApi.PastRequest;
import org.understudy.api.GraphApi.PreflightRequest;
import org.understudy.api.GraphApi.Preflights;
import org.understudy.api.GraphApi.RecordRequest;
import org.understudy.api.GraphApi.Recording;
import org.understudy.core.graph.Moment;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Assessment;
import org.understudy.model.Authority;
import org.understudy.model.CloneFault;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Epoch;
import org.understudy.model.LossOutlook;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.ScrubReport;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.Preflight;

/**
 * The administrator's verbs. None blocks; futures fail with a {@link ProblemException}. Every verb that changes something needs a
 * reason.
 */
public record Operations(Connection connection) {

	private static final Duration LONG = Duration.ofSeconds(60);
	private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

	public CompletableFuture<ClusterSnapshot> cluster() {
		return connection.call(AdministrationApi::cluster);
	}

	public CompletableFuture<ResourceGraph> graph(ApplicationName application) {
		return connection.call(api -> api.graph(new Target(application.value())));
	}

	/** Any processes on a node's host; with an empty name on the one that answers. */
	public CompletableFuture<ResourceGraph> inspect(InspectionScope.Target target, String node) {
		return connection.call(api -> api.inspect(new InspectRequest(target.toString(), node)));
	}

	/** Reads again what a node keeps of an application's epochs. */
	public CompletableFuture<ScrubReport> scrub(ApplicationName application, NodeName node) {
		return connection.call(api -> api.scrub(new ScrubRequest(application.value(), node.value())));
	}

	/** The graph of an application as it was. */
	public CompletableFuture<ResourceGraph> graph(ApplicationName application, Moment moment) {
		return connection.call(api -> api.graphs().past(new PastRequest(application.value(), moment.toString())));
	}

	/** What would keep an application from continuing on a node; with an empty name on each that would keep a replica. */
	public CompletableFuture<List<Preflight>> preflight(ApplicationName application, String node) {
		return connection.call(api -> api.graphs().preflight(new PreflightRequest(application.value(), node)), LONG.plus(LONG)).thenApply(Preflights::nodes);
	}

	/** What an inspection of an application reads, as a ZIP without secrets. */
	public CompletableFuture<byte[]> record(ApplicationName application) {
		return connection.call(api -> api.graphs().record(new RecordRequest(application.value(), "", "")), LONG).thenApply(Recording::zip);
	}

	/** The same of any processes of a host. */
	public CompletableFuture<byte[]> record(InspectionScope.Target target, String node) {
		return connection.call(api -> api.graphs().record(new RecordRequest("", target.toString(), node)), LONG).thenApply(Recording::zip);
	}

	/** The newest changes that are remembered of its graph. */
	public CompletableFuture<GraphPast> changes(ApplicationName application, int last) {
		return connection.call(api -> api.graphs().changes(new ChangesRequest(application.value(), last))).thenApply(GraphPast::of);
	}

	public CompletableFuture<Run> protect(ApplicationSpec spec, NodeName primary, String reason) {
		return ordered(reason, authority -> connection.call(api -> api.protect(new ProtectOrder(spec, primary, authority))));
	}

	/** {@code epoch} may be {@link Epoch#NONE}: the newest committed one. */
	public CompletableFuture<Run> rehearse(ApplicationName application, Epoch epoch, String reason) {
		return order(RunKind.REHEARSAL, new Wish(application, epoch, ""), reason);
	}

	public CompletableFuture<Run> failover(ApplicationName application, Epoch epoch, String reason) {
		return order(RunKind.FAILOVER, new Wish(application, epoch, ""), reason);
	}

	/** Rehearse, fail over or switch over; {@code to} may be empty: the cluster chooses. */
	public CompletableFuture<Run> order(RunKind kind, Wish wish, String reason) {
		return ordered(reason, authority -> connection.call(api -> {
			VerbOrder order = wish.order(authority);
			return switch (kind) {
				case REHEARSAL -> api.rehearse(order);
				case FAILOVER -> api.failover(order);
				case SWITCHOVER -> api.switchover(order);
				case PROTECT -> throw new IllegalArgumentException("needs a specification: protect()");
			};
		}));
	}

	/**
	 * What is wanted of an application.
	 *
	 * @param epoch to restore; {@link Epoch#NONE}: the newest committed one
	 * @param to    the node that shall do it, by name; empty: the cluster chooses
	 * @param faults what a rehearsal breaks
	 */
	public record Wish(ApplicationName application, Epoch epoch, String to, List<CloneFault> faults) {

		public Wish(ApplicationName application, Epoch epoch, String to) {
			this(application, epoch, to, List.of());
		}

		public static Wish of(ApplicationName application) {
			return new Wish(application, Epoch.NONE, "");
		}

		VerbOrder order(Authority authority) {
			return new VerbOrder(application, epoch, authority, to, faults);
		}
	}

	/** What {@link #order} would do now; changes nothing and needs no reason. */
	public CompletableFuture<Preview> preview(RunKind kind, Wish wish) {
		return connection.call(api -> api.preview(new PreviewRequest(kind, wish.order(new Authority("", "")))));
	}

	/** Who belongs to the cluster. */
	public CompletableFuture<ClusterConfig> configuration() {
		return connection.call(AdministrationApi::configuration);
	}

	/** What the loss of a node would mean now. */
	public CompletableFuture<LossOutlook> outlook(NodeName lost) {
		return connection.call(api -> api.outlook(new NodeReference(lost.value())));
	}

	public CompletableFuture<Void> unprotect(ApplicationName application, String reason) {
		return ordered(reason, authority -> connection.call(api -> api.unprotect(new VerbOrder(application, Epoch.NONE, authority)), LONG));
	}

	/** No node moves or restarts it by itself from now on; {@code begin} false ends that. */
	public CompletableFuture<Void> maintenance(ApplicationName application, boolean begin, String reason) {
		return ordered(reason, authority -> connection.call(api -> api.maintenance(
				new AdministrationApi.MaintenanceOrder(application.value(), begin, authority)), LONG).thenApply(_ -> null));
	}

	/** What each node thinks of an application's place now, and why. */
	public CompletableFuture<List<Assessment>> why(ApplicationName application) {
		return connection.call(api -> api.why(new Target(application.value()))).thenApply(AdministrationApi.Whys::assessments);
	}

	public CompletableFuture<Run> run(String id) {
		return connection.call(api -> api.run(new RunReference(id)));
	}

	/** Asks the run to stop at its next safe point. */
	public CompletableFuture<Run> cancel(String id) {
		return connection.call(api -> api.cancel(new RunReference(id)));
	}

	private static <T> CompletableFuture<T> ordered(String reason, Function<Authority, CompletableFuture<T>> verb) {
		if (reason == null || reason.isBlank()) {
			return CompletableFuture.failedFuture(reasonMissing().exception());
		}
		return verb.apply(new Authority("", reason.strip()));
	}

	/** What is told when an order has none. */
	public static Problem reasonMissing() {
		return Problem.error("reason-missing", "A reason is needed.",
				"Everything that changes the cluster is journaled with who ordered it, and why.", "Give a reason.");
	}

	/**
	 * Follows a run to its end, over lost connections too; {@code progress} hears each change on a thread of its own. Fails with
	 * {@code run-not-finished} after the deadline, or with what the cluster says of the run. Cancelling the future ends the waiting,
	 * not the run.
	 */
	public CompletableFuture<Run> awaitRun(String id, Consumer<Run> progress, Duration deadline) {
		CompletableFuture<Run> end = new CompletableFuture<>();
		Thread.ofVirtual().name("await " + id).start(() -> {
			BlockingQueue<Run> seen = new LinkedBlockingQueue<>();
			ConnectionListener listener = new ConnectionListener() {
				@Override
				public void runChanged(Run run) {
					if (run.id().equals(id)) {
						seen.add(run);
					}
				}
			};
			connection.addListener(listener);
			try {
				end.complete(follow(id, seen, progress, new Limit(end, System.nanoTime() + deadline.toNanos())));
			} catch (ProblemException e) {
				end.completeExceptionally(e);
			} catch (InterruptedException e) {
				end.completeExceptionally(Answers.exception(e));
			} finally {
				connection.removeListener(listener);
			}
		});
		return end;
	}

	private record Limit(CompletableFuture<Run> end, long nanos) {

		boolean open() {
			return !end.isDone() && System.nanoTime() < nanos;
		}
	}

	private Run follow(String id, BlockingQueue<Run> seen, Consumer<Run> progress, Limit limit)
			throws ProblemException, InterruptedException {
		Run last = null;
		Run next = ask(id);
		while (limit.open()) {
			if (next != null && !next.equals(last)) {
				last = next;
				progress.accept(next);
			}
			if (last != null && last.state().isOver()) {
				return last;
			}
			next = seen.poll(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
			// Events may have been lost with a connection: ask when there is silence.
			next = next == null && limit.open() ? ask(id) : next;
		}
		throw Problem.error("run-not-finished", "The run " + id + " was not finished in time.", "It may still go on.",
				"See 'understudy run " + id + "' for how it stands.").exception();
	}

	/** Null while nobody can say. */
	private Run ask(String id) throws ProblemException {
		try {
			return Answers.await(run(id), LONG);
		} catch (ProblemException e) {
			return switch (e.problem().code()) {
				case "disconnected", "connection-lost", "timeout", "unreachable" -> null;
				default -> throw e;
			};
		}
	}

	/** A rendered report. */
	public record Document(String mediaType, String fileName, String content) {
	}

	/** {@code format}: {@code html} or {@code json}. */
	public CompletableFuture<Document> report(String run, String format) {
		return connection.call(api -> api.report(new ReportRequest(run, format)), LONG)
				.thenApply(it -> new Document(it.mediaType(), it.fileName(), it.content()));
	}

	/** Writes a run's report; into a directory under its own name. Answers with the file. */
	public CompletableFuture<Path> export(String run, String format, Path target) {
		return report(run, format).thenCompose(document -> {
			// The name came over the wire: only its last part may count.
			Path file = Files.isDirectory(target) ? target.resolve(Path.of(document.fileName()).getFileName()) : target;
			try {
				return CompletableFuture.completedFuture(Files.writeString(file, document.content()));
			} catch (IOException e) {
				return CompletableFuture.failedFuture(new ProblemException(Problem.error("report-not-written",
						"The report could not be written to " + file + ".", "The directory does not exist or is not writable, or the disk is full.",
						"Choose another file."), e));
			}
		});
	}
}
