// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * Who ordered something, and why. The server fills in who: what a client claims is ignored.
 *
 * @param actor  name of the key that ordered it, with its fingerprint
 * @param reason in the administrator's words; never empty for verbs that change anything
 */
public record Authority(String actor, String reason) {

	public Authority {
		actor = Objects.requireNonNullElse(actor, "");
		reason = Objects.requireNonNullElse(reason, "");
	}
}
