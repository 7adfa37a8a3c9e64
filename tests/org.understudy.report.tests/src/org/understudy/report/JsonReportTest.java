// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JsonReportTest {

	@Test
	void valuesHaveThePublishedShape() {
		String json = new JsonReport().render(Samples.failover());
		assertTrue(json.startsWith("{\"schema\":1,\"run\":{\"id\":\"20261123-141512-run-redis\","
				+ "\"kind\":\"FAILOVER\",\"application\":\"redis\""), json);
		assertTrue(json.contains("\"lost\":\"PT0.9S\""));
		assertTrue(json.contains("\"milestones\":{\"FAULT\":\"2026-11-23T14:15:00Z\",\"RESUMED\":\"2026-11-23T14:15:02.500Z\","));
		assertTrue(json.contains("\"epoch\":214"));
		assertTrue(json.contains("{\"id\":\"tcp-listener 10.77.0.100:6379\",\"label\":\"10.77.0.100:6379\",\"replicability\":"
				+ "{\"reason\":\"in the image\",\"remedy\":\"\",\"verdict\":\"captured\"}"));
		assertTrue(json.contains("\"from\":\"process 1@10\",\"to\":\"process 2@11\",\"kind\":\"PARENT_OF\""));
		assertTrue(json.endsWith("}\n"));
	}

	@Test
	void stringsAreEscaped() {
		assertEquals("\"\\u0001\\u0000\\\" \\\\ \\n <>\"\n", RecordJson.of("\u0001\u0000\" \\ \n <>"));
		assertEquals("\"\\ud83d\\ude00\"\n", RecordJson.of("😀"));
		assertFalse(new JsonReport().render(Samples.hostile()).contains("\u0001"));
	}

	@Test
	void bracketsBalanceOutsideStrings() {
		String bare = new JsonReport().render(Samples.hostile()).replaceAll("\"(\\\\.|[^\"\\\\])*\"", "s");
		assertEquals(bare.chars().filter(c -> c == '{').count(), bare.chars().filter(c -> c == '}').count());
		assertEquals(bare.chars().filter(c -> c == '[').count(), bare.chars().filter(c -> c == ']').count());
		assertFalse(bare.matches("(?s).*(,,|,\\}|,\\]|\\{,|\\[,).*"), "no stray commas");
	}
}
