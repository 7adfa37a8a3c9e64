// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

/** Hears how far provisioning is; called on the provisioner's thread, must not block. */
@FunctionalInterface
public interface ProvisionProgress {

	ProvisionProgress NONE = (_, _, _) -> {
	};

	/** {@code step} in words; {@code done} and {@code total} in bytes, both zero where there is nothing to count. */
	void at(String step, long done, long total);
}
