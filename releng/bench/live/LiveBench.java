// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.ConnectionListener;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.ApplicationName;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/**
 * How long after a change in a real application a subscriber of its graph sees it, through the administration API as the desktop
 * does: a file opened, a connection accepted, a child forked; at random moments. The clock starts before the application is told.
 */
public final class LiveBench {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final BlockingQueue<ResourceGraph> graphs = new LinkedBlockingQueue<>();
	private final Random random = new Random(20261124);
	private final String host;
	private final int port;
	private final Socket control;
	private final BufferedReader answers;

	private LiveBench(String host, int port) throws IOException {
		this.host = host;
		this.port = port;
		this.control = new Socket(host, port);
		this.answers = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
	}

	/** Arguments: application, host and port of the subject, number of changes of each sort. The only known connection is used. */
	public static void main(String[] arguments) throws Exception {
		Profiles profiles = new Profiles(Profiles.directory(System.getenv()));
		Profile profile = profiles.all().getFirst();
		ApplicationName name = new ApplicationName(arguments[0]);
		LiveBench bench = new LiveBench(arguments[1], Integer.parseInt(arguments[2]));
		try (Connection connection = new Connection(profile, Connection.Patience.DEFAULT, _ -> { })) {
			Answers.await(connection.connect(), PATIENCE);
			connection.addListener(new ConnectionListener() {
				@Override
				public void graphChanged(ApplicationName changed, ResourceGraph graph) {
					bench.graphs.add(graph);
				}
			});
			Answers.await(connection.watch(name), PATIENCE);
			bench.run(Integer.parseInt(arguments[3]));
		}
		System.exit(0);
	}

	private void run(int times) throws IOException, InterruptedException, ProblemException {
		System.out.printf("%-22s %5s %8s %8s %8s %8s%n", "change", "n", "p50", "p95", "max", "lost");
		all("file opened", times, this::open);
		tell("clean");
		all("connection accepted", times, this::accept);
		all("child forked", times, this::fork);
		tell("clean");
	}

	/** Makes a change and says how the graph shows it. */
	private interface Change {
		Predicate<Resource> make(int number) throws IOException;
	}

	private void all(String title, int times, Change change) throws IOException, InterruptedException {
		List<Double> millis = new ArrayList<>();
		int lost = 0;
		for (int i = 0; i < times; i++) {
			TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(1700)); // no rhythm that could meet the watch's
			graphs.clear();
			long start = System.nanoTime();
			Predicate<Resource> sign = change.make(i);
			if (seen(sign, start + PATIENCE.toNanos())) {
				millis.add((System.nanoTime() - start) / 1e6);
			} else {
				lost++;
			}
		}
		millis.sort(null);
		System.out.printf(Locale.ROOT, "%-22s %5d %5.0f ms %5.0f ms %5.0f ms %8d%n", title, millis.size(), at(millis, 0.5), at(millis, 0.95), at(millis, 1), lost);
	}

	private static double at(List<Double> sorted, double part) {
		return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1));
	}

	private boolean seen(Predicate<Resource> sign, long deadline) throws InterruptedException {
		while (System.nanoTime() < deadline) {
			ResourceGraph graph = graphs.poll(1, TimeUnit.SECONDS);
			if (graph != null && graph.resources().values().stream().anyMatch(sign)) {
				return true;
			}
		}
		return false;
	}

	private String tell(String line) throws IOException {
		OutputStream out = control.getOutputStream();
		out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		return answers.readLine();
	}

	private Predicate<Resource> open(int number) throws IOException {
		String name = "bench-" + number + "-" + random.nextInt(1_000_000);
		tell("open " + name);
		return r -> r.label().endsWith("/" + name);
	}

	private Predicate<Resource> accept(int number) throws IOException {
		Socket connection = new Socket(host, port); // kept open: closing would be another change
		String end = ":" + connection.getLocalPort();
		return r -> r.kind().equals(ResourceKind.TCP_CONNECTION) && r.label().endsWith(end);
	}

	private Predicate<Resource> fork(int number) throws IOException {
		String pid = tell("fork");
		return r -> r.kind().equals(ResourceKind.PROCESS) && pid.equals(r.attributes().get("pid-in-namespace"));
	}
}
