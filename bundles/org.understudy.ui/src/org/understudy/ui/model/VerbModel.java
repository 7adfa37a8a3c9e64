// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeInfo;
import org.understudy.model.Run;
import org.understudy.ui.Messages;

/** Which verbs can be ordered now, and of the others why not. */
public final class VerbModel {

	/**
	 * @param why reason when not enabled, else what the verb does
	 */
	public record Availability(boolean enabled, String why) {
	}

	private VerbModel() {
	}

	public static Availability of(Verb verb, DesktopState state) {
		Optional<String> obstacle = switch (verb) {
			case CONNECT -> Optional.empty();
			case ADD_HOST -> notConnected(state);
			case REMOVE_HOST -> notConnected(state).or(() -> lastNode(state));
			case PROTECT -> notConnected(state).or(() -> noHost(state));
			case REHEARSE -> notConnected(state).or(() -> noClone(state));
			case SWITCHOVER -> notConnected(state).or(() -> noClone(state)).or(() -> notServing(state));
			case FAILOVER -> notConnected(state).or(() -> noClone(state));
		};
		return new Availability(obstacle.isEmpty(), obstacle.orElse(purpose(verb)));
	}

	private static String purpose(Verb verb) {
		return switch (verb) {
			case CONNECT -> Messages.purpose_connect;
			case PROTECT -> Messages.purpose_protect;
			case REHEARSE -> Messages.purpose_rehearse;
			case SWITCHOVER -> Messages.purpose_switchover;
			case FAILOVER -> Messages.purpose_failover;
			case ADD_HOST -> Messages.purpose_addHost;
			case REMOVE_HOST -> Messages.purpose_removeHost;
		};
	}

	private static Optional<String> notConnected(DesktopState state) {
		if (state.link().isConnected() && state.hasSnapshot()) {
			return Optional.empty();
		}
		return Optional.of(state.link() instanceof LinkState.Connecting ? Messages.why_connecting : Messages.why_notConnected);
	}

	private static Optional<String> noHost(DesktopState state) {
		return state.hosts().isEmpty() ? Optional.of(Messages.why_noHost) : Optional.empty();
	}

	private static Optional<String> lastNode(DesktopState state) {
		return state.nodes().size() < 2 ? Optional.of(Messages.why_lastNode) : Optional.empty();
	}

	/** What stands against restoring a clone of the shown application. */
	private static Optional<String> noClone(DesktopState state) {
		Optional<ApplicationStatus> current = state.current();
		if (current.isEmpty()) {
			return Optional.of(state.applications().isEmpty() ? Messages.why_nothingProtected : Messages.why_nothingSelected);
		}
		ApplicationStatus application = current.get();
		if (application.committed().isNone()) {
			return Optional.of(NLS.bind(Messages.why_noEpoch, application.name()));
		}
		if (application.state() == ApplicationState.STARTING) {
			return Optional.of(NLS.bind(Messages.why_starting, application.name()));
		}
		return running(state, application.name()).or(() -> target(state, application).isPresent() ? Optional.empty()
				: Optional.of(NLS.bind(Messages.why_noSecondary, application.name())));
	}

	/** What stands still cannot be moved while it runs. */
	private static Optional<String> notServing(DesktopState state) {
		ApplicationStatus application = state.current().orElseThrow();
		boolean serves = application.state() == ApplicationState.PROTECTED || application.state() == ApplicationState.UNPROTECTED;
		return serves ? Optional.empty() : Optional.of(NLS.bind(Messages.why_notServing, application.name()));
	}

	private static Optional<String> running(DesktopState state, ApplicationName application) {
		return state.runs().stream().filter(r -> r.application().equals(application) && !r.state().isOver()).map(Run::kind).findFirst()
				.map(kind -> NLS.bind(Messages.why_running, Texts.of(kind)));
	}

	/** The node that would restore: the first secondary that answers. */
	public static Optional<NodeInfo> target(DesktopState state, ApplicationStatus application) {
		return application.spec().secondaries().stream().filter(s -> !s.equals(application.primary()))
				.flatMap(s -> state.hosts().stream().filter(h -> h.name().equals(s))).findFirst();
	}
}
