// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import org.understudy.core.graph.GraphDiff;
import org.understudy.core.port.InspectionScope;
import org.understudy.linux.proc.ProcfsInspector;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/** Measures one tree of processes; see {@code releng/bench/scan}. Warmed up, as an agent is. */
final class ScanBench {

	private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
	private static final int SECONDS = 12;
	private static final long WARM = 12_000_000_000L;

	private final InspectionScope scope;
	private final int rounds;

	private ScanBench(long pid, int rounds) {
		this.scope = InspectionScope.ofProcess(pid);
		this.rounds = rounds;
	}

	@FunctionalInterface
	private interface Step {
		void run() throws Exception;
	}

	public static void main(String[] arguments) throws Exception {
		new ScanBench(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2])).run(arguments[0], Long.parseLong(arguments[1]));
	}

	private void run(String name, long pid) throws Exception {
		for (long begun = System.nanoTime(); System.nanoTime() - begun < WARM;) {
			full();
		}
		ResourceGraph graph = full();
		String pids = Stream.concat(Stream.of(pid), ProcessHandle.of(pid).orElseThrow().descendants().map(ProcessHandle::pid))
				.map(String::valueOf).collect(Collectors.joining(","));
		System.out.printf("%s: %d processes, %d descriptors, %d mappings; %d vertices, %d edges%n", name, pids.split(",").length,
				count(pids, "fd"), mappings(pids), graph.resources().size(), graph.edges().size());
		List<long[]> times = new ArrayList<>();
		// taken in turn, so that a busy moment of the machine is in all of them
		for (int i = 0; i < rounds; i++) {
			times.add(new long[] { time(this::full), time(() -> peer("lsof", "-n", "-P", "-p", pids)), time(() -> peer("ss", "-anp")) });
		}
		long[] ours = column(times, 0);
		long[] lsof = column(times, 1);
		long[] ss = column(times, 2);
		System.out.printf("  full scan      best %6.1f ms  median %6.1f ms%n", ours[0] / 1e6, ours[rounds / 2] / 1e6);
		System.out.printf("  lsof -n -P     best %6.1f ms  median %6.1f ms    ours/lsof: best %.2f, median %.2f (wanted: 0.25)%n", lsof[0] / 1e6,
				lsof[rounds / 2] / 1e6, ratio(ours, lsof, 0), ratio(ours, lsof, rounds / 2));
		System.out.printf("  ss -anp        best %6.1f ms  median %6.1f ms    ours/ss:   best %.2f, median %.2f (wanted for PostgreSQL: 1.5)%n",
				ss[0] / 1e6, ss[rounds / 2] / 1e6, ratio(ours, ss, 0), ratio(ours, ss, rounds / 2));
		lookEachSecond();
		memory(graph);
	}

	private ResourceGraph full() throws Exception {
		try (ProcfsInspector inspector = new ProcfsInspector(Path.of("/proc"), Clock.systemUTC())) {
			return inspector.inspect(scope);
		}
	}

	/** As an agent does: looks and computes what changed, once a second. */
	private void lookEachSecond() throws Exception {
		try (ProcfsInspector inspector = new ProcfsInspector(Path.of("/proc"), Clock.systemUTC())) {
			ResourceGraph last = inspector.inspect(scope);
			for (long begun = System.nanoTime(); System.nanoTime() - begun < WARM;) {
				ResourceGraph now = inspector.inspect(scope);
				GraphDiff.between(last, now);
				last = now;
				Thread.sleep(5);
			}
			long begun = System.nanoTime();
			long used = PROCESS.getProcessCpuTime();
			long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			for (int i = 0; i < SECONDS; i++) {
				ResourceGraph now = inspector.inspect(scope);
				GraphDiff.between(last, now);
				last = now;
				Thread.sleep(1000);
			}
			double share = 100.0 * (PROCESS.getProcessCpuTime() - used) / (System.nanoTime() - begun);
			double looking = 100.0 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own) / (System.nanoTime() - begun);
			System.out.printf("  a look a second: %.2f %% of one processor (wanted: 2); with the compiler's and collector's threads %.2f %%%n", looking,
					share);
		}
	}

	/** Copies with other names, as many as make 10,000 vertices. */
	private static void memory(ResourceGraph graph) throws Exception {
		long before = live();
		List<ResourceGraph> kept = new ArrayList<>();
		int vertices = 0;
		while (vertices < 10_000) {
			kept.add(copy(graph, kept.size()));
			vertices += graph.resources().size();
		}
		System.out.printf("  memory of 10,000 vertices: %.1f MB (wanted: 30)%n", (live() - before) / 1e6 * 10_000 / vertices);
		if (kept.isEmpty()) {
			throw new IllegalStateException();
		}
	}

	private static ResourceGraph copy(ResourceGraph graph, int number) {
		// as in a scan: edges name the vertices' own identities, and their details are few
		Map<ResourceId, ResourceId> ids = graph.resources().keySet().stream()
				.collect(Collectors.toMap(id -> id, id -> new ResourceId(id.kind(), id.key() + " " + number)));
		List<Resource> resources = graph.resources().values().stream().map(r -> new Resource(ids.get(r.id()), r.label() + number,
				r.replicability(), r.size(), r.attributes(), r.evidence() + number)).toList();
		List<Dependency> edges = graph.edges().stream().map(e -> new Dependency(ids.get(e.from()), ids.get(e.to()), e.kind(),
				e.detail())).toList();
		return ResourceGraph.of(Instant.now(), resources, edges);
	}

	private static long live() throws InterruptedException {
		for (int i = 0; i < 4; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static long time(Step step) throws Exception {
		long begun = System.nanoTime();
		step.run();
		return System.nanoTime() - begun;
	}

	private static void peer(String... command) throws Exception {
		new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}

	private static long[] column(List<long[]> times, int index) {
		return times.stream().mapToLong(t -> t[index]).sorted().toArray();
	}

	private static double ratio(long[] ours, long[] theirs, int index) {
		return (double) ours[index] / theirs[index];
	}

	private static long count(String pids, String directory) {
		return Arrays.stream(pids.split(",")).mapToLong(p -> {
			String[] names = Path.of("/proc", p, directory).toFile().list();
			return names == null ? 0 : names.length;
		}).sum();
	}

	private static long mappings(String pids) throws Exception {
		long sum = 0;
		for (String pid : pids.split(",")) {
			sum += Files.readAllLines(Path.of("/proc", pid, "maps"), StandardCharsets.ISO_8859_1).size();
		}
		return sum;
	}
}
