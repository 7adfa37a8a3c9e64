// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.agent.replication.ReplicationEvent.Failed;
import org.understudy.agent.replication.ReplicationEvent.Held;
import org.understudy.agent.replication.ReplicationEvent.Offered;
import org.understudy.agent.replication.ReplicationEvent.Retargeted;
import org.understudy.agent.replication.ReplicationEvent.Skipped;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.CommitPolicy;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ReplicaStatus;
import org.understudy.model.ReplicationPolicy;
import org.understudy.model.Retention;
import org.understudy.model.Term;

class ReplicationBookTest {

	private static final NodeName BETA = new NodeName("beta");
	private static final NodeName DELTA = new NodeName("delta");
	private static final Problem FULL = Problem.error("store-full", "no space", "", "");

	private final List<String> told = new ArrayList<>();

	private ReplicationBook book(CommitPolicy commit) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName("a"), List.of("/bin/true"), Map.of(), "/", "10.0.0.9/24", Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, List.of(BETA, DELTA))
				.withReplication(new ReplicationPolicy(0, commit, Retention.DEFAULT, Bytes.ZERO));
		return new ReplicationBook(spec, new ReplicationBook.Reader() {
			@Override
			public void committed(EpochRecord record, boolean first) {
				told.add((first ? "committed " : "more ") + record.epoch() + " " + record.holders() + " " + record.sent());
			}

			@Override
			public void skipped(EpochRecord record) {
				told.add("skipped " + record.epoch());
			}

			@Override
			public void abandoned(EpochRecord record, Problem why) {
				told.add("abandoned " + record.epoch() + " " + why.code());
			}
		});
	}

	private static Retargeted targets(List<NodeName> chosen, List<NodeName> absent) {
		return new Retargeted(new Targets(chosen.stream().map(n -> new NodeConfig(n, "10.0.0.1", false, NodePorts.DEFAULT, "", "")).toList(),
				absent));
	}

	private static Offered offered(long epoch, NodeName... to) {
		return new Offered(new EpochRecord(new Epoch(epoch), new Term(1), Instant.ofEpochSecond(epoch), EpochRecord.State.CAPTURED, Anatomy.NONE,
				Bytes.ZERO, Bytes.ZERO, Bytes.ZERO, ""), List.of(to));
	}

	private static Held held(NodeName node, long epoch) {
		return new Held(node, new Epoch(epoch), Duration.ZERO, new Shipment(Bytes.of(10), Bytes.of(10), Duration.ZERO, Duration.ZERO));
	}

	@Test
	void aSlowSecondaryDoesNotKeepTheOtherFromCommitting() {
		ReplicationBook book = book(CommitPolicy.ANY);
		book.enter(targets(List.of(BETA, DELTA), List.of()));
		for (int epoch = 1; epoch <= 4; epoch++) {
			book.enter(offered(epoch, BETA, DELTA));
			if (epoch > 2) {
				book.enter(new Skipped(DELTA, new Epoch(epoch - 1)));
			}
			book.enter(held(BETA, epoch));
		}
		book.enter(held(DELTA, 1));
		assertTrue(told.containsAll(List.of("committed 1 [beta] 10 B", "committed 4 [beta] 10 B", "more 1 [beta, delta] 20 B")), told::toString);
		ReplicaStatus beta = book.replicas().getFirst();
		ReplicaStatus delta = book.replicas().getLast();
		assertEquals(ReplicaStatus.State.IN_STEP, beta.state());
		assertEquals(ReplicaStatus.State.CATCHING_UP, delta.state());
		assertEquals(3, delta.behind());
		assertEquals(2, delta.skipped());
		assertEquals(Bytes.of(40), beta.sent());
	}

	@Test
	void withAllBothMustHaveIt() {
		ReplicationBook book = book(CommitPolicy.ALL);
		book.enter(targets(List.of(BETA, DELTA), List.of()));
		book.enter(offered(1, BETA, DELTA));
		book.enter(held(BETA, 1));
		assertEquals(List.of(), told);
		book.enter(held(DELTA, 1));
		assertEquals(List.of("committed 1 [beta, delta] 20 B"), told);
		book.enter(targets(List.of(BETA), List.of(DELTA)));
		book.enter(offered(2, BETA));
		book.enter(held(BETA, 2));
		assertEquals(List.of("committed 1 [beta, delta] 20 B", "abandoned 2 too-few-secondaries"), told);
		assertEquals(ReplicaStatus.State.ABSENT, book.replicas().getLast().state());
	}

	@Test
	void aSecondaryThatLeavesAnswersNoMore() {
		ReplicationBook book = book(CommitPolicy.ANY);
		book.enter(targets(List.of(BETA), List.of()));
		book.enter(offered(1, BETA));
		book.enter(targets(List.of(DELTA), List.of(BETA)));
		assertEquals(List.of("abandoned 1 too-few-secondaries"), told);
	}

	@Test
	void aProblemStaysUntilTheNextSuccess() {
		ReplicationBook book = book(CommitPolicy.ANY);
		book.enter(targets(List.of(BETA), List.of()));
		book.enter(offered(1, BETA));
		book.enter(new Failed(BETA, new Epoch(1), FULL));
		assertEquals(List.of("abandoned 1 store-full"), told);
		assertEquals(List.of(FULL), book.replicas().getFirst().problems());
		assertEquals(ReplicaStatus.State.FAILING, book.replicas().getFirst().state());
		book.enter(offered(2, BETA));
		book.enter(held(BETA, 2));
		assertEquals(ReplicaStatus.State.IN_STEP, book.replicas().getFirst().state());
	}
}
