// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class StartOptionsTest {

	@Test
	void theArgumentCountsMoreThanTheVariable() {
		Map<String, String> environment = Map.of("UNDERSTUDY_CONNECTION", "from-variable");
		assertEquals(Optional.of("demo"), StartOptions.of(new String[] { "-data", "x", "-connection", "demo" }, environment).connection());
		assertEquals(Optional.of("from-variable"), StartOptions.of(new String[] { "-data", "x" }, environment).connection());
		assertEquals(Optional.empty(), StartOptions.of(new String[] { "-connection" }, Map.of()).connection());
	}
}
