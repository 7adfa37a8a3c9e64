// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;
import java.util.Objects;

/**
 * How an application is held and captured.
 *
 * @param period  how the time between epochs is chosen
 * @param hooks   what runs in it at moments of an epoch, in order
 * @param capsule how its capsule is made
 */
public record CaptureSettings(PeriodPolicy period, List<Hook> hooks, CapsuleSettings capsule) {

	public static final CaptureSettings DEFAULT = new CaptureSettings(PeriodPolicy.FIXED, List.of(), CapsuleSettings.DEFAULT);

	public CaptureSettings {
		period = Objects.requireNonNullElse(period, PeriodPolicy.FIXED);
		hooks = List.copyOf(hooks);
		capsule = Objects.requireNonNullElse(capsule, CapsuleSettings.DEFAULT);
	}

	public List<Hook> hooks(Hook.Moment when) {
		return hooks.stream().filter(hook -> hook.when() == when).toList();
	}
}
