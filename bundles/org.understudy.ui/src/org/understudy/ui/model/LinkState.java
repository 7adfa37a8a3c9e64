// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.Optional;

import org.understudy.model.Problem;

/** Whether and how the desktop is joined to a cluster. */
public sealed interface LinkState {

	/** Nobody asked for a connection yet, or it was ended on purpose. */
	record Offline() implements LinkState {
	}

	/** The first connection is being made. */
	record Connecting(String target) implements LinkState {
	}

	/**
	 * Connected.
	 *
	 * @param node    the node that answers, as {@code alpha 10.77.0.1}
	 * @param cluster name of the cluster
	 */
	record Connected(String node, String cluster) implements LinkState {
	}

	/**
	 * The connection broke or could not be made.
	 *
	 * @param trying the node that is tried next, or empty when nothing more is tried
	 */
	record Lost(Problem problem, String trying) implements LinkState {
	}

	default boolean isConnected() {
		return this instanceof Connected;
	}

	default Optional<Problem> trouble() {
		return this instanceof Lost lost ? Optional.of(lost.problem()) : Optional.empty();
	}
}
