// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;

/**
 * A voter's answer to a {@link Ballot}.
 *
 * @param voter      who answers
 * @param granted    yes or no
 * @param highest    the highest term this voter has granted
 * @param retryAfter when refused because a lease still runs: when it will be over at the latest; else zero
 * @param why        reason of a refusal in words; of a granted TAKE, how the lease before it ended; else empty
 */
public record Vote(NodeName voter, boolean granted, Term highest, Duration retryAfter, String why) {
}
