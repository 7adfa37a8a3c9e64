// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.CaptureSettings;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.RunStep;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

class JsonTest {

	static Stream<Object> samples() {
		return Samples.all().stream();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void everyRecordComesBackEqual(Object sample) {
		assertEquals(sample, Json.read(Json.write(sample), sample.getClass()));
		assertEquals(sample, Json.read(Json.bytes(sample), sample.getClass()));
		assertEquals(sample, Json.read(Json.pretty(sample), sample.getClass()));
	}

	@Test
	void randomGraphsComeBackEqual() {
		Random random = new Random(42);
		for (int i = 0; i < 50; i++) {
			ResourceGraph graph = Samples.graph(random, 1 + random.nextInt(200));
			assertEquals(graph, Json.read(Json.write(graph), ResourceGraph.class));
		}
	}

	@Test
	void formsAreThoseOfTheContract() {
		assertEquals("\"PT1.5S\"", Json.write(Duration.ofMillis(1500)));
		assertEquals("{\"alpha\":17}", Json.write(new Holder(Map.of(Samples.ALPHA, 17))).replaceAll("^.*?:(\\{.*\\})}$", "$1"));
		String graph = Json.write(Samples.graph(new Random(1), 8));
		assertTrue(graph.contains("\"verdict\":\"") && graph.contains("\"resources\":[{\"id\":\""), graph);
		assertTrue(Json.write(Samples.EPOCH).contains("\"epoch\":7,\"term\":2,\"capturedAt\":\"2026-11-23T14:15:12.123456789Z\""));
	}

	record Holder(Map<NodeName, Integer> values) {
	}

	@Test
	void bytesAreBase64() {
		assertArrayEquals(new byte[] { 0, -1, 7 }, Json.read(Json.write(new byte[] { 0, -1, 7 }), byte[].class));
	}

	@Test
	void unknownFieldsAndMissingListsAreTolerated() {
		ClusterConfig read = Json.read("{\"name\":\"demo\",\"future\":{\"a\":[1]},\"nodes\":null}", ClusterConfig.class);
		assertEquals(new ClusterConfig("demo", 0, java.util.List.of()), read);
		assertEquals("", Json.read("{\"code\":\"x\",\"severity\":\"ERROR\",\"summary\":\"s\"}", Problem.class).remedy());
		String before = "{\"name\":\"a\",\"command\":[\"/x\"],\"address\":\"10.0.0.1/24\",\"mode\":\"HOT\",\"period\":\"PT1S\"}";
		assertEquals(CaptureSettings.DEFAULT, Json.read(before, ApplicationSpec.class).capture());
		assertEquals("", Json.read("{\"name\":\"x\",\"state\":\"DONE\"}", RunStep.class).detail());
	}

	@Test
	void whatIsNotTheModelIsRefused() {
		for (String text : new String[] { "", "null", "{", "[]", "{\"application\":\"../etc\",\"authority\":{}}", "{\"application\":\"a\"}" }) {
			assertThrows(IllegalArgumentException.class, () -> Json.read(text, VerbOrder.class), text);
		}
		String edgeWithoutVertex = Json.write(Samples.graph(new Random(3), 4))
				.replaceFirst("\"resources\":\\[\\{.*?\\}\\],", "\"resources\":[],");
		assertThrows(IllegalArgumentException.class, () -> Json.read(edgeWithoutVertex, ResourceGraph.class));
	}
}
