// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.admin.plan.PlanReader;
import org.understudy.admin.plan.PlanRunner;
import org.understudy.admin.plan.PlanRunner.Outcome;
import org.understudy.admin.plan.PlanRunner.Said;
import org.understudy.core.plan.PlanCheck;
import org.understudy.core.plan.PlanDiff;
import org.understudy.core.plan.PlanFinding;
import org.understudy.core.plan.PlanProgress;
import org.understudy.core.plan.RecoveryPlan;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.core.run.Situation;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ordered recoveries of several applications, written down as YAML. */
@Command(name = "plan", description = "Ordered recoveries of several applications, as YAML files.", subcommands = { PlanCommand.Validate.class,
		PlanCommand.Diff.class, PlanCommand.Run.class })
final class PlanCommand extends BaseCommand {

	@Override
	protected int execute(Console console) throws ProblemException {
		throw Problem.error("usage", "What about a plan?", "", "Use 'understudy plan validate', 'plan diff' or 'plan run'.").exception();
	}

	private static PlanReader.Result read(Path file) throws ProblemException {
		try {
			return PlanReader.read(Files.readString(file));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("plan-unreadable", file + " cannot be read.", String.valueOf(e.getMessage()), "Check the path."), e);
		}
	}

	/** {@code plan.yaml:12: error: …}, as editors understand it. */
	private static String text(Path file, PlanFinding finding) {
		return "%s:%d: %s: %s".formatted(file, finding.line(), finding.severity().name().toLowerCase(Locale.ROOT), finding.text());
	}

	private static RecoveryPlan sound(Path file, Console console) throws ProblemException {
		PlanReader.Result result = read(file);
		if (!result.isSound()) {
			result.findings().forEach(f -> console.err().println(text(file, f)));
			throw Problem.error("usage", file + " is not a plan that could be run.", "", "Correct it; see: understudy plan validate " + file).exception();
		}
		return result.plan().orElseThrow();
	}

	@Command(name = "validate", description = "Check a plan's text; nothing is asked of a cluster. Exit code 1 when something is wrong.")
	static final class Validate extends BaseCommand {

		@Parameters(paramLabel = "FILE", description = "A plan.")
		private Path file;

		@Override
		protected int execute(Console console) throws ProblemException {
			PlanReader.Result result = read(file);
			List<String> lines = new ArrayList<>(result.findings().stream().map(f -> text(file, f)).toList());
			result.plan().filter(_ -> result.isSound()).ifPresent(p -> p.steps().forEach(s -> lines.add(line(s))));
			console.show(result.findings(), String.join("\n", lines));
			return result.isSound() ? ExitCode.OK : ExitCode.FINDING;
		}

		private static String line(Step step) {
			return "  %-28s %s%s%s".formatted(step.name(), step.action().text(), step.after().isEmpty() ? "" : "  after " + step.after(),
					step.optional() ? "  (optional)" : "");
		}
	}

	@Command(name = "diff", description = "What changed from one version of a plan to another; comments do not count. Exit code 1 when something did.")
	static final class Diff extends BaseCommand {

		@Parameters(index = "0", paramLabel = "OLD", description = "A plan.")
		private Path old;

		@Parameters(index = "1", paramLabel = "NEW", description = "A plan.")
		private Path now;

		@Override
		protected int execute(Console console) throws ProblemException {
			List<String> changes = PlanDiff.between(sound(old, console), sound(now, console));
			console.show(changes, String.join("\n", changes));
			return changes.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
		}
	}

	@Command(name = "run", description = "Lead a plan from here: its orders are runs of the cluster, its commands run on this machine.")
	static final class Run extends ClusterCommand {

		@Parameters(paramLabel = "FILE", description = "A plan.")
		private Path file;

		@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal and the reports. Mandatory.")
		private String reason;

		@Option(names = "--yes", description = "Answer yes to all that it asks.")
		private boolean yes;

		@Option(names = "--dry-run", description = "Only check it against this cluster.")
		private boolean dryRun;

		@Option(names = "--junit", paramLabel = "FILE", description = "Write the outcome as JUnit XML: for pipelines.")
		private Path junit;

		@Override
		int execute(Console console, Operations operations) throws ProblemException {
			RecoveryPlan plan = sound(file, console);
			List<PlanFinding> findings = PlanCheck.in(plan, situation(await(operations.cluster()), operations));
			findings.forEach(f -> console.err().println(text(file, f)));
			if (dryRun) {
				console.show(findings, findings.isEmpty() ? plan.name() + ": " + plan.steps().size() + " steps; this cluster has all that they name." : "");
				return findings.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
			}
			if (reason == null || reason.isBlank()) {
				throw Operations.reasonMissing().exception();
			}
			return lead(plan, console, new PlanRunner(operations, reason.strip(), this::answer));
		}

		private int lead(RecoveryPlan plan, Console console, PlanRunner runner) throws ProblemException {
			try {
				List<Outcome> outcomes = runner.run(plan, o -> tell(console, o));
				boolean good = outcomes.stream().allMatch(o -> o.state() == PlanProgress.State.DONE || o.step().optional() && o.state() == PlanProgress.State.FAILED);
				if (junit != null) {
					JUnitXml.write(junit, plan.name(), outcomes.stream().map(Run::testCase).toList());
				}
				console.show(outcomes, "plan " + plan.name() + (good ? " succeeded" : " FAILED") + ": "
						+ outcomes.stream().filter(o -> o.state() == PlanProgress.State.DONE).count() + " of " + outcomes.size() + " steps done");
				return good ? ExitCode.OK : ExitCode.FINDING;
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new ProblemException(Problem.error("cancelled", "The plan is not led any more.", "What it ordered goes on.", "See: understudy runs"), e);
			}
		}

		private static JUnitXml.Case testCase(Outcome it) {
			return new JUnitXml.Case(it.step().group().isEmpty() ? "plan" : it.step().group(), it.step().name(), it.took(), switch (it.state()) {
				case DONE -> JUnitXml.Verdict.PASSED;
				case FAILED -> it.step().optional() ? JUnitXml.Verdict.SKIPPED : JUnitXml.Verdict.FAILED;
				case WAITING, RUNNING, NOT_EXECUTED -> JUnitXml.Verdict.SKIPPED;
			}, it.text());
		}

		private static void tell(Console console, Outcome it) {
			if (!console.json()) {
				String took = it.state().isOver() ? "  " + Times.text(it.took()) : "";
				console.line("  %-12s  %s%s  %s".formatted(it.state().name().toLowerCase(Locale.ROOT), it.step().name(), took, it.text()));
			}
		}

		/** One question at a time, whatever runs beside it. */
		private synchronized Said answer(String question) throws ProblemException {
			if (yes) {
				return new Said(true, "--yes");
			}
			java.io.Console terminal = System.console();
			if (terminal == null || !terminal.isTerminal()) {
				throw Problem.error("nobody-to-ask", "Nobody can answer: " + question, "There is no terminal.", "Start it in a terminal, or with --yes.").exception();
			}
			String answer = terminal.readLine(question + " (yes/no) ");
			return new Said(answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes"), System.getProperty("user.name"));
		}

		private Situation situation(ClusterSnapshot now, Operations operations) throws ProblemException {
			return new Situation(now.applications(), await(operations.configuration()),
					now.nodes().stream().filter(n -> n.state() == NodeState.ALIVE).map(NodeInfo::name).collect(java.util.stream.Collectors.toSet()), now.runs(), now.at());
		}
	}
}
