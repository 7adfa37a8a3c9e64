// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.understudy.agent.guard.ScrubRound;
import org.understudy.agent.guard.Services;
import org.understudy.api.AdministrationApi;
import org.understudy.api.AdministrationEvents;
import org.understudy.api.AdministrationSession;
import org.understudy.api.GraphApi;
import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.LiveState.Subscription;
import org.understudy.core.run.PreviewPolicy;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.LossOutlook;
import org.understudy.model.NodeName;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.ScrubReport;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/**
 * One client's view of this node: checks who orders, passes orders on to the node that must carry them out, and feeds the
 * client's events. Every call answers from a virtual thread. Thread-safe.
 */
public final class AdministrationService implements AdministrationApi, AdministrationSession {

	private static final Duration FORWARD = Duration.ofSeconds(15);

	private final Desk desk;
	private final Services services;
	private final Optional<String> actor;
	private final Map<String, Subscription> watches = new ConcurrentHashMap<>();
	private volatile Optional<Feed> feed = Optional.empty();
	private volatile Subscription runs = () -> { };

	/** @param actor the authenticated key's name; empty for orders that a peer passes on, which carry theirs */
	AdministrationService(Desk desk, Optional<String> actor) {
		this.desk = desk;
		this.services = desk.services();
		this.actor = actor;
	}

	@Override
	public AdministrationApi api() {
		return this;
	}

	@Override
	public void connected(AdministrationEvents client) {
		Feed open = new Feed(client);
		feed = Optional.of(open);
		runs = services.state().board().onRun(run -> open.add(() -> client.runChanged(run)));
		desk.follow(open);
	}

	@Override
	public CompletableFuture<Welcome> hello(Hello hello) {
		return CompletableFuture.completedFuture(new Welcome(services.self().value(), desk.version(), actor.orElse("")));
	}

	@Override
	public CompletableFuture<ClusterSnapshot> cluster() {
		return Answers.from(desk::snapshot);
	}

	@Override
	public CompletableFuture<ResourceGraph> graph(Target target) {
		return Answers.from(() -> graph(new ApplicationName(target.application())));
	}

	private ResourceGraph graph(ApplicationName name) throws ProblemException {
		return services.state().board().graph(name).orElseThrow(() -> Desk.unknown(name).exception());
	}

	@Override
	public CompletableFuture<ResourceGraph> inspect(InspectRequest request) {
		return Answers.from(() -> at(request.node().isEmpty() ? services.self() : new NodeName(request.node()),
				() -> services.host().inspector().inspect(scope(request)), peer -> peer.inspect(request)));
	}

	private static InspectionScope scope(InspectRequest request) throws ProblemException {
		try {
			return InspectionScope.of(InspectionScope.parse(request.target()));
		} catch (IllegalArgumentException e) {
			throw new ProblemException(Problem.error("usage", "'" + request.target() + "' is nothing to inspect.", "",
					"Give a process id, a control group's path, or a unit's name."), e);
		}
	}

	@Override
	public CompletableFuture<ScrubReport> scrub(ScrubRequest request) {
		return Answers.from(() -> at(new NodeName(request.node()),
				() -> ScrubRound.scrub(services, new ApplicationName(request.application()), Bytes.ZERO), peer -> peer.scrub(request)));
	}

	@Override
	public GraphApi graphs() {
		return new GraphService(desk, actor.isEmpty());
	}

	@Override
	public CompletableFuture<ResourceGraph> watch(Target target) {
		return Answers.from(() -> {
			ApplicationName name = new ApplicationName(target.application());
			feed.ifPresent(open -> watches.computeIfAbsent(target.application(), _ -> services.state().board().onGraph(name,
					delta -> open.add(() -> open.client().graphChanged(new AdministrationEvents.GraphEvent(name.value(), delta))))));
			return graph(name);
		});
	}

	@Override
	public CompletableFuture<Void> unwatch(Target target) {
		Optional.ofNullable(watches.remove(target.application())).ifPresent(Subscription::close);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Run> protect(ProtectOrder order) {
		return Answers.from(() -> {
			ProtectOrder signed = new ProtectOrder(order.spec(), order.primary(), signed(order.authority()));
			return at(order.primary(), () -> desk.protect(signed), peer -> peer.protect(signed));
		});
	}

	@Override
	public CompletableFuture<Run> rehearse(VerbOrder order) {
		return ordered(RunKind.REHEARSAL, order, desk::rehearse, AdministrationApi::rehearse);
	}

	@Override
	public CompletableFuture<Run> failover(VerbOrder order) {
		return ordered(RunKind.FAILOVER, order, desk::failover, AdministrationApi::failover);
	}

	@Override
	public CompletableFuture<Run> switchover(VerbOrder order) {
		return ordered(RunKind.SWITCHOVER, order, desk::switchover, AdministrationApi::switchover);
	}

	/** Starts a run on this node. */
	@FunctionalInterface
	private interface Here {
		Run start(VerbOrder order) throws ProblemException;
	}

	/** Decides by what the preview shows, where and whether; a peer that passes an order on has decided already. */
	private CompletableFuture<Run> ordered(RunKind kind, VerbOrder order, Here here, BiFunction<AdministrationApi, VerbOrder, CompletableFuture<Run>> there) {
		return Answers.from(() -> {
			VerbOrder signed = order.withAuthority(signed(order.authority()));
			NodeName leader = actor.isEmpty() ? services.self() : desk.decide(kind, signed);
			return at(leader, () -> here.start(signed), peer -> there.apply(peer, signed));
		});
	}

	@Override
	public CompletableFuture<Preview> preview(PreviewRequest request) {
		return Answers.from(() -> PreviewPolicy.of(request.kind(), request.order(), desk.situation()));
	}

	@Override
	public CompletableFuture<LossOutlook> outlook(NodeReference lost) {
		return Answers.from(() -> desk.outlook(new NodeName(lost.node())));
	}

	@Override
	public CompletableFuture<Void> unprotect(VerbOrder order) {
		return Answers.from(() -> {
			VerbOrder signed = order.withAuthority(signed(order.authority()));
			ApplicationStatus status = services.state().board().application(order.application())
					.orElseThrow(() -> Desk.unknown(order.application()).exception());
			return at(status.primary(), () -> desk.unprotect(signed), peer -> peer.unprotect(signed));
		});
	}

	@Override
	public CompletableFuture<ClusterConfig> maintenance(MaintenanceOrder order) {
		return Answers.from(() -> {
			ApplicationName name = new ApplicationName(order.application());
			Authority authority = signed(order.authority());
			Optional<String> why = order.begin() ? Optional.of(authority.reason()) : Optional.empty();
			return desk.change(services.cluster().get().maintained(name, why), order.begin() ? "maintenance-begun" : "maintenance-ended",
					"Maintenance of %s %s.".formatted(name, order.begin() ? "begins: no node moves or restarts it by itself" : "ends"), authority);
		});
	}

	@Override
	public CompletableFuture<Whys> why(Target target) {
		ApplicationName name = new ApplicationName(target.application());
		return Answers.from(() -> new Whys(actor.isPresent() ? desk.whys(name) : desk.why(name).stream().toList()));
	}

	@Override
	public CompletableFuture<Run> run(RunReference run) {
		return Answers.from(() -> desk.run(run.id()));
	}

	@Override
	public CompletableFuture<Run> cancel(RunReference reference) {
		return Answers.from(() -> {
			Run run = desk.run(reference.id());
			return at(run.node(), () -> desk.runs().cancel(run.id()).orElse(run), peer -> peer.cancel(reference));
		});
	}

	@Override
	public CompletableFuture<ReportDocument> report(ReportRequest request) {
		return Answers.from(() -> {
			Run run = desk.run(request.run());
			return at(run.node(), () -> desk.report(request), peer -> peer.report(request));
		});
	}

	@Override
	public CompletableFuture<ClusterConfig> configuration() {
		return CompletableFuture.completedFuture(services.cluster().get());
	}

	@Override
	public CompletableFuture<ClusterConfig> admit(NodeChange change) {
		return Answers.from(() -> desk.change(services.cluster().get().with(change.node()), "node-admitted",
				"Node " + change.node().name() + " at " + change.node().address() + " was admitted.", signed(change.authority())));
	}

	@Override
	public CompletableFuture<ClusterConfig> dismiss(NodeChange change) {
		return Answers.from(() -> desk.dismiss(change.node().name(), signed(change.authority())));
	}

	private Authority signed(Authority claimed) throws ProblemException {
		if (claimed.reason().isBlank()) {
			throw Problem.error("reason-missing", "Say why: every order needs a reason.", "It is journaled and stands in the report.",
					"Add --reason \"…\", or fill the field.").exception();
		}
		return new Authority(actor.orElse(claimed.actor()), claimed.reason());
	}

	/** Here, or by the peer that must do it. */
	private <T> T at(NodeName node, Answers.Question<T> here, Function<AdministrationApi, CompletableFuture<T>> there)
			throws ProblemException, InterruptedException {
		return node.equals(services.self()) ? here.ask() : desk.peers().call(node, FORWARD, peer -> there.apply(peer.administration()));
	}

	@Override
	public void close() {
		runs.close();
		watches.values().forEach(Subscription::close);
		feed.ifPresent(open -> {
			desk.unfollow(open);
			open.close();
		});
	}
}
