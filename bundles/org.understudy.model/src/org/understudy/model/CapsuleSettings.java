// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;
import java.util.Objects;

/**
 * How an application's capsule is made, beyond its command, environment and first address.
 *
 * @param user      whom it runs as: a name, {@code uid} or {@code uid:gid}; empty: root
 * @param addresses further addresses of its own, with prefix length
 * @param data      directories of other volumes that it needs
 * @param limits    what it may use
 */
public record CapsuleSettings(String user, List<String> addresses, List<DataDirectory> data, ResourceLimits limits) {

	public static final CapsuleSettings DEFAULT = new CapsuleSettings("", List.of(), List.of(), ResourceLimits.NONE);

	/**
	 * A directory of the host that the capsule gets as it is.
	 *
	 * @param path       absolute, the same inside and outside
	 * @param replicated whether its content is part of every epoch; else it must be there on the other node by other means, and every
	 *                   status says so
	 */
	public record DataDirectory(String path, boolean replicated) {

		public DataDirectory {
			if (!path.matches("(/[^/]+)+") || path.contains("/../") || path.endsWith("/..")) {
				throw new IllegalArgumentException("not an absolute directory: '" + path + "'");
			}
		}
	}

	public CapsuleSettings {
		user = Objects.requireNonNullElse(user, "");
		addresses = List.copyOf(addresses);
		data = List.copyOf(data);
		limits = Objects.requireNonNullElse(limits, ResourceLimits.NONE);
		if (!user.matches("([a-z_][a-z0-9_-]*\\$?|\\d+(:\\d+)?)?")) {
			throw new IllegalArgumentException("not a user: '" + user + "' (a name, uid or uid:gid)");
		}
	}
}
