// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;

/**
 * One line of a node's journal: append-only, each entry carrying the hash of the one before.
 *
 * @param node        whose journal
 * @param sequence    1, 2, … without gaps
 * @param at          wall clock, for display only
 * @param severity    how much it matters
 * @param actor       who; "understudy" for what the agent did by itself
 * @param application which application, or empty
 * @param event       kebab-case event: {@code epoch-committed}, {@code failover-ordered}
 * @param text        one sentence for people
 * @param previous    hex SHA-256 of the entry before; 64 zeros for the first
 * @param hash        hex SHA-256 over all the other fields
 */
public record JournalEntry(NodeName node, long sequence, Instant at, Severity severity, String actor, String application, String event,
		String text, String previous, String hash) {
}
