// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.agent.replication.ReplicationEvent;
import org.understudy.agent.replication.ReplicationEvent.Failed;
import org.understudy.agent.replication.ReplicationEvent.Held;
import org.understudy.agent.replication.ReplicationEvent.Offered;
import org.understudy.agent.replication.ReplicationEvent.Retargeted;
import org.understudy.agent.replication.ReplicationEvent.Skipped;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.replication.EpochTally;
import org.understudy.core.replication.EpochTally.Verdict;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ReplicaStatus;

/** What becomes of the epochs at the secondaries, and what that makes of each. All on the loop. */
final class ReplicationBook {

	/** Whom the book tells, at once. */
	interface Reader {
		/** Enough secondaries have it; told once, and again with each further holder. */
		void committed(EpochRecord record, boolean first);

		/** A newer one takes its place. */
		void skipped(EpochRecord record);

		void abandoned(EpochRecord record, Problem why);
	}

	/** An epoch whose answers still come. */
	private record Entry(EpochTally tally, EpochRecord record, long sequence, Verdict told) {
	}

	/** What is known of one secondary. */
	private record Replica(Epoch held, Instant heldAt, long sequence, long skipped, Bytes sent, List<Problem> problems) {

		static final Replica NEW = new Replica(Epoch.NONE, Instant.EPOCH, 0, 0, Bytes.ZERO, List.of());
	}

	private final ApplicationSpec spec;
	private final Reader reader;
	private final Map<Epoch, Entry> entries = new LinkedHashMap<>();
	private final Map<NodeName, Replica> replicas = new LinkedHashMap<>();
	private Set<NodeName> absent = Set.of();
	private long offered;

	ReplicationBook(ApplicationSpec spec, Reader reader) {
		this.spec = spec;
		this.reader = reader;
	}

	void enter(ReplicationEvent event) {
		switch (event) {
			case Retargeted now -> retarget(now);
			case Offered offer -> offer(offer);
			case Held held -> hold(held);
			case Skipped skipped -> skip(skipped.node(), skipped.epoch());
			case Failed failed -> fail(failed);
		}
	}

	/** Of who is no target any more, no answer comes. */
	private void retarget(Retargeted now) {
		absent = Set.copyOf(now.targets().absent());
		Set<NodeName> chosen = now.targets().names();
		replicas.keySet().removeIf(node -> !chosen.contains(node) && !absent.contains(node));
		chosen.forEach(node -> replicas.putIfAbsent(node, Replica.NEW));
		absent.forEach(node -> replicas.putIfAbsent(node, Replica.NEW));
		for (Entry entry : List.copyOf(entries.values())) {
			for (NodeName node : entry.tally().open()) {
				if (!chosen.contains(node)) {
					judge(entry, entry.tally().fails(node), entry.record(), null);
				}
			}
		}
	}

	private void offer(Offered offer) {
		offered++;
		EpochTally tally = EpochTally.offered(offer.record().epoch(), Set.copyOf(offer.to()));
		judge(new Entry(tally, offer.record(), offered, Verdict.OPEN), tally, offer.record(), null);
	}

	private void hold(Held held) {
		Entry entry = entries.get(held.epoch());
		Replica before = replicas.getOrDefault(held.node(), Replica.NEW);
		Shipment shipment = held.shipment();
		Bytes sent = before.sent().plus(shipment.sent());
		if (entry == null) {
			return;
		}
		replicas.put(held.node(), new Replica(held.epoch(), entry.record().capturedAt(), entry.sequence(), before.skipped(), sent, List.of()));
		EpochTally tally = entry.tally().holds(held.node());
		EpochRecord record = entry.record();
		// what counts for an epoch is the holder that commits it; those after it cost the application nothing
		record = entry.told() == Verdict.OPEN ? record.withTransfer(held.cut(), shipment.ship(), shipment.commit()) : record;
		judge(entry, tally, record.heldBy(tally.held(), record.sent().plus(shipment.sent())), null);
	}

	private void skip(NodeName node, Epoch epoch) {
		Entry entry = entries.get(epoch);
		replicas.computeIfPresent(node, (_, r) -> new Replica(r.held(), r.heldAt(), r.sequence(), r.skipped() + 1, r.sent(), r.problems()));
		if (entry != null) {
			judge(entry, entry.tally().skips(node), entry.record(), null);
		}
	}

	private void fail(Failed failed) {
		Entry entry = entries.get(failed.epoch());
		replicas.computeIfPresent(failed.node(),
				(_, r) -> new Replica(r.held(), r.heldAt(), r.sequence(), r.skipped(), r.sent(), List.of(failed.why())));
		if (entry != null) {
			judge(entry, entry.tally().fails(failed.node()), entry.record(), failed.why());
		}
	}

	private void judge(Entry before, EpochTally tally, EpochRecord record, Problem why) {
		Verdict verdict = tally.verdict(spec.replication().commit(), wanted());
		EpochRecord told = record.withState(state(verdict), why == null ? "" : why.summary());
		if (tally.open().isEmpty()) {
			entries.remove(tally.epoch());
		} else {
			entries.put(tally.epoch(), new Entry(tally, record, before.sequence(), verdict));
		}
		boolean first = verdict != before.told();
		switch (verdict) {
			case OPEN -> { }
			case COMMITTED -> reader.committed(told, first);
			case SKIPPED -> tell(first, () -> reader.skipped(told));
			case ABANDONED -> tell(first, () -> reader.abandoned(told, why == null ? tooFew(tally) : why));
		}
	}

	private static void tell(boolean first, Runnable what) {
		if (first) {
			what.run();
		}
	}

	private static State state(Verdict verdict) {
		return switch (verdict) {
			case OPEN -> State.SHIPPING;
			case COMMITTED -> State.COMMITTED;
			case SKIPPED -> State.SKIPPED;
			case ABANDONED -> State.ABANDONED;
		};
	}

	private int wanted() {
		return spec.replication().wanted(spec.secondaries().size());
	}

	private Problem tooFew(EpochTally tally) {
		return Problem.warning("too-few-secondaries",
				"Epoch %s of %s was not committed: %d secondaries are needed.".formatted(tally.epoch(), spec.name(),
						spec.replication().commit().needed(wanted())),
				"It is on " + (tally.held().isEmpty() ? "none" : tally.held()) + "; away: " + (absent.isEmpty() ? "none" : absent) + ".",
				"Bring the missing secondary back, or let fewer commit: --commit any");
	}

	List<ReplicaStatus> replicas() {
		List<ReplicaStatus> all = new ArrayList<>();
		replicas.forEach((node, r) -> all.add(new ReplicaStatus(node, state(node, r), r.held(), r.heldAt(), offered - r.sequence(),
				r.skipped(), r.sent(), r.problems())));
		return all;
	}

	private ReplicaStatus.State state(NodeName node, Replica replica) {
		if (absent.contains(node)) {
			return ReplicaStatus.State.ABSENT;
		} else if (!replica.problems().isEmpty()) {
			return ReplicaStatus.State.FAILING;
		}
		// the one before the newest is on its way
		return replica.held().isNone() || offered - replica.sequence() > 2 ? ReplicaStatus.State.CATCHING_UP : ReplicaStatus.State.IN_STEP;
	}
}
