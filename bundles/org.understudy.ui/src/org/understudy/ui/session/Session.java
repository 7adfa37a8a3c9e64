// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.ConnectionListener;
import org.understudy.admin.Operations;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeInfo;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.LinkState;

/** The window's tie to a cluster: one connection at a time, whose news become the window's state. Thread-safe; nothing here waits. */
public final class Session {

	private final Profiles profiles;
	private final StateStore store;
	private final HostKeyQuestion keys;
	private volatile Connection connection;

	public Session(Profiles profiles, StateStore store, HostKeyQuestion keys) {
		this.profiles = profiles;
		this.store = store;
		this.keys = keys;
	}

	public StateStore store() {
		return store;
	}

	public Profiles profiles() {
		return profiles;
	}

	public HostKeyQuestion keys() {
		return keys;
	}

	/** The verbs, on the present connection. */
	public Operations operations() throws ProblemException {
		return new Operations(connection());
	}

	public Connection connection() throws ProblemException {
		Connection now = connection;
		if (now == null) {
			throw Problem.error("not-connected", Messages.problem_notConnected, "", Messages.problem_notConnectedRemedy).exception();
		}
		return now;
	}

	/** Starts to connect to a saved connection, by its name or directory; leaves the present one. */
	public void connect(String nameOrDirectory) {
		disconnect();
		store.update(_ -> DesktopState.START.with(new LinkState.Connecting(nameOrDirectory)));
		new ConnectJob(this, nameOrDirectory).schedule();
	}

	/** A new connection that feeds this session from now on; the caller lets it connect. */
	Connection follow(Profile profile, Profiles home) {
		disconnect();
		store.update(_ -> DesktopState.START.with(new LinkState.Connecting(profile.name())));
		Connection fresh = new Connection(profile, Connection.Patience.DEFAULT, learnt -> save(learnt, home));
		fresh.addListener(new News(fresh));
		connection = fresh;
		return fresh;
	}

	private static void save(Profile learnt, Profiles home) {
		try {
			home.save(learnt);
		} catch (ProblemException e) {
			// connected all the same; only the next start knows fewer nodes
			System.getLogger(Session.class.getName()).log(System.Logger.Level.WARNING, e.problem().summary(), e);
		}
	}

	/** Ends the connection on purpose. */
	public void disconnect() {
		Connection old = connection;
		connection = null;
		if (old != null) {
			// closing may wait for the host, and this may be the user interface's thread
			Thread.ofVirtual().name("close-connection").start(old::close);
		}
		store.update(s -> s.with(new LinkState.Offline()));
	}

	/** The first connection could not be made. */
	void failed(Problem problem) {
		store.update(s -> s.with(new LinkState.Lost(problem, "")));
	}

	/** Shows an application's graph. */
	public void show(ApplicationName application) {
		Connection now = connection;
		ApplicationName before = store.get().shown();
		if (now != null && !application.equals(before)) {
			store.update(s -> s.showing(application));
			if (before != null) {
				now.unwatch(before);
			}
			now.watch(application).exceptionally(failure -> {
				Problems.log(Answers.problem(failure), failure);
				return null;
			});
		}
	}

	/** The link as it is described while it stands. */
	private static LinkState.Connected connected(ClusterSnapshot snapshot) {
		String address = snapshot.nodes().stream().filter(n -> n.name().equals(snapshot.seenBy())).map(NodeInfo::config)
				.map(c -> " " + c.address()).findFirst().orElse("");
		return new LinkState.Connected(snapshot.seenBy() + address, snapshot.cluster());
	}

	/** News of one connection; those of an earlier one that come late are dropped. */
	private final class News implements ConnectionListener {

		private final Connection source;

		News(Connection source) {
			this.source = source;
		}

		private boolean isCurrent() {
			return connection == source;
		}

		@Override
		public void stateChanged(Connection.State state, Problem problem) {
			if (!isCurrent()) {
				return;
			}
			switch (state) {
				case CONNECTED -> source.snapshot().ifPresent(s -> store.update(d -> d.with(connected(s))));
				case DISCONNECTED -> store.update(d -> d.with(new LinkState.Lost(problem, next(d))));
				case CONNECTING, CLOSED -> {
					// said by whoever opens or closes
				}
			}
		}

		/** Whom the connection tries now: first all but the one that was lost. */
		private String next(DesktopState state) {
			String lost = state.hasSnapshot() ? state.snapshot().seenBy().toString() : "";
			List<Profile.Member> members = source.profile().members();
			return members.stream().map(Profile.Member::node).filter(n -> !n.isEmpty() && !n.equals(lost))
					.collect(Collectors.joining(", "));
		}

		@Override
		public void clusterChanged(ClusterSnapshot snapshot) {
			if (isCurrent()) {
				store.update(d -> d.with(snapshot, store.now()).with(connected(snapshot)));
				choose(store.get());
			}
		}

		/** Until somebody chooses, the first application is shown. */
		private void choose(DesktopState state) {
			Optional<ApplicationName> first = state.applications().stream().map(ApplicationStatus::name).findFirst();
			if (state.current().isEmpty() && first.isPresent()) {
				show(first.get());
			}
		}

		@Override
		public void graphChanged(ApplicationName application, ResourceGraph graph) {
			if (isCurrent()) {
				store.update(d -> application.equals(d.shown()) ? d.with(graph) : d);
			}
		}
	}
}
