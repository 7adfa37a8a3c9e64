// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeInfo;
import org.understudy.ui.Messages;

/**
 * What the dialog of a verb says before it is ordered.
 *
 * @param title        the question
 * @param consequences in plain words, one sentence each
 * @param button       the verb
 */
public record OrderModel(Verb verb, String application, String title, List<String> consequences, String button) {

	/** Rehearse, switch over or fail over; {@code risk} from {@link GraphHeaderModel#risk()}. */
	public static OrderModel of(Verb verb, DesktopState state, String risk) {
		ApplicationStatus application = state.current().orElseThrow();
		String name = application.name().toString();
		String target = VerbModel.target(state, application).map(NodeInfo::name).map(Object::toString).orElse(Messages.order_nobody);
		Object[] facts = { name, application.primary(), target, application.committed(), application.spec().host(), risk };
		return switch (verb) {
			case REHEARSE -> new OrderModel(verb, name, NLS.bind(Messages.order_rehearse, name),
					lines(facts, Messages.rehearse_1, Messages.rehearse_2, Messages.rehearse_3), Messages.button_rehearse);
			case SWITCHOVER -> new OrderModel(verb, name, NLS.bind(Messages.order_switchover, name),
					lines(facts, Messages.switchover_1, Messages.switchover_2, Messages.switchover_3), Messages.button_switchover);
			case FAILOVER -> new OrderModel(verb, name, NLS.bind(Messages.order_failover, name),
					lines(facts, Messages.failover_1, Messages.failover_2, Messages.failover_3, Messages.failover_4),
					Messages.button_failover);
			case CONNECT, PROTECT, ADD_HOST, REMOVE_HOST -> throw new IllegalArgumentException("has its own pages: " + verb);
		};
	}

	private static List<String> lines(Object[] facts, String... templates) {
		return List.of(templates).stream().map(t -> NLS.bind(t, facts)).toList();
	}

	/** Why the reason will not do, or empty when it will. */
	public static String complaint(String reason) {
		return reason.isBlank() ? Messages.order_reasonMissing : "";
	}

	private String word() {
		return switch (verb) {
			case REHEARSE -> "rehearse";
			case SWITCHOVER -> "switchover";
			case FAILOVER -> "failover";
			case CONNECT, PROTECT, ADD_HOST, REMOVE_HOST -> throw new IllegalArgumentException("has its own pages: " + verb);
		};
	}

	/** The same order on the command line. */
	public String command(String reason) {
		return "understudy " + word() + " " + application + " --reason " + ShellWords.quote(reason.isBlank() ? "\u2026" : reason.strip());
	}
}
