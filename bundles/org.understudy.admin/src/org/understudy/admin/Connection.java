// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.understudy.admin.Profile.Member;
import org.understudy.api.AdministrationApi;
import org.understudy.api.AdministrationApi.Hello;
import org.understudy.api.AdministrationApi.Target;
import org.understudy.api.AdministrationClient;
import org.understudy.api.AdministrationEvents;
import org.understudy.api.SshKeys;
import org.understudy.model.ApplicationName;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.graph.ResourceGraph;

/**
 * A session with a cluster: through whichever of its agents answers, again and again until closed. Never blocks a caller. Keeps the
 * newest snapshot and the watched graphs. Thread-safe.
 */
public final class Connection implements AutoCloseable {

	public static final String VERSION = "0.1.0";
	private static final System.Logger LOG = System.getLogger(Connection.class.getName());
	private static final Problem DISCONNECTED = Problem.error("disconnected", "There is no connection to the cluster.",
			"None of its nodes that are known here answers now.", "Wait for the connection to come back, or connect to another node.");

	/** CLOSED: by its owner, or because the first attempt failed. */
	public enum State {
		CONNECTING, CONNECTED, DISCONNECTED, CLOSED
	}

	/**
	 * Patience.
	 *
	 * @param connect      for one attempt at one agent, in all
	 * @param call         for an answer
	 * @param firstPause   after a lost connection before the first round of attempts; doubles
	 * @param longestPause between rounds
	 */
	public record Patience(Duration connect, Duration call, Duration firstPause, Duration longestPause) {

		public static final Patience DEFAULT = new Patience(Duration.ofSeconds(6), Duration.ofSeconds(10), Duration.ofMillis(250),
				Duration.ofSeconds(5));
	}

	private final Patience patience;
	private final Consumer<Profile> learner;
	private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
	private final Map<ApplicationName, GraphFollower> followers = new ConcurrentHashMap<>();
	private final CompletableFuture<ClusterSnapshot> first = new CompletableFuture<>();
	private volatile Profile profile;
	private volatile State state = State.CONNECTING;
	private volatile AdministrationClient client;
	private volatile Member member;
	private volatile ClusterSnapshot snapshot;
	private volatile Thread keeper;

	/** {@code learner} is told the profile with the cluster's present members, to save it; on a thread of the connection. */
	public Connection(Profile profile, Patience patience, Consumer<Profile> learner) {
		this.profile = profile;
		this.patience = patience;
		this.learner = learner;
	}

	/** Connects in the background; once. Fails, and closes, when no member lets us in at the first round. */
	public CompletableFuture<ClusterSnapshot> connect() {
		keeper = Thread.ofVirtual().name("connection " + profile.name()).start(this::keep);
		return first.copy();
	}

	private void keep() {
		try {
			Approach approach = new Approach(SshKeys.load(Path.of(profile.keyFile())), new Hello("understudy", VERSION), patience.connect(),
					new Events());
			Approach.Reached reached = approach.reach(profile.members());
			while (adopt(reached)) {
				reached.client().closed().get();
				lost();
				reached = again(approach);
			}
		} catch (ProblemException e) {
			close(e.problem());
		} catch (InterruptedException e) {
			LOG.log(System.Logger.Level.DEBUG, "connection closed", e);
		} catch (java.util.concurrent.ExecutionException e) {
			throw new IllegalStateException("closed() never fails", e);
		} catch (RuntimeException e) {
			LOG.log(System.Logger.Level.ERROR, "the connection ended by a fault", e);
			close(Answers.problem(e));
		}
	}

	private void lost() {
		client = null;
		if (state != State.CLOSED) {
			to(State.DISCONNECTED, Problem.error("connection-lost", "The connection to " + member.node() + " was lost.",
					"Its agent stopped or the network failed.", "The other nodes are tried; the connection comes back by itself."));
		}
	}

	/** Until an agent answers or the connection is closed; the lost one last, it is the likeliest to be dead. */
	private Approach.Reached again(Approach approach) throws InterruptedException {
		Duration pause = patience.firstPause();
		List<Member> order = new ArrayList<>(profile.members());
		order.removeIf(m -> m.node().equals(member.node()));
		order.add(member);
		while (true) {
			// Also before the first round: an agent that lets in and drops at once must not be hammered.
			TimeUnit.NANOSECONDS.sleep(pause.toNanos());
			try {
				return approach.reach(order);
			} catch (ProblemException e) {
				to(State.DISCONNECTED, e.problem());
			}
			pause = pause.multipliedBy(2).compareTo(patience.longestPause()) < 0 ? pause.multipliedBy(2) : patience.longestPause();
		}
	}

	/**
	 * State and watches are fetched anew: what happened in between is unknown. A failure here means lost again, and is met as such.
	 * False when the connection was closed meanwhile.
	 */
	private boolean adopt(Approach.Reached reached) {
		member = reached.member();
		client = reached.client();
		if (state == State.CLOSED) {
			reached.client().close();
			return false;
		}
		call(AdministrationApi::configuration).thenAccept(this::learn).exceptionally(Connection::logged);
		call(AdministrationApi::cluster).whenComplete((seen, failure) -> {
			if (failure != null) {
				// An agent that greets but does not answer is as good as none.
				first.completeExceptionally(Answers.exception(failure));
				reached.client().close();
			} else {
				snapshot = seen;
				to(State.CONNECTED, null);
				tell(l -> l.clusterChanged(seen));
				first.complete(seen);
				followers.keySet().forEach(application -> watch(application).exceptionally(Connection::logged));
			}
		});
		return true;
	}

	private void learn(ClusterConfig cluster) {
		profile = profile.learnt(member, cluster);
		learner.accept(profile);
	}

	private static <T> T logged(Throwable failure) {
		LOG.log(System.Logger.Level.DEBUG, "after connecting", failure);
		return null;
	}

	private void to(State next, Problem problem) {
		synchronized (this) {
			if (state == State.CLOSED) {
				return;
			}
			state = next;
		}
		tell(l -> l.stateChanged(next, problem));
	}

	/** One listener's bug must not keep the others from hearing. */
	private void tell(Consumer<ConnectionListener> event) {
		for (ConnectionListener listener : listeners) {
			try {
				event.accept(listener);
			} catch (RuntimeException e) {
				LOG.log(System.Logger.Level.ERROR, "a listener failed", e);
			}
		}
	}

	public void addListener(ConnectionListener listener) {
		listeners.add(listener);
	}

	public void removeListener(ConnectionListener listener) {
		listeners.remove(listener);
	}

	public State state() {
		return state;
	}

	public Profile profile() {
		return profile;
	}

	/** The newest; stays readable while disconnected. */
	public Optional<ClusterSnapshot> snapshot() {
		return Optional.ofNullable(snapshot);
	}

	/** Asks the agent, with the usual patience. */
	public <T> CompletableFuture<T> call(Function<AdministrationApi, CompletableFuture<T>> question) {
		return call(question, patience.call());
	}

	/** Fails with a {@link ProblemException}: the agent's own, {@code disconnected}, {@code connection-lost} or {@code timeout}. */
	public <T> CompletableFuture<T> call(Function<AdministrationApi, CompletableFuture<T>> question, Duration deadline) {
		AdministrationClient open = client;
		if (open == null) {
			return CompletableFuture.failedFuture(DISCONNECTED.exception());
		}
		return question.apply(open.api()).orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
				.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Answers.exception(failure)));
	}

	/** Follows an application's graph until {@link #unwatch}, also over lost connections; listeners hear of every change. */
	public CompletableFuture<ResourceGraph> watch(ApplicationName application) {
		followers.computeIfAbsent(application, _ -> new GraphFollower());
		return call(api -> api.watch(new Target(application.value()))).thenApply(graph -> renewed(application, graph));
	}

	public void unwatch(ApplicationName application) {
		followers.remove(application);
		call(api -> api.unwatch(new Target(application.value()))).exceptionally(Connection::logged);
	}

	/** The newest known graph of a watched application. */
	public Optional<ResourceGraph> graph(ApplicationName application) {
		return Optional.ofNullable(followers.get(application)).flatMap(GraphFollower::graph);
	}

	private ResourceGraph renewed(ApplicationName application, ResourceGraph whole) {
		GraphFollower follower = followers.get(application);
		if (follower == null) {
			return whole;
		}
		ResourceGraph now = follower.reset(whole);
		tell(l -> l.graphChanged(application, now));
		return now;
	}

	private final class Events implements AdministrationEvents {

		@Override
		public void clusterChanged(ClusterSnapshot seen) {
			snapshot = seen;
			tell(l -> l.clusterChanged(seen));
		}

		@Override
		public void graphChanged(GraphEvent event) {
			ApplicationName application = new ApplicationName(event.application());
			GraphFollower follower = followers.get(application);
			if (follower == null) {
				return;
			}
			switch (follower.offer(event.delta())) {
				case UPDATED -> follower.graph().ifPresent(graph -> tell(l -> l.graphChanged(application, graph)));
				case GAP -> call(api -> api.graph(new Target(event.application()))).thenAccept(whole -> renewed(application, whole))
						.exceptionally(Connection::logged);
				case UNCHANGED -> {
					// Nothing to show.
				}
			}
		}

		@Override
		public void runChanged(Run run) {
			tell(l -> l.runChanged(run));
		}
	}

	@Override
	public void close() {
		close(null);
	}

	private void close(Problem why) {
		to(State.CLOSED, why);
		first.completeExceptionally((why == null ? DISCONNECTED : why).exception());
		Thread running = keeper;
		if (running != null && running != Thread.currentThread()) {
			running.interrupt();
		}
		AdministrationClient open = client;
		client = null;
		if (open != null) {
			open.close();
		}
	}
}
