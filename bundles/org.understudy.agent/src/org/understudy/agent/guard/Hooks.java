// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsuleHost;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Hook;
import org.understudy.model.Hook.Moment;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Runs an application's hooks inside its capsule. Thread-safe. */
public record Hooks(CapsuleHost capsules, ApplicationSpec spec) {

	/** Before something: the first one that fails stops that. */
	public void before(Moment when, Capsule capsule) throws ProblemException {
		for (Hook hook : spec.capture().hooks(when)) {
			Optional<Problem> failure = run(hook, capsule);
			if (failure.isPresent()) {
				throw failure.get().exception();
			}
		}
	}

	/** After something: all run, what failed is told. */
	public List<Problem> after(Moment when, Capsule capsule) {
		return spec.capture().hooks(when).stream().map(hook -> run(hook, capsule)).flatMap(Optional::stream).toList();
	}

	private Optional<Problem> run(Hook hook, Capsule capsule) {
		Map<String, String> environment = Map.of("UNDERSTUDY_APPLICATION", spec.name().value(), "UNDERSTUDY_MOMENT", hook.when().word());
		try {
			CapsuleHost.Exit exit = capsules.run(capsule, hook.command(), environment, hook.deadline());
			return exit.code() == 0 ? Optional.empty()
					: Optional.of(failed(hook, "ended with code " + exit.code()).causedBy(exit.output()));
		} catch (ProblemException e) {
			boolean late = e.problem().code().equals("command-timeout");
			String how = late ? "did not end within " + hook.deadline().toMillis() + " ms and was killed" : "could not be run";
			return Optional.of(failed(hook, how).causedBy(e.problem().summary()));
		}
	}

	private Problem failed(Hook hook, String how) {
		String summary = "The hook %s of %s %s.".formatted(hook.when().word(), spec.name(), how);
		String remedy = "Try the command inside the capsule; protect again with a longer deadline or a corrected command.";
		return hook.when().isBefore()
				? Problem.error("hook-failed", summary, "What it precedes was not done: '" + hook.command() + "'.", remedy)
				: Problem.warning("hook-failed", summary, "Its command is '" + hook.command() + "'.", remedy);
	}
}
