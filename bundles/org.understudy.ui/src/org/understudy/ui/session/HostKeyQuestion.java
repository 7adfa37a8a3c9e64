// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

/** Shows the key of a host that nobody has seen before; answers whether to trust it. Called in a job's thread, may wait for a person. */
@FunctionalInterface
public interface HostKeyQuestion {

	/** {@code shown} holds the fingerprint. */
	boolean trust(String host, String shown);
}
