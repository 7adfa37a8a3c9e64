// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import org.understudy.api.Json;

/** The model as JSON for scripts: the same form as on the wire. */
public final class JsonText {

	private JsonText() {
	}

	/** Indented. */
	public static String of(Object value) {
		return Json.pretty(value);
	}

	/** On one line, for streams of values. */
	public static String line(Object value) {
		return Json.write(value);
	}
}
