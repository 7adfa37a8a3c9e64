// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.agent.Journal;
import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Services;
import org.understudy.agent.takeover.Outlook.Surroundings;
import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.Decision;
import org.understudy.core.decision.LocalView;
import org.understudy.core.decision.Ruling;
import org.understudy.core.decision.TakeoverRules;
import org.understudy.model.ApplicationName;
import org.understudy.model.Assessment;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/**
 * Decides twenty times a second, and whenever something changed, what this node must do about each application that any node runs,
 * and does it. Journals a decision when it changes. State on the loop; {@link #why} from any thread.
 */
public final class TakeoverWatch {

	private static final System.Logger LOG = System.getLogger(TakeoverWatch.class.getName());
	private static final Duration TICK = Duration.ofMillis(50);
	private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
	private static final int MOST_DOUBLINGS = 5;

	private final Services services;
	private final Guards guards;
	private final Beats beats;
	private final Pulses pulses;
	private final Takeovers takeovers;
	private final Outlook outlook;
	private final Map<ApplicationName, Assessment> assessments = new ConcurrentHashMap<>();
	private final Map<ApplicationName, Attempt> attempts = new HashMap<>();

	/** Starts and follows takeovers of this node. */
	public interface Takeovers {

		/** Starts one; on a thread that may block. */
		void start(ClusterView view, Ruling why) throws ProblemException;

		/** A run of the application that is under way here, in words. */
		Optional<String> busy(ApplicationName application);
	}

	private record Attempt(int number, long at) {

		boolean paused(long now) {
			return now - at < FIRST_PAUSE.toNanos() << Math.min(number - 1, MOST_DOUBLINGS);
		}
	}

	public TakeoverWatch(Services services, Guards guards, Beats beats, Pulses pulses, Takeovers takeovers) {
		this.services = services;
		this.guards = guards;
		this.beats = beats;
		this.pulses = pulses;
		this.takeovers = takeovers;
		this.outlook = new Outlook(services.self());
		services.state().loop().every(TICK, this::tick);
	}

	/** Something changed elsewhere: decide now. Any thread. */
	public void look() {
		services.state().loop().post(this::tick);
	}

	/** Something changed here: decide now, and tell the others. Any thread. */
	public void alarm() {
		look();
		services.state().loop().post(beats::nudge);
	}

	/** What this node decided last. Any thread. */
	public Optional<Assessment> why(ApplicationName application) {
		return Optional.ofNullable(assessments.get(application));
	}

	private void tick() {
		Map<NodeName, Beats.Heard> others = beats.heard();
		pulses.heard(others);
		Pulse own = pulses.refresh();
		others.values().stream().filter(h -> h.severed().isEmpty()).forEach(h -> outlook.learn(h.pulse(), h.at()));
		outlook.learn(own, System.nanoTime());
		Surroundings around = new Surroundings(others, own, pulses.maintenance());
		for (ApplicationName application : outlook.applications()) {
			decide(application, around);
		}
		assessments.keySet().retainAll(Set.copyOf(outlook.applications()));
		guards.lost().stream().filter(l -> outlook.told(l.spec().name()).filter(t -> t.term().compareTo(l.term()) > 0).isPresent())
				.map(l -> l.spec().name()).forEach(name -> services.state().loop().effect("forget " + name, () -> guards.forgetLost(name),
						e -> LOG.log(Level.WARNING, e.problem().summary(), e)));
	}

	private void decide(ApplicationName application, Surroundings around) {
		long now = System.nanoTime();
		ClusterView view = outlook.view(application, services.cluster().get(), around, now);
		Optional<ApplicationGuard> guard = guards.find(application);
		if (guard.filter(ApplicationGuard::gaveUp).isPresent() && view.primary().term().compareTo(guard.get().term()) > 0) {
			// It renews no lease that would tell it so, and would stay for ever.
			guard.get().end("it runs on %s under term %s now".formatted(view.primary().node(), view.primary().term()));
			return;
		}
		LocalView local = new LocalView(services.self(), guard.flatMap(ApplicationGuard::local), takeovers.busy(application));
		Ruling ruling = TakeoverRules.decide(view, local, now);
		note(application, ruling);
		act(view, guard, ruling, now);
	}

	/** The text of a decision may count seconds: only another decision is news. */
	private void note(ApplicationName application, Ruling ruling) {
		Assessment before = assessments.get(application);
		boolean news = before == null || !before.decision().equals(ruling.decision().word());
		Instant since = news ? services.state().clock().instant() : before.at();
		assessments.put(application, ruling.assessment(application, services.self(), since));
		if (news) {
			journal(application, ruling);
		}
	}

	private void journal(ApplicationName application, Ruling ruling) {
		Optional<Severity> severity = switch (ruling.decision()) {
			case Decision.Stay _, Decision.Wait _ -> Optional.empty();
			case Decision.Restart _, Decision.HandOver _, Decision.TakeOver _, Decision.Leave _ -> Optional.of(Severity.WARNING);
			case Decision.Ask _, Decision.Blocked _ -> Optional.of(Severity.ERROR);
		};
		String reasons = ruling.reasons().isEmpty() ? "" : " (" + String.join("; ", ruling.reasons()) + ")";
		severity.ifPresent(s -> services.state().journal().add(s, Journal.SELF, application.value(), "decided-" + ruling.decision().word(),
				"%s: %s%s".formatted(application, ruling.decision().why(), reasons)));
	}

	private void act(ClusterView view, Optional<ApplicationGuard> guard, Ruling ruling, long now) {
		String confirm = "Order it: understudy failover " + view.spec().name() + " --reason …";
		switch (ruling.decision()) {
			case Decision.Stay _ -> attempts.remove(view.spec().name());
			case Decision.Wait _ -> LOG.log(Level.TRACE, ruling.decision().why());
			case Decision.Restart restart -> guard.ifPresent(g -> g.restart(restart.attempt(), restart.why()));
			case Decision.HandOver over -> guard.ifPresent(g -> g.handOver(over.why()));
			case Decision.TakeOver _ -> takeOver(view, ruling, now);
			case Decision.Ask ask -> guard.ifPresent(g -> g.stayDown(ask.why(), confirm));
			case Decision.Leave leave -> guard.ifPresent(g -> g.stayDown(leave.why(), confirm));
			case Decision.Blocked blocked -> guard.ifPresent(g -> g.stayDown(blocked.why(), "Bring back another node."));
		}
	}

	private void takeOver(ClusterView view, Ruling ruling, long now) {
		ApplicationName name = view.spec().name();
		Attempt before = attempts.get(name);
		if (before != null && before.paused(now)) {
			return;
		}
		attempts.put(name, new Attempt(before == null ? 1 : before.number() + 1, now));
		services.state().loop().effect("take over " + name, () -> takeovers.start(view, ruling),
				e -> services.state().journal().add(Severity.ERROR, Journal.SELF, name.value(), "takeover-not-started", e.problem().summary()));
	}

	/** An application that is protected no more. */
	public void forget(ApplicationName application) {
		services.state().loop().post(() -> outlook.forget(application));
	}
}
