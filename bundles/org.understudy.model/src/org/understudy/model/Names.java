// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.regex.Pattern;

/** Names become file names, cgroups and interfaces: lower case letters, digits and dashes only. */
final class Names {

	private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

	private Names() {
	}

	static void check(String what, String name) {
		if (name == null || !ALLOWED.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"not a name for %s: '%s' (1 to 32 lower case letters, digits, dashes; no dash first)".formatted(what, name));
		}
	}
}
