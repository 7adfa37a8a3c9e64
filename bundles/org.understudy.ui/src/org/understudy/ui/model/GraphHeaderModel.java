// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Severity;
import org.understudy.ui.Messages;

/**
 * The line above the graph.
 *
 * @param title    which application, and that it is live
 * @param epoch    newest committed epoch and its age
 * @param risk     what would be lost if the primary died now
 * @param severity of the risk
 * @param stale    the picture is old: the connection is lost
 */
public record GraphHeaderModel(String title, String epoch, String risk, Severity severity, boolean stale) {

	/** Data of more than this many periods at risk is worth a warning. */
	private static final int PERIODS = 3;

	public static final GraphHeaderModel EMPTY = new GraphHeaderModel("", "", "", Severity.OK, false);

	/** {@code now}: monotonic nanoseconds, as in {@link DesktopState#receivedAt()}. */
	public static GraphHeaderModel of(DesktopState state, long now) {
		return state.current().map(a -> of(a, state, now)).orElse(EMPTY);
	}

	private static GraphHeaderModel of(ApplicationStatus application, DesktopState state, long now) {
		boolean stale = !state.link().isConnected();
		String title = NLS.bind(stale ? Messages.header_stale : Messages.header_live, application.name(), Texts.ago(state.age(now)));
		if (application.committed().isNone()) {
			return new GraphHeaderModel(title, Messages.header_noEpoch, Messages.header_allAtRisk, Severity.WARNING, stale);
		}
		Duration age = age(application.committedAt(), state, now);
		String epoch = NLS.bind(Messages.header_epoch, application.committed(), Texts.ago(age));
		if (stale) {
			// the epochs may go on while we cannot see them
			return new GraphHeaderModel(title, epoch, Messages.header_unknownRisk, Severity.WARNING, true);
		}
		return new GraphHeaderModel(title, epoch, NLS.bind(Messages.header_risk, Texts.of(age)), severity(application, age), false);
	}

	/** By the node's own clock up to the snapshot, by ours since: clocks of two hosts are never compared. */
	private static Duration age(Instant committedAt, DesktopState state, long now) {
		Duration then = Duration.between(committedAt, state.snapshot().at());
		return (then.isNegative() ? Duration.ZERO : then).plus(state.age(now));
	}

	private static Severity severity(ApplicationStatus application, Duration age) {
		if (application.state() == ApplicationState.UNPROTECTED || application.state() == ApplicationState.UNKNOWN) {
			return Severity.ERROR;
		}
		return age.compareTo(application.spec().period().multipliedBy(PERIODS)) > 0 ? Severity.WARNING : Severity.OK;
	}
}
