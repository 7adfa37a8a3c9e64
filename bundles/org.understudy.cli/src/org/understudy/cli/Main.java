// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.understudy.cli.demo.DemoCommand;
import org.understudy.model.Bytes;
import org.understudy.model.CommitPolicy;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Retention;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: everything that the desktop can do. */
@Command(name = "understudy", version = "understudy 0.1.0", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
		description = "Keeps up-to-date clones of running applications on other machines.",
		footer = { "", "Exit codes: 0 done; 1 a run failed, or something was found; 2 usage; 3 unreachable or timed out;",
				"4 refused (authentication, authorisation, host key); 5 not found; 6 not possible now; 70 fault of the program." },
		subcommands = { ConnectCommand.class, NodesCommand.class, ApplicationsCommand.class, GraphCommand.class, ExplainCommand.class,
				PreflightCommand.class, DiagnoseCommand.class, ScrubCommand.class,
				ProtectCommand.class, RehearseCommand.class, FailoverCommand.class, SwitchoverCommand.class, FailbackCommand.class,
				DrainCommand.class, PlanCommand.class, WhatIfCommand.class,
				UnprotectCommand.class, WhyCommand.class, MaintenanceCommand.class, RunCommand.class, RunsCommand.class,
				JournalCommand.class, EpochsCommand.class, EpochCommand.class, AdviseCommand.class, AdoptCommand.class, ReportCommand.class, HostsCommand.class, DemoCommand.class })
public final class Main implements Runnable {

	/** Held here so that its level lasts: java.util.logging keeps loggers weakly. */
	private static final Logger ROOT = Logger.getLogger("");

	/** The streams of one invocation. */
	record Streams(PrintStream out, PrintStream err) {
	}

	private final Streams streams;

	private Main(Streams streams) {
		this.streams = streams;
	}

	public static void main(String[] arguments) {
		ROOT.setLevel(Level.OFF);
		int code = run(arguments, System.out, System.err);
		System.out.flush();
		// Threads of a connection may still be closing: nothing to wait for.
		System.exit(code);
	}

	/** One invocation in this process; answers with the exit code. */
	public static int run(String[] arguments, PrintStream out, PrintStream err) {
		Streams streams = new Streams(out, err);
		CommandLine line = new CommandLine(new Main(streams));
		line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
		line.setCaseInsensitiveEnumValuesAllowed(true).setAbbreviatedSubcommandsAllowed(false);
		line.registerConverter(java.time.Duration.class, Times::parse);
		line.registerConverter(CommitPolicy.class, CommitPolicy::parse);
		line.registerConverter(Retention.class, Retention::parse);
		line.registerConverter(Bytes.class, Bytes::parse);
		line.setParameterExceptionHandler((e, given) -> usage(e, console(streams, given)));
		line.setExecutionExceptionHandler((e, _, result) -> fault(e, console(streams, arguments), result));
		return line.execute(arguments);
	}

	static Streams streams(CommandSpec spec) {
		return ((Main) spec.root().userObject()).streams;
	}

	private static Console console(Streams streams, String[] arguments) {
		return new Console(streams.out, streams.err, List.of(arguments).contains("--json"));
	}

	private static int usage(ParameterException e, Console console) {
		String command = e.getCommandLine().getCommandSpec().qualifiedName();
		Problem problem = e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
				? unknown(unmatched, command) : Problem.error("usage", upperFirst(e.getMessage()) + ".", "", "See '" + command + " --help'.");
		console.problem(problem);
		return ExitCode.USAGE;
	}

	private static Problem unknown(UnmatchedArgumentException e, String command) {
		String word = e.getUnmatched().getFirst();
		List<String> similar = e.getSuggestions();
		String remedy = similar.isEmpty() ? "See '" + command + " --help'."
				: "Did you mean '" + command + " " + String.join("' or '" + command + " ", similar) + "'? See '" + command + " --help'.";
		boolean isCommand = !e.getCommandLine().getSubcommands().isEmpty();
		return isCommand ? Problem.error("unknown-command", "'" + word + "' is not a command of " + command + ".", "", remedy)
				: Problem.error("usage", "'" + word + "' is one word too many for " + command + ".", "", "See '" + command + " --help'.");
	}

	private static String upperFirst(String text) {
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1).replaceFirst("\\.$", "");
	}

	private static int fault(Exception e, Console console, ParseResult result) {
		Problem problem = Problem.error("internal-error", "The command failed unexpectedly.", "This is a fault of the program: " + e,
				"Report it, with the output of the same command with --debug.");
		console.problem(problem);
		if (result.originalArgs().contains("--debug")) {
			console.debug(new ProblemException(problem, e));
		}
		return ExitCode.INTERNAL;
	}

	/** No command: how to use it. */
	@Override
	public void run() {
		CommandLine.usage(this, streams.out);
	}
}
