// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.understudy.admin.Answers;
import org.understudy.admin.Operations.Wish;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

/**
 * A real cluster of three agents and a real redis, on which the agent that leads a run is made to die at a step: just before the
 * step's work, or just after it and before the journal knows. It comes back, as a service manager would bring it. What must hold then
 * is what {@link #strike} looks at.
 */
final class FaultDrill implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(30);
	private static final Duration PATIENCE = Duration.ofSeconds(90);
	private static final String MARKER = "drill:marker";

	private final DemoLab lab;
	private final Cast cast;
	private final DemoApplication application;
	private final PrintStream out;

	/** What an administrator orders, and which node leads it. */
	record Verb(String word, Order order) {

		@FunctionalInterface
		interface Order {
			CompletableFuture<Run> of(Cast cast, DemoApplication application);
		}

		static final Verb REHEARSE = new Verb("rehearsal", (cast, app) -> cast.operations().rehearse(app.name(), Epoch.NONE, "drill"));
		static final Verb SWITCH_OVER = new Verb("switchover", (cast, app) -> cast.operations().order(RunKind.SWITCHOVER, Wish.of(app.name()), "drill"));
		static final Verb FAIL_OVER = new Verb("failover", (cast, app) -> cast.operations().failover(app.name(), Epoch.NONE, "drill"));
	}

	/**
	 * What came of one death.
	 *
	 * @param wrong what does not hold; empty when all does
	 */
	record Outcome(String place, Run run, List<String> wrong) {
	}

	private FaultDrill(DemoLab lab, Cast cast, DemoApplication application, PrintStream out) {
		this.lab = lab;
		this.cast = cast;
		this.application = application;
		this.out = out;
	}

	/** Brings the cluster up and protects the application on alpha. */
	static FaultDrill start(Path home, PrintStream out) throws ProblemException {
		DemoLab lab = DemoLab.up(home, DemoLab.NODES);
		try {
			Cast cast = Cast.connect(lab, new Narrator(out));
			DemoApplication application = DemoApplication.choose(Host.program("redis-server"), home);
			FaultDrill drill = new FaultDrill(lab, cast, application, out);
			cast.protect(application, Mode.HOT);
			drill.redis("SET", MARKER, "0");
			return drill;
		} catch (ProblemException | RuntimeException e) {
			out.println(lab.logs());
			lab.close();
			throw e;
		}
	}

	/** The names of the steps of a verb, from a run that is left alone. */
	List<String> steps(Verb verb) throws ProblemException {
		awaitProtected();
		Run run = order(verb);
		if (run.state() != RunState.SUCCEEDED) {
			throw new AssertionError(run.verdict() + " " + run.findings());
		}
		return run.steps().stream().map(s -> s.name()).toList();
	}

	/** Orders the verb and follows it to its end. */
	Run order(Verb verb) throws ProblemException {
		return cast.finish(Answers.await(verb.order().of(cast, application), ANSWER));
	}

	/** Lets redis hold so many megabytes that no compression makes small. */
	void fill(int megabytes) throws ProblemException {
		java.util.Random random = new java.util.Random(7);
		for (int i = 0; i < megabytes; i++) {
			char[] block = new char[1 << 20];
			for (int c = 0; c < block.length; c++) {
				block[c] = (char) ('!' + random.nextInt(90));
			}
			redis("SET", "ballast:" + i, new String(block));
		}
	}

	/** Orders the verb, lets its leader die at the step, brings the leader back, and looks. */
	Outcome strike(Verb verb, String moment, String step) throws ProblemException {
		awaitProtected();
		String value = Long.toString(System.nanoTime());
		redis("SET", MARKER, value);
		Epoch written = status().orElseThrow().committed();
		Host.await(PATIENCE, () -> status().map(s -> s.committed().number() > written.number() + 1).orElse(false));
		String leader = leader();
		halt(leader, verb.word() + " " + moment + " " + step);
		Run ordered = Answers.await(verb.order().of(cast, application), ANSWER);
		List<String> wrong = new ArrayList<>();
		if (!Host.await(PATIENCE, () -> !lab.isAlive(leader))) {
			wrong.add("the leader " + leader + " did not die at this step");
			removeHalt(leader);
		} else {
			restart(leader);
		}
		Run over = cast.finish(ordered);
		look(over, value, wrong);
		Outcome outcome = new Outcome(verb.word() + " " + moment + " \"" + step + "\"", over, wrong);
		out.println((wrong.isEmpty() ? "held   " : "BROKEN ") + outcome.place() + ": " + over.state() + ", " + over.verdict() + " " + wrong);
		return outcome;
	}

	private void restart(String node) throws ProblemException {
		try {
			lab.restart(node);
		} catch (ProblemException e) {
			out.println(e.problem() + "\n" + lab.logs());
			throw e;
		}
	}

	/** The node that will restore: the wanted secondary. */
	private String leader() {
		ApplicationStatus status = status().orElseThrow();
		return status.spec().secondaries().stream().filter(n -> !n.equals(status.primary())).findFirst().orElseThrow().value();
	}

	private void halt(String node, String line) {
		try {
			Files.writeString(lab.home(node).resolve("halt-at"), line + "\n");
		} catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	private void removeHalt(String node) {
		lab.home(node).resolve("halt-at").toFile().delete();
	}

	Optional<ApplicationStatus> status() {
		return cast.status(application);
	}

	/** Running and followed by a replica, as the cluster's own snapshot says. */
	void awaitProtected() throws ProblemException {
		if (!Host.await(PATIENCE, () -> status().map(s -> s.state() == ApplicationState.PROTECTED).orElse(false))) {
			throw new AssertionError("not protected: " + status() + "\n" + lab.logs());
		}
	}

	private void look(Run over, String value, List<String> wrong) throws ProblemException {
		if (!over.state().isOver() || over.verdict().isEmpty()) {
			wrong.add("the run does not tell its end: " + over.state());
		}
		if (!Host.await(PATIENCE, () -> running().size() == 1 && status().map(s -> running().contains(s.primary().value())).orElse(false))) {
			wrong.add("not exactly one node runs it: " + running() + ", the cluster says " + status().map(ApplicationStatus::primary));
		}
		String found = redis("GET", MARKER);
		if (!value.equals(found)) {
			wrong.add("the value " + value + " was committed, and " + found + " is there");
		}
		if (!Host.await(Duration.ofSeconds(20), () -> leaks().isEmpty())) {
			wrong.add("left behind: " + leaks());
		}
	}

	/** The nodes in whose cgroup of the application a process lives and is not frozen. */
	Set<String> running() {
		Set<String> nodes = new TreeSet<>();
		for (String node : DemoLab.NODES) {
			Host.cgroups().map(root -> root.resolve("understudy-" + node).resolve(application.name().value())).filter(Files::isDirectory)
					.filter(group -> LabProcesses.isPopulated(group) && !Host.text(group.resolve("cgroup.freeze")).startsWith("1"))
					.ifPresent(_ -> nodes.add(node));
		}
		return nodes;
	}

	/** Cgroups, capsules' homes, journals of open runs and interfaces that no running capsule explains. */
	Set<String> leaks() {
		Set<String> left = new TreeSet<>();
		Set<String> running = running();
		String name = application.name().value();
		for (String node : DemoLab.NODES) {
			Set<String> wanted = running.contains(node) ? Set.of(name) : Set.of();
			Host.cgroups().ifPresent(root -> strays(root.resolve("understudy-" + node), wanted).forEach(s -> left.add("cgroup " + node + "/" + s)));
			strays(lab.home(node).resolve("open-runs"), Set.of()).forEach(s -> left.add("open run " + node + "/" + s));
			try {
				long links = Tool.run("ip", "-n", LabNetwork.namespace(node), "-o", "link").lines().filter(l -> l.matches("\\d+: u[0-9a-f]{8}h.*")).count();
				if (links != wanted.size()) {
					left.add(links + " interfaces of capsules on " + node);
				}
			} catch (ProblemException e) {
				left.add(e.problem().summary());
			}
		}
		return left;
	}

	private static Set<String> strays(Path directory, Set<String> wanted) {
		Set<String> names = new TreeSet<>();
		try (Stream<Path> entries = Files.list(directory)) {
			entries.filter(e -> !directory.toString().contains("understudy-") || Files.isDirectory(e)).map(e -> e.getFileName().toString())
					.filter(n -> !wanted.contains(n) && !n.startsWith("probe-")).forEach(names::add);
		} catch (IOException e) {
			return Set.of();
		}
		return names;
	}

	/** Asks anew for a while: just after an address moved, the first try may be lost. */
	private String redis(String... words) throws ProblemException {
		String[] answer = { null };
		Host.await(PATIENCE, () -> {
			try (RedisClient client = RedisClient.connect(DemoApplication.HOST, DemoApplication.PORT, Duration.ofSeconds(1))) {
				answer[0] = client.command(words);
				return answer[0] != null;
			} catch (IOException _) {
				return false;
			}
		});
		return answer[0];
	}

	String logs() {
		return lab.logs();
	}

	NodeName primary() {
		return status().orElseThrow().primary();
	}

	@Override
	public void close() throws ProblemException {
		cast.close();
		lab.close();
	}

	/** By hand: {@code java … FaultDrill HOME [VERB [FIRST LAST]]} dies at the steps of the verbs, counted from 0, and prints what came of it. */
	public static void main(String[] arguments) throws ProblemException {
		int first = arguments.length > 3 ? Integer.parseInt(arguments[2]) : 0;
		int last = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
		int broken = 0;
		try (FaultDrill drill = start(Path.of(arguments[0]), System.out)) {
			Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(drill)));
			for (Verb verb : List.of(Verb.REHEARSE, Verb.FAIL_OVER, Verb.SWITCH_OVER)) {
				if (arguments.length < 2 || arguments[1].equals(verb.word())) {
					List<String> steps = drill.steps(verb);
					for (String step : steps.subList(first, Math.min(steps.size(), last))) {
						broken += drill.strike(verb, "before", step).wrong().isEmpty() ? 0 : 1;
						broken += drill.strike(verb, "after", step).wrong().isEmpty() ? 0 : 1;
					}
				}
			}
		}
		System.out.println(broken + " broken");
		System.exit(broken == 0 ? 0 : 1);
	}

	static void end(FaultDrill drill) {
		try {
			drill.close();
		} catch (ProblemException e) {
			System.err.println(e.problem());
		}
	}
}
