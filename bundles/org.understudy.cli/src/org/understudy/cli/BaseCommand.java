// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.concurrent.Callable;

import org.understudy.model.ProblemException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. Subclasses that are not in {@link Main}'s list are added there. */
public abstract class BaseCommand implements Callable<Integer> {

	@Spec
	protected CommandSpec spec;

	@Option(names = "--json", description = "Write JSON only: results to standard output, a problem to standard error.")
	protected boolean json;

	@Option(names = "--debug", description = "Show the technical origin of a problem.")
	protected boolean debug;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	private boolean help;

	@Override
	public final Integer call() {
		Console console = console();
		try {
			return execute(console);
		} catch (ProblemException e) {
			console.problem(e.problem());
			if (debug) {
				console.debug(e);
			}
			return ExitCode.of(e.problem());
		}
	}

	private Console console() {
		Main.Streams streams = Main.streams(spec);
		return new Console(streams.out(), streams.err(), json);
	}

	/** Does it; answers with the exit code. May block. */
	protected abstract int execute(Console console) throws ProblemException;
}
