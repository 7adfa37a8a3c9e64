// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;

/**
 * How it is known that the old primary cannot run the application any more.
 *
 * @param node   the old primary
 * @param how    in words: "stopped by its agent", "lease of term 3 expired at 2 of 3 voters"
 * @param fenced whether that is certain
 * @param at     when it was established
 */
public record FenceEvidence(NodeName node, String how, boolean fenced, Instant at) {
}
