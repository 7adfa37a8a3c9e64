// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.model.ProblemException;

class HostAddressTest {

	@ParameterizedTest
	@CsvSource({ "root@10.77.0.3,root,10.77.0.3,22", "root@host.example:2222,root,host.example,2222",
			"admin@[2001:db8::7]:22,admin,2001:db8::7,22",
			"a@[::1],a,::1,22" })
	void readsUserHostAndPort(String text, String user, String host, int port) throws ProblemException {
		assertEquals(new HostAddress(user, host, port), HostAddress.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "host", "@host", "root@", "root@host:", "root@host:0", "root@host:65536", "root@a b", "root@::1", "a@b@c" })
	void refusesAnythingElse(String text) {
		assertEquals("host-address-invalid", assertThrows(ProblemException.class, () -> HostAddress.parse(text)).problem().code());
	}

	@Test
	void shownAsItIsWritten() throws ProblemException {
		assertEquals("root@[::1]:2222", HostAddress.parse("root@[::1]:2222").toString());
		assertEquals("root@h", HostAddress.parse("root@h:22").toString());
		assertEquals("[::1]:2222", HostAddress.parse("root@[::1]:2222").knownAs());
	}
}
