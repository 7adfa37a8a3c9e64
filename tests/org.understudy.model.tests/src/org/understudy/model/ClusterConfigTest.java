// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ClusterConfigTest {

	private static NodeConfig node(String name, String address) {
		return new NodeConfig(new NodeName(name), address, false, NodePorts.DEFAULT, "00", "key");
	}

	@Test
	void everyChangeIsANewVersion() {
		ClusterConfig one = new ClusterConfig("c", 1, List.of(node("a", "10.0.0.1")));
		ClusterConfig two = one.with(node("b", "10.0.0.2"));
		assertEquals(2, two.version());
		assertEquals(3, two.without(new NodeName("a")).version());
		assertTrue(two.without(new NodeName("a")).node(new NodeName("a")).isEmpty());
	}

	@Test
	void replacesANodeOfTheSameName() {
		ClusterConfig moved = new ClusterConfig("c", 1, List.of(node("a", "10.0.0.1"))).with(node("a", "10.0.0.9"));
		assertEquals(List.of("10.0.0.9"), moved.nodes().stream().map(NodeConfig::address).toList());
	}

	@Test
	void majorityIsMoreThanHalf() {
		ClusterConfig config = new ClusterConfig("c", 1, List.of());
		int[] majorities = new int[5];
		for (int n = 1; n <= 5; n++) {
			config = config.with(node("n" + n, "10.0.0." + n));
			majorities[n - 1] = config.majority();
		}
		assertEquals(List.of(1, 2, 2, 3, 3), java.util.Arrays.stream(majorities).boxed().toList());
	}
}
