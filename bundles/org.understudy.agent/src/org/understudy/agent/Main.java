// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;

import org.understudy.api.Json;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The agent's program: {@code init} makes a node's home and prints its public identity as one JSON line, {@code run} is the node.
 * Exit codes: 0 ended as asked, 2 wrong arguments, 6 not possible here, 70 a bug.
 */
public final class Main {

	private static final int BUG = 70;
	private static final String USAGE = """
			understudy-agent init --home DIR --name NAME --address IP [--witness] [--ports ADMINISTRATION,MESH,MEMBERSHIP]
			understudy-agent run  --home DIR
			understudy-agent --version""";

	private Main() {
	}

	public static void main(String[] arguments) {
		int code = BUG;
		try {
			code = run(arguments, System.out, System.err);
		} finally {
			if (code != 0) {
				System.exit(code); // also with a bug: threads of a half-started node must not keep its lock
			}
		}
	}

	static int run(String[] arguments, PrintStream out, PrintStream err) {
		try {
			return command(arguments, out, err);
		} catch (IllegalArgumentException e) {
			err.println("error: " + e.getMessage() + "\n" + USAGE);
			return 2;
		} catch (ProblemException e) {
			print(e.problem(), err);
			return 6;
		}
	}

	private static int command(String[] arguments, PrintStream out, PrintStream err) throws ProblemException {
		String verb = arguments.length == 0 ? "" : arguments[0];
		switch (verb) {
			case "init" -> out.println(Json.write(Initialisation.of(Arguments.of(arguments)).perform()));
			case "run" -> serve(new NodeHome(Path.of(Arguments.of(arguments).need("home")).toAbsolutePath()));
			case "--version" -> out.println(Version.TEXT);
			default -> {
				err.println((verb.isEmpty() ? "error: say what to do" : "error: unknown command " + verb + " in " + Arrays.toString(arguments)) + "\n" + USAGE);
				return 2;
			}
		}
		return 0;
	}

	/** Runs the node until the process is asked to end. */
	private static void serve(NodeHome home) throws ProblemException {
		Libraries.quieten();
		Node node = Node.start(home);
		Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(node::close));
		node.awaitEnd();
	}

	private static void print(Problem problem, PrintStream err) {
		err.println("error: " + problem.summary());
		if (!problem.explanation().isEmpty()) {
			err.println("  why: " + problem.explanation());
		}
		if (!problem.remedy().isEmpty()) {
			err.println("  do:  " + problem.remedy());
		}
	}
}
