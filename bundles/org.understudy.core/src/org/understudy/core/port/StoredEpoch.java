// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.time.Instant;

import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Term;

/**
 * A committed epoch on this node.
 *
 * @param capturedAt wall clock of the primary at the freeze
 * @param size       bytes of images and files
 * @param meta       what the primary sent with it, opaque to the store: the application's spec and its graph at that moment
 */
public record StoredEpoch(ApplicationName application, Epoch epoch, Term term, Instant capturedAt, Bytes size, byte[] meta) {
}
