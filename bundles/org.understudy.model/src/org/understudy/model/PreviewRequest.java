// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/** Tell what this verb would do; {@code order} needs no reason. */
public record PreviewRequest(RunKind kind, VerbOrder order) {

	public PreviewRequest {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(order);
	}
}
