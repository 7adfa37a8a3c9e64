// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * Rehearse, fail over or stop protecting an application.
 *
 * @param application which
 * @param epoch       which epoch to restore; {@link Epoch#NONE}: the newest committed one
 * @param authority   who and why
 */
public record VerbOrder(ApplicationName application, Epoch epoch, Authority authority) {

	public VerbOrder {
		Objects.requireNonNull(application);
		epoch = Objects.requireNonNullElse(epoch, Epoch.NONE);
		Objects.requireNonNull(authority);
	}
}
