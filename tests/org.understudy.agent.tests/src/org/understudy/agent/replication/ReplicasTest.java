// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.agent.replication.ReplicationEvent.Failed;
import org.understudy.agent.replication.ReplicationEvent.Held;
import org.understudy.agent.replication.ReplicationEvent.Skipped;
import org.understudy.agent.replication.Replicas.Way;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.EpochTransfer;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.core.port.Keeping;
import org.understudy.core.port.Mesh;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** Nobody waits for a slow or dead secondary; what is not wanted any more is let go of. */
class ReplicasTest {

	private static final NodeName FAST = new NodeName("fast");
	private static final NodeName SLOW = new NodeName("slow");
	private static final NodeName DEAD = new NodeName("dead");

	@TempDir
	Path dir;
	private final List<ReplicationEvent> events = new CopyOnWriteArrayList<>();
	/** Each permit lets the slow one take one epoch. */
	private final Semaphore slowly = new Semaphore(0);
	private final Map<NodeName, Integer> attempts = new ConcurrentHashMap<>();
	private volatile List<NodeName> wanted = List.of(FAST, SLOW);
	private final Replicas replicas = new Replicas(new Way(new Network(), new Transfer(), () -> Keeping.DEFAULT), this::targets, events::add);

	@AfterEach
	void close() {
		slowly.release(1000);
		replicas.close();
	}

	private Targets targets() {
		return new Targets(wanted.stream().map(n -> new NodeConfig(n, "10.0.0.1", false, NodePorts.DEFAULT, "", "")).toList(), List.of());
	}

	private final class Network implements Mesh {
		@Override
		public void serve(String service, Handler handler) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Link connect(NodeConfig peer, String service, Duration timeout) throws ProblemException {
			attempts.merge(peer.name(), 1, Integer::sum);
			if (peer.name().equals(DEAD)) {
				throw Problem.error("peer-unreachable", "nobody there", "", "").exception();
			}
			return new Link() {
				@Override
				public NodeName peer() {
					return peer.name();
				}

				@Override
				public InputStream in() {
					return peer.name().equals(SLOW) ? new Marked() : InputStream.nullInputStream();
				}

				@Override
				public OutputStream out() {
					return OutputStream.nullOutputStream();
				}

				@Override
				public void close() {
					slowly.release(peer.name().equals(SLOW) ? 1 : 0);
				}
			};
		}

		@Override
		public void close() {
			// nothing is open
		}
	}

	/** Tells the slow one's stream. */
	private static final class Marked extends InputStream {
		@Override
		public int read() {
			return -1;
		}
	}

	private final class Transfer implements EpochTransfer {
		private record Named(Label label, Duration took) implements PreparedEpoch {
		}

		@Override
		public PreparedEpoch prepare(Capture capture, Label label, byte[] meta) {
			return new Named(label, Duration.ZERO);
		}

		@Override
		public EpochShipper open(InputStream in, OutputStream out) {
			return new Shipper(in instanceof Marked);
		}
	}

	private final class Shipper implements EpochShipper {
		private final boolean slow;

		Shipper(boolean slow) {
			this.slow = slow;
		}

		@Override
		public Shipment ship(PreparedEpoch epoch, Keeping keeping) {
			if (slow) {
				slowly.acquireUninterruptibly();
			}
			return new Shipment(Bytes.of(1), Bytes.of(1), Duration.ZERO, Duration.ZERO);
		}

		@Override
		public EpochShipper over(InputStream in, OutputStream out) {
			return this;
		}

		@Override
		public long progress() {
			return System.nanoTime();
		}

		@Override
		public void close() {
			// nothing is open
		}
	}

	private Path offer(long number) throws Exception {
		Path directory = Files.createDirectory(dir.resolve("epoch" + number));
		Capture capture = new Capture(directory, directory, Instant.EPOCH, Bytes.ZERO, Bytes.ZERO, Anatomy.NONE);
		replicas.offer(new CapturedEpoch(capture, new Label(new ApplicationName("a"), new Epoch(number), new Term(1)), new byte[0], directory));
		return directory;
	}

	private void await(String what, BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, () -> what + ": " + events);
			Thread.sleep(5);
		}
	}

	private List<Long> held(NodeName node) {
		return events.stream().filter(e -> e instanceof Held h && h.node().equals(node)).map(e -> ((Held) e).epoch().number()).toList();
	}

	private List<Long> skipped(NodeName node) {
		return events.stream().filter(e -> e instanceof Skipped s && s.node().equals(node)).map(e -> ((Skipped) e).epoch().number()).toList();
	}

	@Test
	void theFastOneGetsAllAndTheSlowOneTheNewest() throws Exception {
		replicas.refresh();
		List<Path> directories = new ArrayList<>();
		for (long number = 1; number <= 6; number++) {
			assertTrue(replicas.awaitHungry(Duration.ofSeconds(30)));
			directories.add(offer(number));
			long expected = number;
			await("the fast one has " + number, () -> held(FAST).contains(expected));
			await("the slow one is at work", () -> attempts.getOrDefault(SLOW, 0) == 1);
		}
		slowly.release(2);
		await("the slow one has the newest", () -> held(SLOW).contains(6L));
		assertEquals(List.of(1L, 6L), held(SLOW));
		assertEquals(List.of(2L, 3L, 4L, 5L), skipped(SLOW));
		await("nothing is kept of what all have or skipped", () -> directories.stream().noneMatch(Files::exists));
	}

	@Test
	void whileAllAreBusyNothingIsWanted() throws Exception {
		wanted = List.of(SLOW);
		replicas.refresh();
		offer(1);
		await("it is busy", () -> attempts.getOrDefault(SLOW, 0) == 1);
		assertFalse(replicas.awaitHungry(Duration.ofMillis(200)));
		slowly.release();
		assertTrue(replicas.awaitHungry(Duration.ofSeconds(30)));
	}

	@Test
	void aDeadOneIsTriedEverMoreRarelyAndHoldsNobodyUp() throws Exception {
		wanted = List.of(DEAD, FAST);
		replicas.refresh();
		for (long number = 1; number <= 40; number++) {
			assertTrue(replicas.awaitHungry(Duration.ofSeconds(30)));
			offer(number);
			long expected = number;
			await("the fast one has " + number, () -> held(FAST).contains(expected));
		}
		await("it failed", () -> events.stream().anyMatch(e -> e instanceof Failed f && f.node().equals(DEAD)));
		assertTrue(attempts.get(DEAD) < 40, () -> "waits between attempts: " + attempts);
		wanted = List.of(DEAD);
		replicas.refresh();
		assertTrue(replicas.awaitHungry(Duration.ofSeconds(30)), "and is tried again");
	}

	@Test
	void whoIsNoTargetAnyMoreLetsGo() throws Exception {
		replicas.refresh();
		Path directory = offer(1);
		await("the fast one has it", () -> held(FAST).contains(1L));
		assertTrue(Files.exists(directory));
		wanted = List.of(FAST);
		replicas.refresh();
		await("its capture is gone", () -> !Files.exists(directory));
	}
}
