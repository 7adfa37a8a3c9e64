// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Small programs with one trait each: what introspection predicts of them is compared with what CRIU then does. No capture may fail that
 * was predicted fine, and what was captured must restore; a false alarm must be explained here.
 */
class CorpusTest {

	/** Blocked on purpose although CRIU reports no error. */
	private static final Map<String, String> FALSE_ALARMS = Map.of(
			"thread_files", "CRIU captures it without error, and loses the thread's own descriptors",
			"thread_namespace", "CRIU captures it without error, and the restored thread is in its process' network namespace",
			"namespace_lost", "some kernels let CRIU find the namespace by another process",
			"mount_overlay", "CRIU captures it; whether it restores depends on where its directories are");

	private static final int STAGES = 2;
	private static final int MINUTES = 15;
	private static final Path PROGRAMS = Path.of(System.getProperty("understudy.root", "../.."), "tests/org.understudy.corpus.tests/corpus")
			.toAbsolutePath().normalize();

	private static final Map<String, CompletableFuture<Outcome>> OUTCOMES = new TreeMap<>();
	private static final List<Thread> THREADS = new ArrayList<>();
	private static Path base;

	@BeforeAll
	static void start() throws IOException {
		assumeTrue("root".equals(System.getProperty("user.name")), "skipped: capsules need root");
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: there is no /usr/bin/python3");
		base = Files.createTempDirectory(Files.isDirectory(Path.of("/dev/shm")) ? Path.of("/dev/shm") : Path.of("/tmp"), "corpus");
		List<CorpusStage> stages = new ArrayList<>();
		for (int i = 0; i < STAGES; i++) {
			stages.add(new CorpusStage("corpus%d-%d".formatted(i, ProcessHandle.current().pid()), base.resolve("stage" + i), PROGRAMS));
		}
		List<Problem> problems = stages.getFirst().probe();
		assumeTrue(problems.isEmpty(), () -> "skipped: " + problems);
		BlockingQueue<String> queue = new LinkedBlockingQueue<>(programs());
		queue.forEach(p -> OUTCOMES.put(p, new CompletableFuture<>()));
		stages.forEach(stage -> THREADS.add(Thread.ofPlatform().name("stage").start(() -> playAll(stage, queue))));
	}

	private static List<String> programs() throws IOException {
		try (Stream<Path> files = Files.list(PROGRAMS)) {
			return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".py") && !f.equals("trait.py"))
					.map(f -> f.substring(0, f.length() - 3)).sorted().toList();
		}
	}

	private static void playAll(CorpusStage stage, BlockingQueue<String> queue) {
		for (String program = queue.poll(); program != null && !Thread.currentThread().isInterrupted(); program = queue.poll()) {
			CompletableFuture<Outcome> outcome = OUTCOMES.get(program);
			try {
				outcome.complete(playTwice(stage, program));
			} catch (IOException | ProblemException | RuntimeException e) {
				outcome.completeExceptionally(e);
			} catch (InterruptedException e) {
				outcome.completeExceptionally(e);
				Thread.currentThread().interrupt();
			}
		}
	}

	/** A capture may fail by a hair's breadth, and the product then tries again: only what fails twice is a wrong prediction. */
	private static Outcome playTwice(CorpusStage stage, String program) throws IOException, ProblemException, InterruptedException {
		Outcome first = stage.play(program);
		return first.predictedFine() && !first.wasFine() ? stage.play(program) : first;
	}

	@AfterAll
	static void end() throws IOException, InterruptedException {
		for (Thread thread : THREADS) {
			thread.interrupt();
			thread.join(TimeUnit.MINUTES.toMillis(1));
		}
		if (base != null) {
			new ProcessBuilder("rm", "-rf", "--one-file-system", base.toString()).inheritIO().start().waitFor();
		}
	}

	@TestFactory
	Stream<DynamicTest> whatIsPredictedHappens() {
		return OUTCOMES.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getKey(), e.getValue())));
	}

	private static void compare(String program, CompletableFuture<Outcome> played)
			throws InterruptedException, ExecutionException, TimeoutException {
		Outcome outcome = played.get(MINUTES, TimeUnit.MINUTES);
		System.out.println(outcome.verdict().lines().findFirst().orElse(program));
		assumeTrue(outcome.absent().isEmpty(), () -> "skipped: " + outcome.absent().get());
		if (outcome.predictedFine()) {
			assertTrue(outcome.wasFine(), () -> "predicted fine, and failed: " + outcome.story());
		} else if (outcome.wasFine()) {
			assertTrue(FALSE_ALARMS.containsKey(program), () -> "a false alarm that nobody explains: " + outcome.story());
		}
	}

	@Test
	void theCorpusIsLargeEnough() throws InterruptedException, ExecutionException, TimeoutException {
		int compared = 0;
		for (CompletableFuture<Outcome> outcome : OUTCOMES.values()) {
			compared += outcome.get(MINUTES, TimeUnit.MINUTES).absent().isEmpty() ? 1 : 0;
		}
		assertTrue(compared >= 40, "only " + compared + " traits could be compared here");
	}
}
