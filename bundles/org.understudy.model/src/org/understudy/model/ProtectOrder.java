// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/** Start this application on this node and keep its replica up to date. */
public record ProtectOrder(ApplicationSpec spec, NodeName primary, Authority authority) {

	public ProtectOrder {
		Objects.requireNonNull(spec);
		Objects.requireNonNull(primary);
		Objects.requireNonNull(authority);
	}
}
