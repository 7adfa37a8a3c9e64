// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Services;
import org.understudy.agent.preflight.Preflights;
import org.understudy.agent.live.LiveBoard;
import org.understudy.agent.run.FailoverScript;
import org.understudy.agent.run.FailoverScript.Primary;
import org.understudy.agent.run.ProtectScript;
import org.understudy.agent.run.RehearsalScript;
import org.understudy.agent.run.ReportWriter;
import org.understudy.agent.run.RunBook;
import org.understudy.agent.run.RunBook.Script;
import org.understudy.agent.run.SwitchoverScript;
import org.understudy.api.AdministrationApi.ReportDocument;
import org.understudy.api.AdministrationApi.ReportRequest;
import org.understudy.api.AdministrationApi;
import org.understudy.api.Json;
import org.understudy.core.run.Destination;
import org.understudy.core.run.LossPolicy;
import org.understudy.core.run.Situation;
import org.understudy.core.run.VerbPolicy;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Assessment;
import org.understudy.model.Authority;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.LossOutlook;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.Severity;
import org.understudy.model.VerbOrder;

/** What this node does for administrators and peers, whoever asks. Thread-safe; calls may block up to their deadlines. */
public final class Desk {

	private static final Duration FENCE = Duration.ofSeconds(15);
	private static final Duration LOOK_AROUND = Duration.ofSeconds(2);
	private static final Duration MOVE = Duration.ofSeconds(120);
	private static final Duration PEER = Duration.ofSeconds(5);
	private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
	private static final Duration LOOK = Duration.ofMillis(20);

	private final Services services;
	private final Guards guards;
	private final RunBook runs;
	private final ReportWriter reports;
	private final Peers peers;
	private final Snapshots snapshots;
	private final Preflights preflights;
	private final Membership membership;
	private volatile Function<ApplicationName, Optional<Assessment>> assessments = _ -> Optional.empty();
	private final Map<NodeName, Instant> gone = new ConcurrentHashMap<>();

	/** Puts a configuration into force on this node. */
	@FunctionalInterface
	public interface Membership {
		void configure(ClusterConfig next) throws ProblemException;
	}

	public Desk(Services services, Guards guards, RunBook runs, Peers peers, Snapshots snapshots, Membership membership) {
		this.services = services;
		this.guards = guards;
		this.runs = runs;
		this.peers = peers;
		this.snapshots = snapshots;
		this.preflights = new Preflights(services, peers);
		this.membership = membership;
		this.reports = new ReportWriter(services, snapshots.version());
	}

	/** This node. */
	public NodeName self() {
		return services.self();
	}

	Services services() {
		return services;
	}

	RunBook runs() {
		return runs;
	}

	Guards guards() {
		return guards;
	}

	Peers peers() {
		return peers;
	}

	Preflights preflights() {
		return preflights;
	}

	String version() {
		return snapshots.version();
	}

	ClusterSnapshot snapshot() {
		return snapshots.take();
	}

	void follow(Feed feed) {
		snapshots.follow(feed);
	}

	void unfollow(Feed feed) {
		snapshots.unfollow(feed);
	}

	/** A client's own service, to be connected and closed with its session. */
	public AdministrationService serviceFor(String actor) {
		return new AdministrationService(this, Optional.of(actor));
	}

	/** Told by the membership who left and who came back. */
	public void members(Set<NodeName> alive) {
		gone.keySet().removeAll(alive);
		for (NodeConfig node : services.cluster().get().nodes()) {
			if (!alive.contains(node.name()) && gone.putIfAbsent(node.name(), services.state().clock().instant()) == null) {
				services.state().journal().add(Severity.WARNING, org.understudy.agent.Journal.SELF, "", "node-gone",
						"Node " + node.name() + " does not answer any more.");
			}
		}
	}

	/** What decisions about runs look at, as this node sees it now. */
	Situation situation() {
		LiveBoard board = services.state().board();
		Set<NodeName> alive = board.members();
		return new Situation(board.applications().stream().map(a -> alive.contains(a.primary()) ? a : a.withState(ApplicationState.UNKNOWN)).toList(),
				services.cluster().get(), alive, board.runs(), services.state().clock().instant());
	}

	/** The node that carries a verb out; refused for what the verb's preview shows as an error. */
	NodeName decide(RunKind kind, VerbOrder order) throws ProblemException {
		Situation now = situation();
		Optional<Problem> refusal = VerbPolicy.refusal(kind, order, now);
		if (refusal.isPresent()) {
			throw refusal.get().exception();
		}
		return Destination.choose(now.application(order.application()).orElseThrow(), now.cluster(), now.alive(), order.to()).node().orElseThrow();
	}

	LossOutlook outlook(NodeName lost) throws ProblemException {
		services.cluster().get().node(lost).orElseThrow(() -> Preconditions.unknown(lost).exception());
		return LossPolicy.of(lost, situation());
	}

	static Problem unknown(ApplicationName name) {
		return Problem.error("unknown-application", "There is no application " + name + ".", "No node of this cluster has published it.",
				"List them: understudy apps");
	}

	Run protect(ProtectOrder order) throws ProblemException {
		Preconditions.protect(order, services);
		return runs.start(new ProtectScript(services, guards, reports, order));
	}

	Run rehearse(VerbOrder order) throws ProblemException {
		return runs.start(new RehearsalScript(services, reports, order));
	}

	Run failover(VerbOrder order) throws ProblemException {
		return runs.start(failoverScript(order));
	}

	private FailoverScript failoverScript(VerbOrder order) {
		return new FailoverScript(services, guards, reports, order, new OldPrimary(order));
	}

	Run switchover(VerbOrder order) throws ProblemException {
		return runs.start(switchoverScript(order));
	}

	private SwitchoverScript switchoverScript(VerbOrder order) {
		return new SwitchoverScript(services, guards, reports, order, new OldPrimary(order));
	}

	/** Makes the script of a run again that the death of this node's agent cut off. */
	public Script revive(RunKind kind, String order) {
		return switch (kind) {
			case PROTECT -> new ProtectScript(services, guards, reports, Json.read(order, ProtectOrder.class));
			case REHEARSAL -> new RehearsalScript(services, reports, Json.read(order, VerbOrder.class));
			case FAILOVER -> failoverScript(Json.read(order, VerbOrder.class));
			case SWITCHOVER -> switchoverScript(Json.read(order, VerbOrder.class));
		};
	}

	/** The primary of an application, as the board and the membership tell it when asked. */
	private final class OldPrimary implements Primary, SwitchoverScript.Source {

		private final VerbOrder order;
		private Optional<ApplicationStatus> status;

		OldPrimary(VerbOrder order) {
			this.order = order;
			this.status = Optional.empty(); // not asked here: an agent that starts must not wait for a membership that is being made anew
		}

		@Override
		public Optional<ApplicationStatus> status() {
			status = status.or(() -> services.state().board().application(order.application()));
			return status;
		}

		@Override
		public Optional<Instant> gone() {
			return status().flatMap(s -> Optional.ofNullable(gone.get(s.primary())));
		}

		@Override
		public FenceEvidence fence() throws ProblemException, InterruptedException {
			return peers.call(status().orElseThrow().primary(), FENCE, peer -> peer.fence(order));
		}

		@Override
		public Epoch approach(NodeName source, VerbOrder order) throws ProblemException, InterruptedException {
			return peers.call(source, MOVE, peer -> peer.approach(order));
		}

		@Override
		public Departed depart(NodeName source, VerbOrder order) throws ProblemException, InterruptedException {
			return peers.call(source, MOVE, peer -> peer.depart(order));
		}

		@Override
		public FenceEvidence goOn(NodeName source, VerbOrder order) throws ProblemException, InterruptedException {
			return peers.call(source, FENCE, peer -> peer.goOn(order));
		}

		@Override
		public FenceEvidence leave(NodeName source, VerbOrder order) throws ProblemException, InterruptedException {
			return peers.call(source, FENCE, peer -> peer.leave(order));
		}
	}

	/** Who tells what this node decided; set once, before anybody asks. */
	public void decidedBy(Function<ApplicationName, Optional<Assessment>> assessments) {
		this.assessments = assessments;
	}

	Optional<Assessment> why(ApplicationName name) {
		return assessments.apply(name);
	}

	/** Of all nodes that answer soon. */
	List<Assessment> whys(ApplicationName name) throws ProblemException, InterruptedException {
		List<CompletableFuture<List<Assessment>>> asked = new ArrayList<>();
		for (NodeConfig node : others()) {
			asked.add(Answers.from(() -> peers.call(node.name(), LOOK_AROUND, peer -> peer.administration().why(new AdministrationApi.Target(name.value())))
					.assessments()));
		}
		List<Assessment> all = new ArrayList<>(why(name).stream().toList());
		for (CompletableFuture<List<Assessment>> answer : asked) {
			all.addAll(answer.exceptionally(_ -> List.of()).join());
		}
		if (all.isEmpty()) {
			throw unknown(name).exception();
		}
		return all.stream().sorted(java.util.Comparator.comparing(Assessment::by)).toList();
	}

	/** A takeover that this node decided itself; what is known of the primary came with the heartbeats. */
	public Run takeOver(VerbOrder order, ApplicationStatus status, Optional<Instant> lost, Primary.Onset onset) throws ProblemException {
		return runs.start(new FailoverScript(services, guards, reports, order, new FaultyPrimary(order, status, lost, onset, peers)));
	}

	/** A primary as the heartbeats told it last. */
	private record FaultyPrimary(VerbOrder order, ApplicationStatus last, Optional<Instant> gone, Onset found, Peers peers) implements Primary {

		@Override
		public Optional<ApplicationStatus> status() {
			return Optional.of(last);
		}

		@Override
		public FenceEvidence fence() throws ProblemException, InterruptedException {
			return peers.call(last.primary(), FENCE, peer -> peer.fence(order));
		}

		@Override
		public Optional<Onset> onset() {
			return Optional.of(found);
		}
	}

	/** The newest of a run; one that was ordered a moment ago at another node may still be on its way to this one's board. */
	Run run(String id) throws ProblemException, InterruptedException {
		long deadline = System.nanoTime() + ON_ITS_WAY.toNanos();
		Optional<Run> run = known(id);
		while (run.isEmpty() && System.nanoTime() < deadline) {
			Thread.sleep(LOOK); // the board tells changes, but cannot tell that there will be none
			run = known(id);
		}
		return run.orElseThrow(() -> Problem.error("unknown-run", "There is no run " + id + ".", "", "List them: understudy runs").exception());
	}

	private Optional<Run> known(String id) {
		return runs.find(id).or(() -> services.state().board().run(id));
	}

	/** Stops the application here and has its replicas removed everywhere; a node that does not answer keeps its copy. */
	Void unprotect(VerbOrder order) throws ProblemException, InterruptedException {
		stopped(order.application(), guards.end(order.application(), why(order)));
		guards.forgetLost(order.application());
		services.epochs().store().drop(order.application());
		for (NodeConfig node : others()) {
			try {
				peers.call(node.name(), PEER, peer -> peer.forget(order));
			} catch (ProblemException e) {
				services.state().journal().add(Severity.WARNING, order.authority().actor(), order.application().value(), "replica-kept",
						"Node " + node.name() + " could not be asked to remove its replica: " + e.problem().summary());
			}
		}
		services.state().board().forget(order.application());
		return null;
	}

	private static String why(VerbOrder order) {
		return "ordered by " + order.authority().actor() + ": " + order.authority().reason();
	}

	/** Stops the application here so that another node may run it. */
	FenceEvidence fence(VerbOrder order) throws ProblemException, InterruptedException {
		return stopped(order.application(), guards.yield(order.application(), why(order)));
	}

	private static FenceEvidence stopped(ApplicationName name, CompletableFuture<FenceEvidence> end) throws ProblemException, InterruptedException {
		try {
			return end.get(FENCE.toSeconds(), TimeUnit.SECONDS);
		} catch (ExecutionException e) {
			throw e.getCause() instanceof ProblemException p ? p
					: new ProblemException(Problem.error("not-stopped", name + " could not be stopped.", "", "See the agent's log."), e.getCause());
		} catch (TimeoutException e) {
			throw new ProblemException(Problem.error("not-stopped", name + " did not stop within " + FENCE.toSeconds() + " s.", "",
					"See the agent's log."), e);
		}
	}

	void forget(ApplicationName name) throws ProblemException {
		services.epochs().store().drop(name);
	}

	ReportDocument report(ReportRequest request) throws ProblemException {
		if (!AdministrationApi.REPORT_FORMATS.contains(request.format())) {
			throw Problem.error("unknown-format", "There is no report format " + request.format() + ".", "",
					"Choose one of " + AdministrationApi.REPORT_FORMATS + ".").exception();
		}
		String file = request.run() + "." + request.format();
		String text = services.state().home().text("reports/" + file).orElseThrow(() -> Problem.error("no-report",
				"Run " + request.run() + " has no report.", "It is not over, or it ended before anything was tried.", "See understudy run "
						+ request.run()).exception());
		return new ReportDocument(request.run(), request.format().equals("html") ? "text/html" : "application/json", file, text);
	}

	ClusterConfig dismiss(NodeName node, Authority authority) throws ProblemException, InterruptedException {
		Preconditions.dismiss(node, services);
		return change(services.cluster().get().without(node), "node-dismissed", "Node " + node + " was dismissed.", authority);
	}

	/** Puts the next configuration into force here and at every node of both that answers; a new node brings it when it starts. */
	ClusterConfig change(ClusterConfig next, String event, String text, Authority authority) throws ProblemException, InterruptedException {
		List<NodeConfig> told = others();
		told.removeIf(n -> next.node(n.name()).isEmpty());
		membership.configure(next);
		services.state().journal().add(Severity.INFO, authority.actor(), "", event, text + " Reason: " + authority.reason());
		for (NodeConfig node : told) {
			try {
				peers.call(node.name(), PEER, peer -> peer.configure(next));
			} catch (ProblemException e) {
				services.state().journal().add(Severity.WARNING, authority.actor(), "", "configuration-not-delivered",
						"Node " + node.name() + " does not have configuration " + next.version() + " yet: " + e.problem().summary());
			}
		}
		return next;
	}

	void configure(ClusterConfig next) throws ProblemException {
		if (next.version() > services.cluster().get().version()) {
			membership.configure(next);
		}
	}

	private List<NodeConfig> others() {
		List<NodeConfig> others = new ArrayList<>(services.cluster().get().nodes());
		others.removeIf(n -> n.name().equals(services.self()));
		return others;
	}
}
