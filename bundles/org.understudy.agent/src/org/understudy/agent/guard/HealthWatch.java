// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.understudy.core.decision.FaultFinder;
import org.understudy.core.decision.HealthJudge;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.LifeSigns;
import org.understudy.core.port.LifeSigns.Signs;
import org.understudy.core.port.ServiceProbe.Answer;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.DetectionPolicy;
import org.understudy.model.Fault;
import org.understudy.model.ProblemException;

/**
 * The detectors inside the host: the end of the first process, health checks, and a lack of progress. From its start until it is
 * closed; a restarted application gets a new one. All state on the loop.
 */
final class HealthWatch implements AutoCloseable {

	private static final Logger LOG = System.getLogger(HealthWatch.class.getName());
	private static final Duration SIGNS = Duration.ofSeconds(1);

	private final Services services;
	private final ApplicationSpec spec;
	private final Capsule capsule;
	private final BooleanSupplier mayRun;
	private final Consumer<Optional<Fault>> told;
	private final List<ScheduledFuture<?>> timers = new ArrayList<>();
	private LifeSigns.Watch exit = () -> { };
	private HealthJudge judge;
	private Signs signs;
	private boolean asking;
	private boolean ended;
	private boolean closed;

	/**
	 * @param mayRun whether the application is not frozen now: a frozen one cannot answer
	 * @param told   on the loop, each new fault, and nothing when the last one is over
	 */
	HealthWatch(Services services, ApplicationSpec spec, Capsule capsule, BooleanSupplier mayRun, Consumer<Optional<Fault>> told) {
		this.services = services;
		this.spec = spec;
		this.capsule = capsule;
		this.mayRun = mayRun;
		this.told = told;
		this.signs = services.host().signs().look(capsule);
		this.judge = HealthJudge.started(policy(), System.nanoTime());
		watchExit();
		timers.add(services.state().loop().every(SIGNS, this::look));
		if (!spec.check().isNone()) {
			timers.add(services.state().loop().every(policy().every(), this::ask));
		}
	}

	private DetectionPolicy policy() {
		return spec.takeover().detection();
	}

	private void watchExit() {
		try {
			exit = services.host().signs().onExit(capsule, e -> services.state().loop().post(() -> exited(e)));
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, "the end of " + spec.name() + " is looked for once a second only: " + e.problem().summary(), e);
		}
	}

	/** Keeps the last counters of the living, and finds its end where the kernel cannot tell it. */
	private void look() {
		if (closed || ended) {
			return;
		}
		if (services.host().capsules().isAlive(capsule)) {
			signs = services.host().signs().look(capsule);
		} else {
			services.state().loop().effect("the end of " + spec.name(), () -> {
				Thread.sleep(SIGNS); // the pidfd knows more, and is a moment late at most
				services.state().loop().post(() -> exited(new LifeSigns.Exit(java.util.OptionalInt.empty(), java.util.OptionalInt.empty(), signs)));
			}, _ -> { });
		}
	}

	private void exited(LifeSigns.Exit how) {
		if (!closed && !ended) {
			ended = true;
			told.accept(Optional.of(FaultFinder.exit(how, signs, services.self(), services.state().clock().instant())));
		}
	}

	private void ask() {
		if (closed || ended || asking || !mayRun.getAsBoolean()) {
			return;
		}
		asking = true;
		services.state().loop().effect("check " + spec.name(), () -> {
			Answer answer = services.host().probe().probe(capsule, spec.check(), policy().timeout());
			Signs after = services.host().signs().look(capsule);
			services.state().loop().post(() -> answered(answer, after));
		}, _ -> asking = false);
	}

	private void answered(Answer answer, Signs after) {
		asking = false;
		if (closed || ended || !mayRun.getAsBoolean()) {
			return;
		}
		long now = System.nanoTime();
		boolean was = judge.fault(after, now, services.self(), services.state().clock().instant()).isPresent();
		judge = answer.serves() ? judge.passed(now) : judge.failed(answer.text(), after, now);
		Optional<Fault> fault = judge.fault(after, now, services.self(), services.state().clock().instant());
		if (fault.isPresent() || was) {
			told.accept(fault);
		}
	}

	/** Whether its first process has ended. */
	boolean ended() {
		return ended;
	}

	@Override
	public void close() {
		closed = true;
		exit.close();
		timers.forEach(t -> t.cancel(false));
	}
}
