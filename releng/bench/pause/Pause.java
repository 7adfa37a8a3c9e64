// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.checkpoint.CriuEngine;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.Capture;
import org.understudy.linux.capsule.LinuxCapsuleHost;
import org.understudy.linux.net.Uplink;
import org.understudy.model.ApplicationName;

/**
 * What capturing costs an application.
 *
 * <p>First: how long it stands still for an epoch, beside what {@code criu dump} alone takes from the command line on the same application
 * in the same state, turn about: a redis of 16, 64 and 256 MB under writes. Prints medians and their ratio; wanted: 1.25.
 *
 * <p>Second: what redis-benchmark gets out of a redis of 64 MB under 2,000 other writes a second, with an epoch each second and without
 * any, turn about. Wanted: at most 15 % less.
 */
public final class Pause {

	private static final int[] SIZES = { 16, 64, 256 };
	private static final int ROUNDS = Integer.getInteger("rounds", 15);
	private static final String ADDRESS = "10.76.0.100";

	private final Path directory;
	private volatile boolean stopped;
	private final LinuxCapsuleHost host;
	private final CriuEngine engine;
	private final String criu;

	private Pause(Path directory, String criu) throws Exception {
		this.directory = directory;
		this.criu = criu;
		this.host = new LinuxCapsuleHost("bench", directory.resolve("capsules"), Uplink.of("127.0.0.1"));
		this.engine = new CriuEngine(List.of(Path.of(criu)), directory.resolve("engine"), Clock.systemUTC(), System::nanoTime);
	}

	public static void main(String[] arguments) throws Exception {
		Path directory = Files.createTempDirectory(Path.of("/dev/shm"), "understudy-bench-");
		try {
			Pause bench = new Pause(directory, arguments[0]);
			System.out.println("size     criu dump: frozen   whole    epoch: frozen   (files)   whole    ratio of frozen");
			for (int size : SIZES) {
				bench.measure(size);
			}
			bench.load();
		} finally {
			run(Duration.ofSeconds(30), "rm", "-rf", "--one-file-system", directory.toString());
		}
	}

	@FunctionalInterface
	private interface Measurement {
		void of(Capsule capsule) throws Exception;
	}

	private void measure(int megabytes) throws Exception {
		with(megabytes, capsule -> {
			List<double[]> plain = new ArrayList<>();
			List<double[]> epochs = new ArrayList<>();
			epoch(capsule);
			for (int i = 0; i < ROUNDS; i++) {
				plain.add(plain(capsule));
				epochs.add(epoch(capsule));
			}
			report(megabytes, plain, epochs);
		});
	}

	/** Requests a second and the 99th percentile of their milliseconds, without epochs and with one each second. */
	private void load() throws Exception {
		with(64, capsule -> {
			List<double[]> without = new ArrayList<>();
			List<double[]> with = new ArrayList<>();
			epoch(capsule);
			benchmark(capsule);
			for (int i = 0; i < Math.max(3, ROUNDS / 3); i++) {
				without.add(benchmark(capsule));
				with.add(underEpochs(capsule));
			}
			double before = median(without, 0);
			double after = median(with, 0);
			System.out.printf(Locale.ROOT, "64 MB, an epoch a second: %.0f requests/s, p99 %.2f ms; without any: %.0f, %.2f ms; loss %.1f %%%n", after,
					median(with, 1), before, median(without, 1), 100 * (1 - after / before));
		});
	}

	private double[] underEpochs(Capsule capsule) throws Exception {
		FutureTask<Integer> capturing = new FutureTask<>(() -> {
			int epochs = 0;
			for (long next = System.nanoTime(); !stopped; epochs++) {
				epoch(capsule);
				next += TimeUnit.SECONDS.toNanos(1);
				LockSupport.parkNanos(next - System.nanoTime());
			}
			return epochs;
		});
		Thread thread = Thread.ofPlatform().start(capturing);
		try {
			return benchmark(capsule);
		} finally {
			stopped = true;
			thread.join();
			stopped = false;
		}
	}

	private double[] benchmark(Capsule capsule) throws Exception {
		String said = run(Duration.ofSeconds(60), "nsenter", "--net=" + capsule.netns(), "--", "redis-benchmark", "-h", ADDRESS, "-c", "8", "-n",
				"200000", "-r", "10000", "--csv", "-t", "set");
		String[] fields = said.lines().reduce((_, last) -> last).orElse("").replace("\"", "").split(",");
		return new double[] { Double.parseDouble(fields[1]), Double.parseDouble(fields[6]) };
	}

	private void with(int megabytes, Measurement measurement) throws Exception {
		String command = "mkdir -p /srv/bench && exec redis-server --bind " + ADDRESS
				+ " --protected-mode no --save '' --appendonly yes --dir /srv/bench --enable-debug-command yes";
		CapsulePlan plan = new CapsulePlan("pause", new ApplicationName("pause"), List.of("/bin/sh", "-c", command), Map.of(), "/",
				ADDRESS + "/24", CapsulePlan.Network.ISOLATED, directory.resolve("capsules/pause"));
		Capsule capsule = host.start(plan);
		Process writer = null;
		try {
			populate(capsule, megabytes);
			writer = inside(capsule, "redis-benchmark", "-h", ADDRESS, "-c", "4", "-n", "1000000000", "-r", "10000", "-q", "--rps", "2000", "set",
					"k:__rand_int__", "v");
			measurement.of(capsule);
		} finally {
			if (writer != null) {
				writer.destroyForcibly().waitFor();
			}
			engine.forget(plan.id());
			host.destroy(plan).forEach(left -> System.out.println("left over: " + left));
		}
	}

	private void populate(Capsule capsule, int megabytes) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (inside(capsule, "redis-cli", "-h", ADDRESS, "debug", "populate", Integer.toString(megabytes * 900), "p", "1000").waitFor() != 0) {
			if (System.nanoTime() > end) {
				throw new IOException("redis does not answer");
			}
			Thread.sleep(100);
		}
		Thread.sleep(500);
	}

	private static Process inside(Capsule capsule, String... line) throws IOException {
		List<String> all = new ArrayList<>(List.of("nsenter", "--net=" + capsule.netns(), "--"));
		all.addAll(List.of(line));
		return new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	/** Milliseconds frozen, and of the whole command. */
	private double[] plain(Capsule capsule) throws Exception {
		Path images = Files.createDirectories(directory.resolve("plain"));
		long start = System.nanoTime();
		String said = run(Duration.ofSeconds(60), "nsenter", "--net=" + capsule.netns(), "--", criu, "dump", "-t", Long.toString(capsule.rootPid()),
				"-D", images.toString(), "-o", "dump.log", "-v2", "--leave-running", "--tcp-established", "--skip-in-flight", "--ghost-limit", "64M",
				"--manage-cgroups=ignore", "--file-locks", "--ext-unix-sk", "--link-remap", "--network-lock", "nftables", "--display-stats",
				"--external", "mnt[/dev]:dev", "--external", "mnt[/dev/pts]:pts");
		double whole = (System.nanoTime() - start) / 1e6;
		double frozen = stat(said, "Freezing time") + stat(said, "Frozen time");
		run(Duration.ofSeconds(30), "rm", "-rf", images.toString());
		return new double[] { frozen, whole };
	}

	private static double stat(String said, String name) throws IOException {
		Matcher matcher = Pattern.compile(name + ": (\\d+) us").matcher(said);
		if (!matcher.find()) {
			throw new IOException("criu dump failed: " + said);
		}
		return Long.parseLong(matcher.group(1)) / 1000.0;
	}

	private double[] epoch(Capsule capsule) throws Exception {
		Path into = Files.createDirectories(directory.resolve("epoch"));
		long start = System.nanoTime();
		Capture capture = engine.capture(capsule, into);
		double whole = (System.nanoTime() - start) / 1e6;
		run(Duration.ofSeconds(30), "rm", "-rf", into.toString());
		return new double[] { capture.anatomy().pause().toNanos() / 1e6, whole, capture.anatomy().files().toNanos() / 1e6 };
	}

	private static void report(int megabytes, List<double[]> plain, List<double[]> epochs) {
		double frozen = median(plain, 0);
		double paused = median(epochs, 0);
		System.out.printf(Locale.ROOT, "%4d MB       %8.1f ms %8.1f ms      %8.1f ms %6.1f ms %8.1f ms    %.2f%n", megabytes, frozen,
				median(plain, 1), paused, median(epochs, 2), median(epochs, 1), paused / frozen);
	}

	private static double median(List<double[]> rows, int column) {
		return rows.stream().map(row -> row[column]).sorted(Comparator.naturalOrder()).toList().get(rows.size() / 2);
	}

	private static String run(Duration deadline, String... line) throws IOException, InterruptedException {
		Path output = Files.createTempFile("understudy-bench-", ".out");
		try {
			Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
			if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
				process.destroyForcibly();
				throw new IOException(line[0] + " did not end");
			}
			return Files.readString(output);
		} finally {
			Files.delete(output);
		}
	}
}
