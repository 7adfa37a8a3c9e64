// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.core.decision.ClusterView.Contact;
import org.understudy.core.decision.ClusterView.Primary;
import org.understudy.model.CandidateScore;
import org.understudy.model.TakeoverPolicy;

/**
 * Decides what a node does about an application now: the primary for what runs on it, every other node for what it could take over.
 * A pure function of what is known; it may be wrong about the others, for the lease keeps two from running at once whatever is
 * decided here.
 */
public final class TakeoverRules {

	/** A node that says nothing for so long is lost. Eight heartbeats: a busy host is late with some. */
	public static final Duration SILENT = Duration.ofMillis(2000);
	/** A connection that the other end closed may come back, the agent may have been restarted: not for longer than this. */
	public static final Duration SEVERED = Duration.ofMillis(500);
	/** A primary that is heard and stands still for so long does not get its lease back. */
	public static final Duration FROZEN = Duration.ofSeconds(6);
	/** So long a better candidate is given before the next one tries. */
	public static final Duration TURN = Duration.ofSeconds(5);
	/** So long the holder of a newer committed epoch is waited for. */
	public static final Duration HOLDER = Duration.ofSeconds(3);

	private TakeoverRules() {
	}

	/** @param now by the monotonic clock of the views */
	public static Ruling decide(ClusterView cluster, LocalView local, long now) {
		List<CandidateScore> candidates = Candidates.rank(cluster.spec(), cluster.replicas());
		List<String> reasons = new ArrayList<>();
		Decision decision = local.running().isPresent()
				? new PrimarySide(cluster, candidates, reasons).decide(local.running().get(), now)
				: new OtherSide(cluster, local, candidates, reasons).decide(now);
		var faults = local.running().map(LocalView.Running::faults).orElse(cluster.primary().faults());
		return new Ruling(decision, reasons, candidates, faults);
	}

	static long within(List<Long> times, TakeoverPolicy policy, long now) {
		return times.stream().filter(at -> now - at < policy.window().toNanos()).count();
	}

	static String inWords(Duration time) {
		return time.toMillis() < 10_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
	}

	/** The node that does not run it. */
	private record OtherSide(ClusterView cluster, LocalView local, List<CandidateScore> candidates, List<String> reasons) {

		Decision decide(long now) {
			Primary primary = cluster.primary();
			Optional<Loss> loss = loss(primary, now);
			if (loss.isEmpty()) {
				return calm(primary, now);
			}
			reasons.add(loss.get().why());
			if (primary.contact().heardBy().isEmpty() || heard(primary.contact(), now)) {
				return lost(primary, loss.get(), now);
			}
			String who = String.join(", ", primary.contact().heardBy().stream().map(Object::toString).toList());
			reasons.add(who + " still hears " + primary.node());
			return new Decision.Wait("%s is not heard here, but %s hears it: the link between it and %s is cut".formatted(primary.node(), who,
					local.self()));
		}

		private record Loss(String why, long since) {
		}

		/** Why the application needs another node; empty while it does not. */
		private static Optional<Loss> loss(Primary primary, long now) {
			Contact contact = primary.contact();
			if (primary.situation() == ClusterView.Situation.ENDED) {
				return Optional.empty();
			}
			if (heard(contact, now)) {
				return switch (primary.situation()) {
					case HANDED_OVER -> Optional.of(new Loss(primary.node() + " gave it up"
							+ (primary.faults().isEmpty() ? "" : ": " + primary.faults().getLast().what()), primary.since()));
					case LOST -> Optional.of(new Loss("nothing of it is left on " + primary.node(), primary.since()));
					case FROZEN -> now - primary.since() > FROZEN.toNanos()
							? Optional.of(new Loss(primary.node() + " has it frozen and does not get its lease back", primary.since()))
							: Optional.empty();
					case RUNNING, RESTARTING, DOWN, ENDED -> Optional.empty();
				};
			}
			if (contact.severed()) {
				return Optional.of(new Loss("the connection of " + primary.node() + " was closed by its host " + age(contact.at(), now)
						+ " ago: its agent died", contact.at()));
			}
			return Optional.of(new Loss("%s has said nothing for %s (silent after %s): its host or the network to it is lost".formatted(
					primary.node(), age(contact.heardAt(), now), inWords(SILENT)), contact.heardAt()));
		}

		/** A closed connection counts when none has taken its place. */
		private static boolean heard(Contact contact, long now) {
			boolean closed = contact.severed() && now - contact.at() > SEVERED.toNanos();
			return !closed && now - contact.heardAt() <= SILENT.toNanos();
		}

		private static String age(long since, long now) {
			return inWords(Duration.ofNanos(now - since));
		}

		private Decision calm(Primary primary, long now) {
			return switch (primary.situation()) {
				case ENDED -> new Decision.Stay("it was stopped on " + primary.node() + " by order");
				case DOWN -> new Decision.Leave("it is down on %s, which keeps it".formatted(primary.node()));
				case FROZEN -> new Decision.Wait("%s has it frozen for %s, and may get its lease back".formatted(primary.node(),
						age(primary.since(), now)));
				case RESTARTING -> new Decision.Wait(primary.node() + " restarts it in place");
				case RUNNING, HANDED_OVER, LOST -> new Decision.Stay("it runs on %s, which was heard %s ago".formatted(primary.node(),
						age(primary.contact().heardAt(), now)));
			};
		}

		private Decision lost(Primary primary, Loss loss, long now) {
			Optional<Decision> held = held(now);
			if (held.isPresent()) {
				return held.get();
			}
			Optional<CandidateScore> best = candidates.stream().filter(c -> !c.isBlocked()).findFirst();
			if (best.isEmpty()) {
				return new Decision.Blocked("no node can take it over: " + blockers());
			}
			if (best.get().epoch().compareTo(primary.committed()) < 0) {
				return older(best.get(), primary, loss, now);
			}
			return choose(best.get(), primary, loss, now);
		}

		private Optional<Decision> held(long now) {
			TakeoverPolicy policy = cluster.spec().takeover();
			if (cluster.rails().maintenance().isPresent()) {
				reasons.add("maintenance: " + cluster.rails().maintenance().get());
				return Optional.of(new Decision.Leave("it is left alone during maintenance: " + cluster.rails().maintenance().get()));
			}
			if (policy.style() == TakeoverPolicy.Style.MANUAL) {
				reasons.add("the policy is manual");
				return Optional.of(new Decision.Leave("an administrator must order the takeover: its policy is manual"));
			}
			if (local.busy().isPresent()) {
				return Optional.of(new Decision.Wait(local.busy().get()));
			}
			if (cluster.rails().underway().isPresent()) {
				return Optional.of(new Decision.Wait(cluster.rails().underway().get() + " is taking it over"));
			}
			if (!cluster.voters().majority()) {
				return Optional.of(new Decision.Wait("only %d of %d voters are heard: no majority can grant the right to run it".formatted(
						cluster.voters().heard(), cluster.voters().all())));
			}
			return policy.style() == TakeoverPolicy.Style.ASK ? Optional.of(new Decision.Ask("its policy is to ask: confirm the takeover"))
					: flapping(policy, now);
		}

		private Optional<Decision> flapping(TakeoverPolicy policy, long now) {
			long seen = within(cluster.rails().takeovers(), policy, now);
			if (seen < policy.takeovers()) {
				return Optional.empty();
			}
			reasons.add("flapping guard: %d takeovers within %s".formatted(seen, inWords(policy.window())));
			return Optional.of(new Decision.Ask("it was taken over %d times within %s: moving it again may not help".formatted(seen,
					inWords(policy.window()))));
		}

		/** Invariant 2: a committed epoch is not given up while its holder may come back. */
		private Decision older(CandidateScore best, Primary primary, Loss loss, long now) {
			String why = "epoch %s was committed, but the best candidate, %s, holds only epoch %s".formatted(primary.committed(), best.node(),
					best.epoch());
			reasons.add(why);
			return now - loss.since() < SILENT.plus(HOLDER).toNanos() ? new Decision.Wait(why + "; its holder may answer yet")
					: new Decision.Ask(why + ": a takeover would lose what came after");
		}

		private Decision choose(CandidateScore best, Primary primary, Loss loss, long now) {
			TakeoverPolicy policy = cluster.spec().takeover();
			CandidateScore own = candidates.stream().filter(c -> c.node().equals(local.self())).findFirst().orElse(best);
			if (own.isBlocked()) {
				return new Decision.Stay(best.node() + " takes it over; this node cannot: " + String.join("; ", own.blockers()));
			}
			if (!policy.mostLoss().isZero() && own.lag().compareTo(policy.mostLoss()) > 0) {
				return new Decision.Ask("its newest epoch here is %s old; at most %s may be lost by itself".formatted(inWords(own.lag()),
						inWords(policy.mostLoss())));
			}
			if (own.rank() > 1 && now - loss.since() < SILENT.toNanos() + TURN.toNanos() * (own.rank() - 1)) {
				reasons.add("%s is the better candidate: epoch %s there, %s here".formatted(best.node(), best.epoch(), own.epoch()));
				return new Decision.Wait("%s is the better candidate and takes it over".formatted(best.node()));
			}
			reasons.add("%s is candidate %d of %d: epoch %s, wanted as secondary %d".formatted(own.node(), own.rank(),
					candidates.stream().filter(c -> !c.isBlocked()).count(), own.epoch(), own.preference()));
			return new Decision.TakeOver(primary.node(), loss.why());
		}

		private String blockers() {
			return candidates.isEmpty() ? "there is no other node"
					: String.join("; ", candidates.stream().map(c -> c.node() + " " + String.join(", ", c.blockers())).toList());
		}
	}
}
