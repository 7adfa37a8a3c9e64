// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.util.Optional;

/** Names of addresses, as this host's resolver gives them. Never waits: an unknown name may be known a little later. Thread-safe. */
@FunctionalInterface
public interface HostNames {

	HostNames NONE = _ -> Optional.empty();

	/** @param address an IP address as text */
	Optional<String> of(String address);
}
