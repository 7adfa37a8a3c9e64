// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import java.util.Map;
import java.util.Optional;

/**
 * What the desktop does when it starts.
 *
 * @param connection name or directory of a saved connection to open, if any
 */
public record StartOptions(Optional<String> connection) {

	static final String ARGUMENT = "-connection";
	static final String VARIABLE = "UNDERSTUDY_CONNECTION";

	/** An argument counts more than the variable. */
	public static StartOptions of(String[] arguments, Map<String, String> environment) {
		for (int i = 0; i + 1 < arguments.length; i++) {
			if (arguments[i].equals(ARGUMENT)) {
				return new StartOptions(Optional.of(arguments[i + 1]));
			}
		}
		return new StartOptions(Optional.ofNullable(environment.get(VARIABLE)).filter(v -> !v.isBlank()));
	}
}
