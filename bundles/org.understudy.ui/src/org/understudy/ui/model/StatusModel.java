// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationState;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.ui.Messages;

/** The status line and the window's title. */
public final class StatusModel {

	private static final String DOT = " \u00b7 ";

	private StatusModel() {
	}

	/** {@code connected · 1 application protected · last proof 2 h ago}. */
	public static String line(DesktopState state, long now) {
		return switch (state.link()) {
			case LinkState.Offline _ -> Messages.status_offline;
			case LinkState.Connecting c -> NLS.bind(Messages.status_connecting, c.target());
			case LinkState.Connected c -> NLS.bind(Messages.status_connected, c.node()) + DOT + applications(state) + proof(state, now);
			case LinkState.Lost lost -> NLS.bind(Messages.status_lost, lost.problem().summary())
					+ (lost.trying().isEmpty() ? "" : DOT + NLS.bind(Messages.status_trying, lost.trying()));
		};
	}

	private static String applications(DesktopState state) {
		long safe = state.applications().stream().filter(a -> a.state() == ApplicationState.PROTECTED).count();
		int all = state.applications().size();
		if (all == 0) {
			return Messages.status_none;
		}
		String words = NLS.bind(safe == 1 ? Messages.status_one : Messages.status_many, safe);
		return safe == all ? words : words + DOT + NLS.bind(Messages.status_unprotected, all - safe);
	}

	private static String proof(DesktopState state, long now) {
		Optional<Instant> last = state.runs().stream().filter(r -> r.kind() == RunKind.REHEARSAL && r.state() == RunState.SUCCEEDED)
				.map(Run::started).findFirst();
		return last.map(at -> DOT + NLS.bind(Messages.status_proof, Texts.ago(Duration.between(at, state.snapshot().at())
				.plus(state.age(now)))))
				.orElse(state.applications().isEmpty() ? "" : DOT + Messages.status_noProof);
	}

	/** {@code Understudy – demo cluster – alpha 10.77.0.1}. */
	public static String title(DesktopState state) {
		return switch (state.link()) {
			case LinkState.Connected c -> NLS.bind(Messages.title_connected, c.cluster(), c.node());
			case LinkState.Lost _ when state.hasSnapshot() -> NLS.bind(Messages.title_lost, state.snapshot().cluster());
			case LinkState.Lost _, LinkState.Offline _, LinkState.Connecting _ -> Messages.title;
		};
	}
}
