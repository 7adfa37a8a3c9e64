// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;

/** Bytes that are not what their digest or format says. */
final class CorruptException extends IOException {

	private static final long serialVersionUID = 1L;

	CorruptException(String what) {
		super(what + " is damaged");
	}

	CorruptException(String what, Exception cause) {
		super(what + " is damaged", cause);
	}
}
