// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;
import java.util.Objects;

/**
 * Rehearse, fail over, switch over or stop protecting an application.
 *
 * @param application which
 * @param epoch       which epoch to restore; {@link Epoch#NONE}: the newest committed one
 * @param authority   who and why
 * @param to          the node that shall do it, by name; empty: the cluster chooses
 * @param faults      what a rehearsal breaks, in this order
 */
public record VerbOrder(ApplicationName application, Epoch epoch, Authority authority, String to, List<CloneFault> faults) {

	public VerbOrder {
		Objects.requireNonNull(application);
		epoch = Objects.requireNonNullElse(epoch, Epoch.NONE);
		Objects.requireNonNull(authority);
		to = Objects.requireNonNullElse(to, "");
		faults = List.copyOf(faults);
	}

	/** That breaks nothing. */
	public VerbOrder(ApplicationName application, Epoch epoch, Authority authority, String to) {
		this(application, epoch, authority, to, List.of());
	}

	/** Wherever the cluster chooses. */
	public VerbOrder(ApplicationName application, Epoch epoch, Authority authority) {
		this(application, epoch, authority, "");
	}

	public VerbOrder withAuthority(Authority other) {
		return new VerbOrder(application, epoch, other, to, faults);
	}
}
