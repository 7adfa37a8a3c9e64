// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.understudy.model.ApplicationName;
import org.understudy.model.RunKind;

/**
 * An ordered recovery of several applications, flat: groups are resolved into what each step waits for.
 *
 * @param name        of the plan
 * @param version     of its text, as its author counts
 * @param description for people; may be empty
 * @param steps       in the order of the text
 */
public record RecoveryPlan(String name, String version, String description, List<Step> steps) {

	public RecoveryPlan {
		Objects.requireNonNull(name);
		steps = List.copyOf(steps);
	}

	/**
	 * One step.
	 *
	 * @param name     unique in the plan
	 * @param group    that it stands in; empty when in none
	 * @param action   what it does
	 * @param after    names of the steps that must be over before it begins
	 * @param optional whether the plan goes on when it fails
	 * @param within   its deadline
	 * @param line     in the text, 1 is the first
	 */
	public record Step(String name, String group, Action action, Set<String> after, boolean optional, Duration within, int line) {

		public Step {
			Objects.requireNonNull(name);
			Objects.requireNonNull(action);
			after = java.util.Collections.unmodifiableSet(new TreeSet<>(after));
		}
	}

	/** What a step does. */
	public sealed interface Action {

		/** In words, for lists. */
		String text();

		/** The application that it holds; empty for none. */
		default Optional<ApplicationName> application() {
			return Optional.empty();
		}
	}

	/** Orders a verb and follows its run. */
	public record Order(RunKind kind, ApplicationName target, String to) implements Action {
		@Override
		public String text() {
			return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + target + (to.isEmpty() ? "" : " to " + to);
		}

		@Override
		public Optional<ApplicationName> application() {
			return Optional.of(target);
		}
	}

	/** Waits until the application runs and its replica follows. */
	public record Gate(ApplicationName target) implements Action {
		@Override
		public String text() {
			return "wait until " + target + " is protected";
		}
	}

	/** Waits. */
	public record Pause(Duration time) implements Action {
		@Override
		public String text() {
			return "wait " + time.toMillis() / 1000.0 + " s";
		}
	}

	/** Asks a person; only yes lets it go on. */
	public record Prompt(String question) implements Action {
		@Override
		public String text() {
			return "ask: " + question;
		}
	}

	/** Runs a command on the machine that leads the plan; code 0 is success. */
	public record Command(List<String> line) implements Action {
		public Command {
			line = List.copyOf(line);
		}

		@Override
		public String text() {
			return "run: " + String.join(" ", line);
		}
	}

	public Optional<Step> step(String wanted) {
		return steps.stream().filter(s -> s.name().equals(wanted)).findFirst();
	}
}
