// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.core.replicability.Background;
import org.understudy.core.resource.ProcessEvidence;
import org.understudy.core.resource.ResourceClass;
import org.understudy.core.resource.ResourceClasses;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class JvmClassTest {

	private static final Replicability CAPTURED = new Replicability.Captured("x");
	private static final Background BACKGROUND = new Background(Set.of(), true, true, Background.GHOST_LIMIT);
	private static final Resource PROCESS = new Resource(new ResourceId(ResourceKind.PROCESS, "77@5"), "java (77)", CAPTURED, Bytes.ZERO,
			Map.of("pid", "77", "pid-in-namespace", "9", "user", "app (1000)"), "/proc/77/stat");
	private static final Resource LIBRARY = new Resource(new ResourceId(ResourceKind.LIBRARY, "8:1/1 /jvm/lib/server/libjvm.so"),
			"/jvm/lib/server/libjvm.so", CAPTURED, Bytes.ZERO, Map.of(), "");
	private static final Resource LISTENER = new Resource(new ResourceId(ResourceKind.TCP_LISTENER, "0.0.0.0:9010"), "0.0.0.0:9010", CAPTURED,
			Bytes.ZERO, Map.of(), "");

	private record Words(List<String> arguments, Map<String, byte[]> files) implements ProcessEvidence {

		@Override
		public Optional<byte[]> file(String path, int most) {
			return Optional.ofNullable(files.get(path)).filter(b -> b.length <= most);
		}
	}

	private static ResourceGraph extended(ResourceClass by, ProcessEvidence evidence, Resource... uses) {
		List<Resource> all = new ArrayList<>(List.of(PROCESS));
		all.addAll(Arrays.asList(uses));
		List<Dependency> edges = Arrays.stream(uses).map(u -> new Dependency(PROCESS.id(), u.id(), DependencyKind.USES, "")).toList();
		return new ResourceClasses(List.of(by), (_, e) -> {
			throw e;
		}).extend(ResourceGraph.of(Instant.EPOCH, all, edges), _ -> evidence, BACKGROUND);
	}

	@Test
	void aVirtualMachineIsAVertexOfItsOwn() {
		Words words = new Words(List.of("java", "-Xmx2g", "-Dcom.sun.management.jmxremote.port=9010", "-cp", "a:b", "org.example.Main", "-Xmx9g"), Map.of());
		ResourceGraph graph = extended(new JvmClass(), words, LIBRARY, LISTENER);
		Resource jvm = graph.resources().get(new ResourceId(JvmClass.JVM, "77@5"));
		assertEquals("org.example.Main", jvm.label());
		assertEquals(Bytes.of(2L << 30), jvm.size());
		assertEquals("9010", jvm.attributes().get("jmx-port"));
		assertEquals("process", jvm.attributes().get(ResourceClasses.DRAWN_AS));
		assertEquals("captured", jvm.replicability().word());
		assertTrue(graph.edges().contains(new Dependency(PROCESS.id(), jvm.id(), DependencyKind.USES, "runs in it")));
		assertTrue(graph.edges().contains(new Dependency(jvm.id(), LISTENER.id(), DependencyKind.LISTENS_ON, "JMX")));
	}

	@Test
	void whatIsNoVirtualMachineStaysAsItIs() {
		ResourceGraph graph = extended(new JvmClass(), new Words(List.of("java"), Map.of()), LISTENER);
		assertEquals(2, graph.resources().size());
	}

	@ParameterizedTest
	@CsvSource({ "'a.B c',a.B,,", "'-jar /srv/x.jar -Xmx1g',/srv/x.jar,,", "'-Xmx512m --module-path m -m mod/a.B',mod/a.B,536870912,",
			"'-Xmx1g -XX:MaxHeapSize=64k a.B',a.B,65536,", "'--class-path x -Dcom.sun.management.jmxremote.port=7 a.B',a.B,,7", "'-version','',,",
			"'-Xmx9999999999t a.B',a.B,9223372036854775807,", "'@file --module=m/c',m/c,,", "'-jar','',," })
	void commandLinesAreRead(String line, String main, Long heap, Long port) {
		JvmOptions options = JvmOptions.of(List.of(line.split(" ")));
		assertEquals(main, options.main());
		assertEquals(heap == null ? OptionalLong.empty() : OptionalLong.of(heap), options.heap());
		assertEquals(port == null ? OptionalLong.empty() : OptionalLong.of(port), options.jmxPort());
	}

	/** This very virtual machine publishes its counters, unless it was started otherwise. */
	@Test
	void hotSpotsCountersAreRead() throws Exception {
		Path own = Path.of("/tmp/hsperfdata_" + System.getProperty("user.name"), Long.toString(ProcessHandle.current().pid()));
		Assumptions.assumeTrue(Files.exists(own), "this JVM writes no counters to " + own);
		byte[] bytes = Files.readAllBytes(own);
		Map<String, String> counters = PerformanceData.parse(bytes);
		assertEquals(System.getProperty("java.version"), counters.get("java.property.java.version"));
		assertTrue(Long.parseLong(counters.get("sun.gc.generation.1.maxCapacity")) > 0);
		Words words = new Words(List.of("java"), Map.of("/tmp/hsperfdata_app/9", bytes));
		Resource jvm = extended(new JvmClass(), words, LIBRARY).resources().get(new ResourceId(JvmClass.JVM, "77@5"));
		assertEquals(System.getProperty("java.vm.name"), jvm.attributes().get("virtual-machine"));
		assertEquals("/tmp/hsperfdata_app/9", jvm.evidence());
		assertTrue(jvm.size().count() > 1 << 20, "the heap's limit");
		Random random = new Random(3);
		for (int i = 0; i < 500; i++) {
			byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
			for (int n = 0; n < 20 && damaged.length > 6; n++) {
				damaged[6 + random.nextInt(damaged.length - 6)] = (byte) random.nextInt();
			}
			assertTrue(PerformanceData.parse(damaged).size() <= 10_000);
		}
	}

	@Test
	void aClassThatFailsIsToldAndHarmsNobody() {
		ResourceClass broken = new ResourceClass() {
			@Override
			public List<Drawn> kinds() {
				return List.of();
			}

			@Override
			public Found look(org.understudy.core.resource.ProcessView process) {
				return new Found(List.of(LISTENER), List.of());
			}

			@Override
			public Replicability judge(Resource resource, Background background) {
				return CAPTURED;
			}
		};
		List<String> told = new ArrayList<>();
		ResourceGraph graph = ResourceGraph.of(Instant.EPOCH, List.of(PROCESS), List.of());
		assertEquals(graph, new ResourceClasses(List.of(broken), (_, e) -> told.add(e.getMessage())).extend(graph, _ -> new Words(List.of(), Map.of()), BACKGROUND));
		assertEquals(1, told.size());
		assertTrue(told.getFirst().contains("does not announce"), told::toString);
	}

	@Test
	void itIsFoundAsAService() {
		assertTrue(ServiceLoader.load(ResourceClass.class, JvmClass.class.getClassLoader()).stream().anyMatch(p -> p.type() == JvmClass.class));
	}
}
