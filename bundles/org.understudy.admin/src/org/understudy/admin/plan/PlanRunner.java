// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin.plan;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.understudy.admin.Answers;
import org.understudy.admin.Operations;
import org.understudy.admin.Operations.Wish;
import org.understudy.core.plan.PlanProgress;
import org.understudy.core.plan.PlanProgress.State;
import org.understudy.core.plan.RecoveryPlan;
import org.understudy.core.plan.RecoveryPlan.Command;
import org.understudy.core.plan.RecoveryPlan.Gate;
import org.understudy.core.plan.RecoveryPlan.Order;
import org.understudy.core.plan.RecoveryPlan.Pause;
import org.understudy.core.plan.RecoveryPlan.Prompt;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/**
 * Leads a plan from the machine it is started on: orders are runs of the cluster, which go on whatever becomes of this; commands run
 * here. Steps that wait for nothing more run at once, each on a thread of its own; all decisions are those of {@link PlanProgress}.
 */
public final class PlanRunner {

	private static final Duration ANSWER = Duration.ofSeconds(60);
	private static final Duration LOOK = Duration.ofMillis(500);

	private final Operations operations;
	private final String reason;
	private final Person person;

	/** Answers what a plan asks; called on a step's thread, may block. */
	@FunctionalInterface
	public interface Person {
		/** @return whether the plan may go on, and who said so */
		Said ask(String question) throws ProblemException;
	}

	/** An answer, and by whom. */
	public record Said(boolean yes, String who) {
	}

	/**
	 * What became of a step.
	 *
	 * @param text one line: verdict, answer, output, or why it failed
	 */
	public record Outcome(Step step, State state, Instant began, Duration took, String text) {
	}

	public PlanRunner(Operations operations, String reason, Person person) {
		this.operations = operations;
		this.reason = reason;
		this.person = person;
	}

	/** Blocks until the plan is over; {@code told} hears of each step when it begins and when it is over. In the plan's order. */
	public List<Outcome> run(RecoveryPlan plan, Consumer<Outcome> told) throws InterruptedException {
		Map<String, State> states = new HashMap<>();
		Map<String, Outcome> outcomes = new HashMap<>();
		BlockingQueue<Outcome> over = new LinkedBlockingQueue<>();
		while (!PlanProgress.isOver(plan, states)) {
			for (Step step : PlanProgress.ready(plan, states)) {
				states.put(step.name(), State.RUNNING);
				told.accept(new Outcome(step, State.RUNNING, Instant.now(), Duration.ZERO, step.action().text()));
				Thread.ofVirtual().name("step " + step.name()).start(() -> over.add(perform(plan, step)));
			}
			Outcome outcome = over.take();
			states.put(outcome.step().name(), outcome.state());
			outcomes.put(outcome.step().name(), outcome);
			told.accept(outcome);
		}
		List<Outcome> all = new ArrayList<>();
		for (Step step : plan.steps()) {
			all.add(outcomes.getOrDefault(step.name(), new Outcome(step, State.NOT_EXECUTED, Instant.EPOCH, Duration.ZERO, "a step before it failed")));
		}
		return all;
	}

	private Outcome perform(RecoveryPlan plan, Step step) {
		Instant began = Instant.now();
		long start = System.nanoTime();
		try {
			String text = act(plan, step);
			return new Outcome(step, State.DONE, began, Duration.ofNanos(System.nanoTime() - start), text);
		} catch (ProblemException e) {
			return new Outcome(step, State.FAILED, began, Duration.ofNanos(System.nanoTime() - start), e.problem().summary());
		} catch (InterruptedException | RuntimeException e) {
			return new Outcome(step, State.FAILED, began, Duration.ofNanos(System.nanoTime() - start), e.toString());
		}
	}

	private String act(RecoveryPlan plan, Step step) throws ProblemException, InterruptedException {
		return switch (step.action()) {
			case Order order -> order(plan, step, order);
			case Gate gate -> gate(gate.target(), step.within());
			case Pause pause -> {
				Thread.sleep(pause.time());
				yield "waited";
			}
			case Prompt prompt -> asked(prompt);
			case Command command -> command(command, step.within());
		};
	}

	private String order(RecoveryPlan plan, Step step, Order order) throws ProblemException {
		String why = reason + " (plan " + plan.name() + ", step " + step.name() + ")";
		Run ordered = Answers.await(operations.order(order.kind(), new Wish(order.target(), Epoch.NONE, order.to()), why), ANSWER);
		Run over = Answers.await(operations.awaitRun(ordered.id(), _ -> { }, step.within()), step.within().plusSeconds(5));
		if (over.state() != RunState.SUCCEEDED) {
			throw Problem.error("step-failed", over.id() + ": " + over.verdict(), "", "See: understudy run " + over.id()).exception();
		}
		return over.id() + ": " + over.verdict();
	}

	private String gate(ApplicationName name, Duration within) throws ProblemException, InterruptedException {
		long end = System.nanoTime() + within.toNanos();
		while (System.nanoTime() < end) {
			boolean healthy = Answers.await(operations.cluster(), ANSWER).applications().stream()
					.anyMatch(a -> a.name().equals(name) && a.state() == ApplicationState.PROTECTED);
			if (healthy) {
				return name + " is protected";
			}
			Thread.sleep(LOOK); // the cluster tells four times a second at most
		}
		throw Problem.error("gate-closed", name + " was not protected within " + within.toSeconds() + " s.", "", "Look at it: understudy apps").exception();
	}

	private String asked(Prompt prompt) throws ProblemException {
		Said said = person.ask(prompt.question());
		if (!said.yes()) {
			throw Problem.error("answered-no", said.who() + " answered no to: " + prompt.question(), "", "").exception();
		}
		return said.who() + " answered yes";
	}

	private static String command(Command command, Duration within) throws ProblemException, InterruptedException {
		try {
			Process process = new ProcessBuilder(command.line()).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).redirectInput(Redirect.from(new java.io.File("/dev/null"))).start();
			boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
			process.destroyForcibly();
			if (!ended || process.exitValue() != 0) {
				throw Problem.error("command-failed", String.join(" ", command.line()) + (ended ? " ended with code " + process.exitValue() : " did not end within " + within.toSeconds() + " s"),
						"", "").exception();
			}
			return "ended with code 0";
		} catch (IOException e) {
			throw new ProblemException(Problem.error("command-failed", "It could not be started: " + String.join(" ", command.line()), "", "Check the path."), e);
		}
	}
}
