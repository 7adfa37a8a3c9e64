// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.EpochMeta;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Services;
import org.understudy.api.GraphApi;
import org.understudy.core.graph.GraphHistory;
import org.understudy.core.graph.Moment;
import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;

/** Questions about graphs: answered here or by the node that knows. Thread-safe; answers from virtual threads. */
final class GraphService implements GraphApi {

	private static final Duration FORWARD = Duration.ofSeconds(10);
	private static final Duration SURVEYS = Duration.ofSeconds(70);

	private final Desk desk;
	private final Services services;
	private final boolean forPeer;

	/** @param forPeer a peer asks: it wants to know what this node knows, nothing is passed on */
	GraphService(Desk desk, boolean forPeer) {
		this.desk = desk;
		this.services = desk.services();
		this.forPeer = forPeer;
	}

	@Override
	public CompletableFuture<ResourceGraph> past(PastRequest request) {
		return Answers.from(() -> {
			ApplicationName name = new ApplicationName(request.application());
			Moment moment = moment(request.moment());
			Optional<ResourceGraph> known = remembered(name, moment);
			Optional<ResourceGraph> here = known.isPresent() ? known : stored(name, moment);
			return here.isPresent() ? here.get() : elsewhere(name, request).orElseThrow(() -> unknown(name, moment).exception());
		});
	}

	private Optional<ResourceGraph> remembered(ApplicationName name, Moment moment) {
		Optional<ResourceGraph> guarded = desk.guards().find(name).flatMap(g -> g.graph(moment));
		return guarded.isPresent() || !(moment instanceof Moment.Now) ? guarded : services.state().board().graph(name);
	}

	private Optional<ResourceGraph> stored(ApplicationName name, Moment moment) throws ProblemException {
		return moment instanceof Moment.OfEpoch(Epoch epoch) ? services.epochs().store().epochs(name).stream()
				.filter(e -> e.epoch().equals(epoch)).findFirst().map(GraphService::graph) : Optional.empty();
	}

	/** Its own number and time, not those of the commit before it. */
	private static ResourceGraph graph(StoredEpoch stored) {
		ResourceGraph graph = EpochMeta.of(stored).graph();
		return graph.stamped(graph.sequence(), stored.epoch());
	}

	private Optional<ResourceGraph> elsewhere(ApplicationName name, PastRequest request) throws ProblemException, InterruptedException {
		for (NodeName node : forPeer ? List.<NodeName>of() : knowers(name)) {
			try {
				return Optional.of(desk.peers().call(node, FORWARD, peer -> peer.administration().graphs().past(request)));
			} catch (ProblemException e) {
				if (!e.problem().code().startsWith("unknown-") && !e.problem().code().startsWith("peer-")) {
					throw e;
				}
			}
		}
		return Optional.empty();
	}

	/** The primary first, then those that may hold epochs. */
	private List<NodeName> knowers(ApplicationName name) throws ProblemException {
		NodeName primary = primary(name);
		List<NodeName> nodes = new ArrayList<>();
		nodes.add(primary);
		services.state().board().members().stream().filter(n -> !n.equals(primary)).sorted().forEach(nodes::add);
		nodes.remove(services.self());
		return nodes;
	}

	private NodeName primary(ApplicationName name) throws ProblemException {
		return services.state().board().application(name).map(ApplicationStatus::primary).orElseThrow(() -> Desk.unknown(name).exception());
	}

	@Override
	public CompletableFuture<Past> changes(ChangesRequest request) {
		return Answers.from(() -> {
			ApplicationName name = new ApplicationName(request.application());
			Optional<ApplicationGuard> guard = desk.guards().find(name);
			if (guard.isPresent()) {
				return past(guard.get().history(), request.last());
			}
			if (forPeer) {
				throw Desk.unknown(name).exception();
			}
			return desk.peers().call(primary(name), FORWARD, peer -> peer.administration().graphs().changes(request));
		});
	}

	private static Past past(GraphHistory history, int last) {
		List<GraphDelta> deltas = history.deltas();
		List<Change> changes = deltas.subList(Math.max(0, deltas.size() - Math.max(0, last)), deltas.size()).reversed().stream()
				.map(d -> new Change(d.sequence(), d.at(), d.epoch(), d.put().size(), d.removed().size(), d.edgesAdded().size(),
						d.edgesRemoved().size()))
				.toList();
		Instant since = history.oldest().at();
		return new Past(since, changes, List.copyOf(history.marks().descendingKeySet()));
	}

	@Override
	public CompletableFuture<Preflights> preflight(PreflightRequest request) {
		return Answers.from(() -> {
			ApplicationName name = new ApplicationName(request.application());
			Optional<ApplicationGuard> guard = desk.guards().find(name);
			if (guard.isPresent()) {
				List<NodeName> nodes = request.node().isEmpty() ? desk.preflights().secondaries(guard.get().spec()) : List.of(new NodeName(request.node()));
				return new Preflights(desk.preflights().examine(guard.get(), nodes));
			}
			if (forPeer) {
				throw Desk.unknown(name).exception();
			}
			return desk.peers().call(primary(name), SURVEYS, peer -> peer.administration().graphs().preflight(request));
		});
	}

	@Override
	public CompletableFuture<Recording> record(RecordRequest request) {
		return Answers.from(() -> {
			if (request.application().isEmpty()) {
				NodeName node = request.node().isEmpty() ? services.self() : new NodeName(request.node());
				return node.equals(services.self()) ? recording(InspectionScope.of(InspectionScope.parse(request.target())))
						: desk.peers().call(node, FORWARD, peer -> peer.administration().graphs().record(request));
			}
			ApplicationName name = new ApplicationName(request.application());
			Optional<ApplicationGuard> guard = desk.guards().find(name);
			if (guard.isPresent()) {
				return recording(Plans.scope(guard.get().spec(), guard.get().capsule()));
			}
			if (forPeer) {
				throw Desk.unknown(name).exception();
			}
			return desk.peers().call(primary(name), FORWARD, peer -> peer.administration().graphs().record(request));
		});
	}

	private Recording recording(InspectionScope scope) throws ProblemException {
		return new Recording(services.host().recorder().record(scope));
	}

	private static Moment moment(String text) throws ProblemException {
		try {
			return Moment.parse(text);
		} catch (IllegalArgumentException e) {
			throw new ProblemException(Problem.error("usage", "'" + text + "' is not a moment.", "", "Give now, epoch:N or at:INSTANT."), e);
		}
	}

	private static Problem unknown(ApplicationName name, Moment moment) {
		return Problem.error("unknown-moment", "No node remembers the graph of " + name + " at " + moment + ".",
				"The primary remembers the last hour or 16 MB of changes since it runs the application; secondaries the epochs that they keep.",
				"See what is remembered: understudy graph " + name + " --history");
	}
}
