// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.understudy.core.replicability.Background;
import org.understudy.core.resource.ProcessView;
import org.understudy.core.resource.ResourceClass;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Java virtual machines: what runs in them, how large their heap may grow, where JMX listens. From the command line, and from the
 * counters that HotSpot publishes; both may be missing.
 */
public final class JvmClass implements ResourceClass {

	public static final ResourceKind JVM = new ResourceKind("jvm");
	private static final int LARGEST = 1 << 20;

	@Override
	public List<Drawn> kinds() {
		return List.of(new Drawn(JVM, ResourceKind.PROCESS));
	}

	@Override
	public Found look(ProcessView process) {
		if (!process.uses(r -> r.kind().equals(ResourceKind.LIBRARY) && r.label().endsWith("/libjvm.so"))) {
			return Found.NOTHING;
		}
		List<String> words = process.evidence().arguments();
		String path = counters(process.process());
		Map<String, String> counters = process.evidence().file(path, LARGEST).map(PerformanceData::parse).orElse(Map.of());
		JvmOptions options = JvmOptions.of(words(words, counters));
		Resource jvm = vertex(process.process(), options, counters, counters.isEmpty() ? "" : path);
		List<Dependency> edges = new ArrayList<>();
		edges.add(new Dependency(process.process().id(), jvm.id(), DependencyKind.USES, "runs in it"));
		options.jmxPort().ifPresent(port -> process.uses().stream()
				.filter(r -> r.kind().equals(ResourceKind.TCP_LISTENER) && r.label().endsWith(":" + port))
				.forEach(listener -> edges.add(new Dependency(jvm.id(), listener.id(), DependencyKind.LISTENS_ON, "JMX"))));
		return new Found(List.of(jvm), edges);
	}

	/** By the launcher as it was called, else (the JVM is embedded) by the arguments that the JVM itself tells. */
	private static List<String> words(List<String> line, Map<String, String> counters) {
		List<String> words = new ArrayList<>(Arrays.asList(counters.getOrDefault("java.rt.vmArgs", "").split(" ")));
		words.removeIf(String::isEmpty);
		words.addAll(line.isEmpty() ? line : line.subList(1, line.size()));
		return words;
	}

	/** Where HotSpot's counters lie: by the user's name, and by the pid that the process itself sees. */
	private static String counters(Resource process) {
		String user = process.attributes().getOrDefault("user", "").replaceFirst(" \\(.*", "");
		String pid = process.attributes().getOrDefault("pid-in-namespace", process.attributes().getOrDefault("pid", ""));
		return "/tmp/hsperfdata_" + user + "/" + pid;
	}

	private static Resource vertex(Resource process, JvmOptions options, Map<String, String> counters, String path) {
		Map<String, String> facts = new HashMap<>();
		String command = counters.getOrDefault("sun.rt.javaCommand", "");
		String main = command.isEmpty() ? options.main() : command.split(" ")[0];
		OptionalLong heap = options.heap().isPresent() ? options.heap() : heap(counters);
		facts.put("main-class", main);
		facts.put("arguments", command.substring(command.isEmpty() ? 0 : Math.min(command.length(), main.length())).strip());
		heap.ifPresent(bytes -> facts.put("heap-max", Bytes.of(bytes).toString()));
		options.jmxPort().ifPresent(port -> facts.put("jmx-port", Long.toString(port)));
		facts.put("java-version", counters.getOrDefault("java.property.java.version", ""));
		facts.put("virtual-machine", counters.getOrDefault("java.property.java.vm.name", ""));
		facts.put("collector", counters.getOrDefault("sun.gc.collector.0.name", ""));
		facts.values().removeIf(String::isEmpty);
		String name = main.isEmpty() ? "Java" : main.substring(main.lastIndexOf('/') + 1);
		return new Resource(new ResourceId(JVM, process.id().key()), name, new Replicability.Captured(""), Bytes.of(heap.orElse(0)), facts,
				path.isEmpty() ? process.evidence() : path);
	}

	/** G1 lets each generation grow to the whole heap; the others divide it. */
	private static OptionalLong heap(Map<String, String> counters) {
		String young = counters.getOrDefault("sun.gc.generation.0.maxCapacity", "");
		String old = counters.getOrDefault("sun.gc.generation.1.maxCapacity", "");
		if (young.isEmpty() || old.isEmpty()) {
			return OptionalLong.empty();
		}
		boolean shared = counters.getOrDefault("sun.gc.collector.0.name", "").startsWith("G1");
		return OptionalLong.of(shared ? Long.parseLong(old) : Long.parseLong(young) + Long.parseLong(old));
	}

	@Override
	public Replicability judge(Resource resource, Background background) {
		return new Replicability.Captured("heap, code and threads are in the memory of its process");
	}
}
