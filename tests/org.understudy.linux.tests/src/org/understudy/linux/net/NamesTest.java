// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.understudy.linux.net.CapsuleNetwork.Names;
import org.understudy.model.ProblemException;

class NamesTest {

	@Test
	void anInterfaceNameIsShortHoweverLongTheNodeAndTheCapsuleAreCalled() {
		Names names = Names.of("a-node-with-a-very-long-name", "an-application-with-a-long-name-rehearsal");
		assertTrue(names.link().length() <= 15, names.link());
		assertTrue(names.link().matches("u[0-9a-f]{8}h"), names.link());
	}

	@Test
	void twoNodesOnOneKernelDoNotMeet() {
		assertNotEquals(Names.of("alpha", "redis").link(), Names.of("beta", "redis").link());
		assertEquals("/run/netns/us-alpha-redis", Names.of("alpha", "redis").file().toString());
	}

	@Test
	void theUplinkIsTheInterfaceWithTheAddress() throws ProblemException {
		assertEquals("lo", Uplink.of("127.0.0.1").name());
	}

	@Test
	void anAddressThatNoInterfaceHasIsNoUplink() {
		ProblemException refused = assertThrows(ProblemException.class, () -> Uplink.of("203.0.113.77"));
		assertEquals("no-uplink", refused.problem().code());
	}
}
