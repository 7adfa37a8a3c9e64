// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeState;
import org.understudy.model.Run;
import org.understudy.model.RunState;
import org.understudy.ui.Messages;

/** The tree of nodes, applications and runs. */
public final class ExplorerModel {

	/** Symbols beside the words; the shapes are those of the design, the colour only repeats them. */
	public enum Symbol {
		GROUP, PRIMARY, SECONDARY, WITNESS, GONE, SAFE, UNSAFE, UNSURE, RUN_OK, RUN_FAILED, RUN_RUNNING, HINT
	}

	/**
	 * One line of the tree.
	 *
	 * @param id      stable over updates, so that expansion and selection stay
	 * @param element the model's record behind it, or null
	 */
	public record Item(String id, Symbol symbol, String label, String detail, Object element, List<Item> children) {

		/** Lines are the same when they stand for the same thing, whatever they say now. */
		@Override
		public boolean equals(Object other) {
			return other instanceof Item item && item.id.equals(id);
		}

		@Override
		public int hashCode() {
			return id.hashCode();
		}
	}

	private ExplorerModel() {
	}

	public static List<Item> of(DesktopState state) {
		if (!state.hasSnapshot()) {
			return List.of();
		}
		return List.of(group("nodes", Messages.explorer_nodes, state.nodes().stream().map(n -> node(n, state)).toList(),
				Messages.hint_nodes),
				group("applications", Messages.explorer_applications, state.applications().stream().map(ExplorerModel::application)
				.toList(),
						Messages.hint_applications),
				group("runs", Messages.explorer_reports, state.runs().stream().map(ExplorerModel::run).toList(), Messages.hint_runs));
	}

	private static Item group(String id, String label, List<Item> items, String hint) {
		List<Item> children = new ArrayList<>(items);
		if (children.isEmpty()) {
			children.add(new Item(id + "/hint", Symbol.HINT, hint, "", null, List.of()));
		}
		return new Item(id, Symbol.GROUP, label, items.isEmpty() ? "" : Integer.toString(items.size()), null, children);
	}

	private static Item node(NodeInfo node, DesktopState state) {
		Symbol symbol = symbol(node, state);
		return new Item("node/" + node.name(), symbol, node.name().toString(), role(symbol, node), node, List.of());
	}

	/** A node is primary while it runs at least one application. */
	public static Symbol symbol(NodeInfo node, DesktopState state) {
		if (node.state() == NodeState.GONE) {
			return Symbol.GONE;
		}
		if (node.config().witness()) {
			return Symbol.WITNESS;
		}
		boolean runs = state.applications().stream().anyMatch(a -> a.primary().equals(node.name())
				&& a.state() != ApplicationState.STOPPED);
		return runs ? Symbol.PRIMARY : Symbol.SECONDARY;
	}

	private static String role(Symbol symbol, NodeInfo node) {
		String role = switch (symbol) {
			case PRIMARY -> Messages.role_primary;
			case WITNESS -> Messages.role_witness;
			case GONE -> Messages.role_gone;
			default -> Messages.role_secondary;
		};
		return node.problems().isEmpty() ? role : NLS.bind(Messages.role_limited, role);
	}

	private static Item application(ApplicationStatus application) {
		Symbol symbol = switch (application.state()) {
			case PROTECTED -> Symbol.SAFE;
			case UNPROTECTED, STOPPED, FROZEN -> Symbol.UNSAFE;
			case STARTING, UNKNOWN -> Symbol.UNSURE;
		};
		return new Item("application/" + application.name(), symbol, application.name().toString(), detail(application), application,
				List.of());
	}

	private static String detail(ApplicationStatus application) {
		return application.state() == ApplicationState.UNPROTECTED
				? NLS.bind(Messages.state_unprotectedSince, Texts.clock(application.unprotectedSince()))
				: NLS.bind(Messages.explorer_on, Texts.of(application.state()), application.primary());
	}

	private static Item run(Run run) {
		Symbol symbol = run.state() == RunState.RUNNING ? Symbol.RUN_RUNNING
				: run.state() == RunState.SUCCEEDED ? Symbol.RUN_OK : Symbol.RUN_FAILED;
		return new Item("run/" + run.id(), symbol, Texts.of(run.kind()) + " " + run.application(),
				run.state() == RunState.SUCCEEDED ? Texts.clock(run.started()) : Texts.of(run.state()), run, List.of());
	}
}
