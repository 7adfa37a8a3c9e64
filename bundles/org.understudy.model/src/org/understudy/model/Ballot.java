// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * A question to a voter about the right to run an application.
 *
 * @param application which
 * @param node        who asks
 * @param term        under which term: for {@code TAKE} one that must be higher than any the voter has seen
 * @param kind        what is asked
 */
public record Ballot(ApplicationName application, NodeName node, Term term, Kind kind) {

	public enum Kind {
		/** The primary goes on: extends its lease. Only the winner of a term may ever renew it. */
		RENEW,
		/** Would a {@code TAKE} be granted? Binds the voter to nothing. */
		ASK,
		/** A candidate wants to be primary with a higher term; granted when the holder's lease is over or released. */
		TAKE,
		/** The primary no longer runs the application and gives its lease back at once. */
		RELEASE
	}

	public Ballot {
		Objects.requireNonNull(application);
		Objects.requireNonNull(node);
		Objects.requireNonNull(term);
		Objects.requireNonNull(kind);
	}
}
