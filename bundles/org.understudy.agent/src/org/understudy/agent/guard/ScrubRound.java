// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.lang.System.Logger.Level;
import java.time.Duration;

import org.understudy.agent.Journal;
import org.understudy.core.port.EpochStore.Scrub;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ScrubReport;
import org.understudy.model.Severity;

/** Reads once a day what is kept here of all applications' epochs, slowly; what is damaged is journaled, and mended by the next epoch. */
public final class ScrubRound implements AutoCloseable {

	private static final Duration FIRST = Duration.ofMinutes(10);
	private static final Duration PERIOD = Duration.ofHours(24);
	/** A disk does ten times that and more. */
	private static final Bytes PACE = Bytes.of(16 << 20);

	private final Services services;
	private final Thread thread;

	/** Begins to wait for the first round. */
	public ScrubRound(Services services) {
		this.services = services;
		this.thread = Thread.ofPlatform().daemon().name("scrub").start(this::run);
	}

	private void run() {
		try {
			for (Duration wait = FIRST; true; wait = PERIOD) {
				Thread.sleep(wait);
				round();
			}
		} catch (InterruptedException e) {
			System.getLogger(ScrubRound.class.getName()).log(Level.DEBUG, "scrubbing ends", e);
		}
	}

	private void round() {
		for (ApplicationName application : services.epochs().store().applications()) {
			try {
				scrub(services, application, PACE);
			} catch (ProblemException e) {
				journal(services, application, e.problem());
			} catch (RuntimeException e) {
				System.getLogger(ScrubRound.class.getName()).log(Level.ERROR, "a bug while scrubbing " + application, e);
			}
		}
	}

	/**
	 * Reads what is kept here of one application. Blocks for as long as that takes.
	 *
	 * @param pace bytes a second; zero for as fast as it goes
	 */
	public static ScrubReport scrub(Services services, ApplicationName application, Bytes pace) throws ProblemException {
		Scrub scrub = services.epochs().store().scrub(application, pace);
		scrub.findings().forEach(finding -> journal(services, application, finding));
		return new ScrubReport(services.self(), scrub.read(), scrub.epochs(), scrub.findings());
	}

	private static void journal(Services services, ApplicationName application, Problem problem) {
		services.state().journal().add(Severity.ERROR, Journal.SELF, application.value(), problem.code(), problem.summary());
	}

	@Override
	public void close() {
		thread.interrupt();
	}
}
