// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.understudy.agent.takeover.Beats.Heard;
import org.understudy.agent.takeover.Pulse.Held;
import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.ClusterView.Contact;
import org.understudy.core.decision.ClusterView.Primary;
import org.understudy.core.decision.ClusterView.Rails;
import org.understudy.core.decision.ClusterView.Replica;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.ClusterView.Voters;
import org.understudy.core.decision.TakeoverRules;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Epoch;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * Remembers what the heartbeats told of each application, and makes of it the views that decisions are taken on. It holds state but
 * no thread, clock or I/O: times are nanoseconds of this node's monotonic clock. Not thread-safe: the loop owns it.
 */
public final class Outlook {

	private static final Duration OTHERS = Duration.ofSeconds(1);
	private static final int KEPT_TAKEOVERS = 16;

	private final NodeName self;
	private final Map<ApplicationName, Known> known = new HashMap<>();

	/** What is remembered of an application's primary. */
	private static final class Known {
		private NodeName node;
		private String incarnation;
		private Pulse.Running told;
		private Situation situation;
		private long since;
		private final List<Long> takeovers = new ArrayList<>();
	}

	public Outlook(NodeName self) {
		this.self = self;
	}

	/** This node's own pulse counts like those of the others. */
	public void learn(Pulse pulse, long at) {
		for (Pulse.Running running : pulse.running()) {
			learn(pulse, running, at);
		}
		Set<ApplicationName> listed = new HashSet<>();
		pulse.running().forEach(r -> listed.add(r.spec().name()));
		known.forEach((name, it) -> {
			if (it.node.equals(pulse.node()) && !listed.contains(name) && it.situation != Situation.ENDED) {
				// The agent that ran it says that it does not any more: by order. A new agent knows nothing of orders: its host lost it.
				change(it, it.incarnation.equals(pulse.incarnation()) ? Situation.ENDED : Situation.LOST, at);
			}
		});
	}

	private void learn(Pulse pulse, Pulse.Running running, long at) {
		Known it = known.computeIfAbsent(running.spec().name(), _ -> new Known());
		boolean older = it.told != null && running.term().compareTo(it.told.term()) < 0;
		if (older) {
			return;
		}
		boolean moved = it.node != null && !it.node.equals(pulse.node());
		if (moved && it.situation != Situation.ENDED && running.term().compareTo(it.told.term()) > 0) {
			it.takeovers.add(at);
			if (it.takeovers.size() > KEPT_TAKEOVERS) {
				it.takeovers.removeFirst();
			}
		}
		it.node = pulse.node();
		it.incarnation = pulse.incarnation();
		it.told = running;
		if (it.situation != running.situation() || moved) {
			change(it, running.situation(), at - TimeUnit.MILLISECONDS.toNanos(running.sinceMillis()));
		}
	}

	private static void change(Known it, Situation situation, long since) {
		it.situation = situation;
		it.since = since;
	}

	/** The applications that any node runs or ran. */
	public List<ApplicationName> applications() {
		return known.keySet().stream().sorted().toList();
	}

	/** Nobody decides on it any more. */
	public void forget(ApplicationName application) {
		known.remove(application);
	}

	/** What a node told last of an application that it runs. */
	public Optional<Pulse.Running> told(ApplicationName application) {
		return Optional.ofNullable(known.get(application)).map(k -> k.told);
	}

	/**
	 * The view on one of {@link #applications()}.
	 *
	 * @param others      what was heard of the other nodes
	 * @param own         this node's pulse
	 * @param maintenance why an application is to be left alone; null for none
	 */
	public ClusterView view(ApplicationName application, ClusterConfig cluster, Surroundings around, long now) {
		Known it = known.get(application);
		Primary primary = new Primary(it.node, it.told.term(), it.situation, it.since, contact(it.node, around, now), it.told.committed(),
				it.told.faults());
		Optional<NodeName> underway = around.others().entrySet().stream()
				.filter(e -> hears(e.getValue(), now) && e.getValue().pulse().underway().contains(application)).map(Map.Entry::getKey).findFirst();
		long heard = cluster.nodes().stream().filter(n -> n.name().equals(self) || hears(around.others().get(n.name()), now)).count();
		return new ClusterView(it.told.spec(), primary, replicas(it, cluster, around, now),
				new Voters(cluster.nodes().size(), (int) heard), new Rails(around.maintenance().apply(application), it.takeovers, underway));
	}

	/**
	 * What there is besides the application.
	 *
	 * @param others      what was heard of the other nodes
	 * @param own         this node's pulse
	 * @param maintenance why an application is to be left alone; empty when it is not
	 */
	public record Surroundings(Map<NodeName, Heard> others, Pulse own, Function<ApplicationName, Optional<String>> maintenance) {

		private Optional<Pulse> pulse(NodeName node) {
			return node.equals(own.node()) ? Optional.of(own) : Optional.ofNullable(others.get(node)).map(Heard::pulse);
		}
	}

	private Contact contact(NodeName node, Surroundings around, long now) {
		Heard heard = around.others().get(node);
		if (node.equals(self) || heard == null) {
			return Contact.heard(now);
		}
		List<NodeName> by = around.others().entrySet().stream().filter(e -> !e.getKey().equals(node) && hears(e.getValue(), now))
				.filter(e -> hearing(e.getValue(), node, now)).map(Map.Entry::getKey).sorted().toList();
		return new Contact(heard.at(), heard.severed().isPresent(), heard.severed().orElse(0L), by);
	}

	private static boolean hears(Heard heard, long now) {
		return heard != null && heard.severed().isEmpty() && now - heard.at() < TakeoverRules.SILENT.toNanos();
	}

	private static boolean hearing(Heard witness, NodeName node, long now) {
		Long ago = witness.pulse().heard().get(node);
		return ago != null && TimeUnit.MILLISECONDS.toNanos(ago) + now - witness.at() < OTHERS.toNanos();
	}

	private List<Replica> replicas(Known it, ClusterConfig cluster, Surroundings around, long now) {
		Map<NodeName, Held> held = new HashMap<>();
		for (NodeConfig node : cluster.nodes()) {
			around.pulse(node.name()).flatMap(p -> p.held().stream().filter(h -> h.application().equals(it.told.spec().name())).findFirst())
					.ifPresent(h -> held.put(node.name(), h));
		}
		Instant newest = held.values().stream().map(Held::capturedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
		List<Replica> replicas = new ArrayList<>();
		for (NodeConfig node : cluster.nodes()) {
			if (!node.name().equals(it.node) || it.situation == Situation.LOST) {
				boolean heard = node.name().equals(self) || hears(around.others().get(node.name()), now);
				replicas.add(replica(node, Optional.ofNullable(held.get(node.name())), around.pulse(node.name()), heard, newest));
			}
		}
		return replicas;
	}

	private static Replica replica(NodeConfig node, Optional<Held> held, Optional<Pulse> pulse, boolean heard, Instant newest) {
		return new Replica(node.name(), node.witness(), heard, held.map(Held::epoch).orElse(Epoch.NONE), held.map(Held::term).orElse(Term.NONE),
				held.map(h -> Duration.between(h.capturedAt(), newest)).orElse(Duration.ZERO), pulse.map(Pulse::free).orElse(Bytes.ZERO),
				held.map(Held::size).orElse(Bytes.ZERO), pulse.map(Pulse::unable).orElse(List.of()));
	}
}
