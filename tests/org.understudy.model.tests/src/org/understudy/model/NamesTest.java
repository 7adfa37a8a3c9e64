// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names become paths, interfaces and arguments of commands: nothing else may get through. */
class NamesTest {

	@ParameterizedTest
	@ValueSource(strings = { "a", "redis", "db-1", "0", "abcdefghijklmnopqrstuvwxyz012345" })
	void acceptsPlainNames(String name) {
		assertEquals(name, new ApplicationName(name).toString());
		assertEquals(name, new NodeName(name).toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", "A", "a b", "../x", "a/b", "a.b", "a\n", "é", "abcdefghijklmnopqrstuvwxyz0123456" })
	void refusesWhatCouldMeanSomethingElse(String name) {
		IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new ApplicationName(name));
		assertTrue(refused.getMessage().contains("application"), refused.getMessage());
		assertThrows(IllegalArgumentException.class, () -> new NodeName(name));
	}
}
