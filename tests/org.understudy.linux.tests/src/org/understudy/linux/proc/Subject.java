// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.Assumptions;
import org.understudy.core.graph.GraphText;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/** A program that is started to be inspected; ends with the test. */
final class Subject implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Process process;
	private final BufferedReader output;

	private Subject(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	static Subject start(Path directory, List<String> command) throws IOException {
		return new Subject(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start());
	}

	/** Skips the test where a program is missing. */
	static void needs(String program) {
		boolean found = List.of(System.getenv("PATH").split(":")).stream().anyMatch(d -> Path.of(d, program).toFile().canExecute());
		Assumptions.assumeTrue(found, program + " is not installed");
	}

	static void needsRoot() {
		Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
	}

	long pid() {
		return process.pid();
	}

	/** Tells a program that reads commands one, and waits until it is done. */
	void say(String command) throws IOException {
		process.outputWriter().append(command).append('\n').flush();
		String answer = output.readLine();
		assertEquals("done", answer, command);
	}

	/** The next line that it prints. */
	String line() throws IOException {
		return output.readLine();
	}

	ResourceGraph inspect() throws ProblemException {
		return inspect(InspectionScope.ofProcess(pid()));
	}

	static ResourceGraph inspect(InspectionScope scope) throws ProblemException {
		return new ProcfsInspector(Path.of("/proc"), Clock.systemUTC()).inspect(scope);
	}

	/** Inspects until the graph is as expected. */
	ResourceGraph await(Predicate<ResourceGraph> expected) throws ProblemException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		ResourceGraph graph = inspect();
		while (!expected.test(graph) && System.nanoTime() - deadline < 0) {
			graph = inspect();
		}
		assertTrue(expected.test(graph), GraphText.render(graph));
		return graph;
	}

	/** The one resource of that kind and label. */
	static Resource one(ResourceGraph graph, ResourceKind kind, String label) {
		List<Resource> found = graph.resources().values().stream().filter(r -> r.kind().equals(kind) && r.label().contains(label)).toList();
		return found.size() == 1 ? found.getFirst() : fail(found.size() + " of " + kind + " " + label + " in\n" + GraphText.render(graph));
	}

	static boolean has(ResourceGraph graph, ResourceKind kind, String label) {
		return graph.resources().values().stream().anyMatch(r -> r.kind().equals(kind) && r.label().contains(label));
	}

	static boolean joined(ResourceGraph graph, Resource from, DependencyKind kind, Resource to) {
		return graph.edges().stream().anyMatch(e -> e.from().equals(from.id()) && e.to().equals(to.id()) && e.kind() == kind);
	}

	@Override
	public void close() throws InterruptedException {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}
}
