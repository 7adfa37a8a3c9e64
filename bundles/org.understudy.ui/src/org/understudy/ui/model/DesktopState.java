// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeState;
import org.understudy.model.Run;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.Preflight;

/**
 * Everything that the window shows, at one moment; immutable. Every view is a function of it.
 *
 * @param link       the connection
 * @param snapshot   the last one that came; stays while the connection is lost; null when none came yet
 * @param shown      the application whose graph is watched, or null
 * @param graph      its graph; empty when not known yet
 * @param receivedAt when the snapshot came, in nanoseconds of the monotonic clock
 * @param preflights what was found of each application that was looked at, for each secondary
 */
public record DesktopState(LinkState link, ClusterSnapshot snapshot, ApplicationName shown, ResourceGraph graph, long receivedAt,
		Map<ApplicationName, List<Preflight>> preflights) {

	public static final DesktopState START = new DesktopState(new LinkState.Offline(), null, null, ResourceGraph.EMPTY, 0, Map.of());

	public DesktopState {
		Objects.requireNonNull(link);
		Objects.requireNonNull(graph);
		preflights = Map.copyOf(preflights);
	}

	public DesktopState with(LinkState newLink) {
		return new DesktopState(newLink, snapshot, shown, graph, receivedAt, preflights);
	}

	public DesktopState with(ClusterSnapshot newSnapshot, long now) {
		return new DesktopState(link, newSnapshot, shown, graph, now, preflights);
	}

	/** Another application; its graph is not known yet. */
	public DesktopState showing(ApplicationName application) {
		return Objects.equals(application, shown) ? this : new DesktopState(link, snapshot, application, ResourceGraph.EMPTY, receivedAt, preflights);
	}

	public DesktopState with(ResourceGraph newGraph) {
		return new DesktopState(link, snapshot, shown, newGraph, receivedAt, preflights);
	}

	/** What a preflight of an application found. */
	public DesktopState with(ApplicationName application, List<Preflight> found) {
		Map<ApplicationName, List<Preflight>> all = new HashMap<>(preflights);
		all.put(application, found);
		return new DesktopState(link, snapshot, shown, graph, receivedAt, all);
	}

	public boolean hasSnapshot() {
		return snapshot != null;
	}

	public List<NodeInfo> nodes() {
		return hasSnapshot() ? snapshot.nodes() : List.of();
	}

	public List<ApplicationStatus> applications() {
		return hasSnapshot() ? snapshot.applications() : List.of();
	}

	/** Newest first. */
	public List<Run> runs() {
		return hasSnapshot() ? snapshot.runs() : List.of();
	}

	public Optional<ApplicationStatus> application(ApplicationName name) {
		return applications().stream().filter(a -> a.name().equals(name)).findFirst();
	}

	/** The status of the application that is shown. */
	public Optional<ApplicationStatus> current() {
		return application(shown);
	}

	/** Nodes that answer and may run applications. */
	public List<NodeInfo> hosts() {
		return nodes().stream().filter(n -> n.state() == NodeState.ALIVE && !n.config().witness()).toList();
	}

	/** How old the snapshot is: it is not news any more when this exceeds a few seconds. */
	public Duration age(long now) {
		return Duration.ofNanos(Math.max(0, now - receivedAt));
	}
}
