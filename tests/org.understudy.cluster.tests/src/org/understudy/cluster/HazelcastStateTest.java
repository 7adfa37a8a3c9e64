// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.core.port.LiveState.Subscription;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;

@Timeout(90)
class HazelcastStateTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final NodeConfig alpha = Nodes.node("alpha", "");
	private final NodeConfig beta = Nodes.node("beta", "");
	private final NodeConfig gamma = Nodes.node("gamma", "");
	private final List<HazelcastState> members = new ArrayList<>();

	@AfterEach
	void close() {
		members.forEach(HazelcastState::close);
	}

	@Test
	void aNodeStartsAloneAndOthersThatItDoesNotKnowYetJoinIt() throws Exception {
		ClusterConfig one = new ClusterConfig("test-" + alpha.ports().membership(), 1, List.of(alpha));
		HazelcastState first = member(one, alpha);
		assertEquals(names("alpha"), first.members());
		Queue<Set<NodeName>> seen = new ConcurrentLinkedQueue<>();
		first.onMembers(seen::add);
		first.put("status", "early", bytes("kept"));

		ClusterConfig two = one.with(beta);
		HazelcastState second = member(two, beta);
		Nodes.await("both see both", PATIENCE, () -> first.members().equals(names("alpha", "beta")) && second.members().size() == 2);
		Nodes.await("listener told", PATIENCE, () -> seen.contains(names("alpha", "beta")));
		assertEquals("kept", text(second.entries("status"), "early"));
		first.reconfigure(two);

		HazelcastState third = member(two.with(gamma), gamma);
		Nodes.await("all see three", PATIENCE, () -> members.stream().allMatch(m -> m.members().size() == 3));
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		Subscription subscription = third.subscribe("graph", message -> heard.add(text(message)));
		second.publish("graph", bytes("delta 1"));
		second.publish("graph", bytes("delta 2"));
		Nodes.await("topic", PATIENCE, () -> List.copyOf(heard).equals(List.of("delta 1", "delta 2")));
		subscription.close();
		subscription.close();

		first.close();
		Nodes.await("the departure", PATIENCE, () -> third.members().equals(names("beta", "gamma")));
		assertEquals("kept", text(third.entries("status"), "early"));
		third.put("status", "late", bytes("1"));
		third.put("status", "late", bytes("2"));
		assertEquals("2", text(second.entries("status"), "late"));
		second.remove("status", "late");
		assertEquals(Set.of("early"), third.entries("status").keySet());
		assertTrue(third.entries("nothing").isEmpty());
	}

	@Test
	void membersThatStartAtOnceFindEachOther() {
		ClusterConfig three = new ClusterConfig("test-" + alpha.ports().membership(), 1, List.of(alpha, beta, gamma));
		List<CompletableFuture<HazelcastState>> starting = three.nodes().stream().map(node -> CompletableFuture.supplyAsync(() -> {
			try {
				return new HazelcastState(three, node);
			} catch (ProblemException e) {
				throw new IllegalStateException(e);
			}
		}, task -> new Thread(task).start())).toList();
		starting.forEach(state -> members.add(state.join()));
		Nodes.await("all see three", Duration.ofSeconds(40), () -> members.stream().allMatch(m -> m.members().size() == 3));
	}

	@Test
	void membersThatStartedApartFindEachOtherOnceTheyAreToldOfEachOther() throws Exception {
		ClusterConfig one = new ClusterConfig("test-" + alpha.ports().membership(), 1, List.of(alpha));
		HazelcastState first = member(one, alpha);
		HazelcastState second = member(new ClusterConfig(one.name(), 1, List.of(beta)), beta);
		assertEquals(names("beta"), second.members());
		first.reconfigure(one.with(beta));
		second.reconfigure(one.with(beta));
		Nodes.await("merged", Duration.ofSeconds(40), () -> first.members().size() == 2 && second.members().size() == 2);
	}

	@Test
	void aMemberThatIsGoneDropsWhatItIsToldAndThrowsNothing() throws Exception {
		HazelcastState state = member(new ClusterConfig("test-" + alpha.ports().membership(), 1, List.of(alpha)), alpha);
		Subscription subscription = state.subscribe("graph", _ -> {
		});
		state.close();
		state.put("status", "key", bytes("value"));
		state.remove("status", "key");
		state.publish("graph", bytes("message"));
		subscription.close();
		assertTrue(state.entries("status").isEmpty());
		assertTrue(state.members().isEmpty());
		state.close();
	}

	@Test
	void aNodeThatIsStuckDoesNotKeepOthersDownAndIsFoundWhenItIsBack() throws Exception {
		ClusterConfig two = new ClusterConfig("test-" + alpha.ports().membership(), 1, List.of(alpha, beta));
		HazelcastState first;
		try (ServerSocket _ = new ServerSocket(beta.ports().membership(), 50, InetAddress.getByName(Nodes.LOOPBACK))) {
			first = member(two, alpha);
			assertEquals(names("alpha"), first.members());
		}
		HazelcastState second = member(two, beta);
		Nodes.await("joined", PATIENCE, () -> first.members().size() == 2 && second.members().size() == 2);
	}

	@Test
	void aPortInUseIsAProblem() throws Exception {
		try (ServerSocket _ = new ServerSocket(alpha.ports().membership(), 1, InetAddress.getByName(Nodes.LOOPBACK))) {
			ClusterConfig one = new ClusterConfig("test", 1, List.of(alpha));
			assertEquals("membership-not-started", assertThrows(ProblemException.class, () -> member(one, alpha)).problem().code());
		}
	}

	private HazelcastState member(ClusterConfig cluster, NodeConfig self) throws ProblemException {
		HazelcastState state = new HazelcastState(cluster, self);
		members.add(state);
		return state;
	}

	private static Set<NodeName> names(String... names) {
		return List.of(names).stream().map(NodeName::new).collect(Collectors.toSet());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static String text(Map<String, byte[]> entries, String key) {
		return entries.containsKey(key) ? text(entries.get(key)) : "absent";
	}
}
