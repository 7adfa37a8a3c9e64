// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.understudy.checkpoint.CriuEngine;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.Capture;
import org.understudy.core.port.InspectionScope;
import org.understudy.linux.capsule.LinuxCapsuleHost;
import org.understudy.linux.net.Uplink;
import org.understudy.linux.proc.ProcfsInspector;
import org.understudy.model.ApplicationName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;

/** Runs one program of the corpus in a capsule as the product does, looks into it, captures it, restores it in a second capsule. */
final class CorpusStage {

	private static final String ADDRESS = "10.79.0.100";
	private static final String START = """
			import os, sys, types
			sys.modules["trait"] = types.ModuleType("trait")
			exec(os.environ["TRAIT"], vars(sys.modules["trait"]))
			exec(os.environ["PROGRAM"])
			""";
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path base;
	private final Path programs;
	private final LinuxCapsuleHost host;
	private final CriuEngine engine;
	private final ProcfsInspector inspector = new ProcfsInspector(Path.of("/proc"), Clock.systemUTC());

	/**
	 * @param name     distinguishes stages that play at the same time
	 * @param base     an empty directory on a tmpfs
	 * @param programs directory of the corpus
	 */
	CorpusStage(String name, Path base, Path programs) throws IOException {
		this.base = base;
		this.programs = programs;
		// isolated capsules are not connected: the uplink is never touched
		this.host = new LinuxCapsuleHost(name, Files.createDirectories(base.resolve("capsules")),
				new Uplink("lo", "127.0.0.1", Optional.empty()));
		this.engine = new CriuEngine(CriuEngine.candidates(System.getenv(), Path.of("/nowhere")), Files.createDirectories(base.resolve("work")),
				Clock.systemUTC(), System::nanoTime);
	}

	List<Problem> probe() {
		return List.of(host.probe(), engine.probe()).stream().flatMap(List::stream).toList();
	}

	/**
	 * @throws IOException      when the stage failed, not the program's capture
	 * @throws ProblemException likewise
	 */
	Outcome play(String program) throws IOException, ProblemException, InterruptedException {
		CapsulePlan plan = plan(program, "corpus");
		try {
			Capsule capsule = host.start(plan);
			String said = awaitReady(capsule);
			if (said.startsWith("absent")) {
				return Outcome.absent(program, said);
			}
			return judge(program, capsule);
		} finally {
			engine.forget(plan.id());
			clear(plan);
		}
	}

	private void clear(CapsulePlan plan) throws IOException {
		List<String> left = host.destroy(plan);
		if (!left.isEmpty()) {
			throw new IOException("left over: " + left);
		}
	}

	/** The program comes by the environment: a file of it in the upper directory would change how the overlay is mounted. */
	private CapsulePlan plan(String program, String id) throws IOException {
		Map<String, String> sources = Map.of("TRAIT", Files.readString(programs.resolve("trait.py")), "PROGRAM",
				Files.readString(programs.resolve(program + ".py")));
		return new CapsulePlan(id, new ApplicationName("corpus"), List.of("/usr/bin/python3", "-B", "-c", START), sources, "/",
				ADDRESS + "/24", Network.ISOLATED, base.resolve("capsules").resolve(id));
	}

	private Outcome judge(String program, Capsule capsule) throws IOException, ProblemException, InterruptedException {
		ResourceGraph graph = inspector.inspect(new InspectionScope(capsule.rootPid(), Set.of(ADDRESS), Optional.of(capsule.upper())));
		Path into = Files.createDirectories(base.resolve("capture"));
		try {
			Capture capture = engine.capture(capsule, into);
			return new Outcome(program, Optional.empty(), graph, Optional.empty(), restore(program, capture));
		} catch (ProblemException e) {
			return new Outcome(program, Optional.empty(), graph, Optional.of(e.problem()), Optional.empty());
		} finally {
			run("rm", "-rf", into.toString());
		}
	}

	private Optional<Problem> restore(String program, Capture capture) throws IOException, ProblemException, InterruptedException {
		CapsulePlan plan = plan(program, "corpus-clone");
		Files.createDirectories(plan.home());
		run("cp", "-a", capture.files().toString(), plan.upper().toString());
		try {
			Capsule clone = host.prepare(plan);
			long pid = engine.restore(clone, capture.images());
			return host.isAlive(host.adopt(clone, pid)) ? Optional.empty()
					: Optional.of(Problem.error("clone-died", "the clone ended at once", "", ""));
		} catch (ProblemException e) {
			return Optional.of(e.problem());
		} finally {
			clear(plan);
		}
	}

	private static String awaitReady(Capsule capsule) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() - deadline < 0) {
			String said = Files.exists(capsule.log()) ? Files.readString(capsule.log()) : "";
			if (said.contains("ready\n") || said.startsWith("absent") && said.endsWith("\n")) {
				return said;
			}
			Thread.sleep(5);
		}
		throw new IOException("it does not get ready: " + Files.readString(capsule.log()));
	}

	private static void run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).inheritIO().start();
		if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
			throw new IOException("failed: " + List.of(command));
		}
	}
}
