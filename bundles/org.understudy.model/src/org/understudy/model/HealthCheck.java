// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * How to tell that the application serves: a TCP connection to its own address; where {@code send} is given, that text
 * is sent after connecting and the answer must contain {@code expect}.
 *
 * @param port   TCP port on the application's address; 0: no check
 * @param send   text to send, with escapes already resolved; may be empty
 * @param expect text that the answer must contain; may be empty
 */
public record HealthCheck(int port, String send, String expect) {

	public static final HealthCheck NONE = new HealthCheck(0, "", "");

	public HealthCheck {
		send = Objects.requireNonNullElse(send, "");
		expect = Objects.requireNonNullElse(expect, "");
	}

	public boolean isNone() {
		return port == 0;
	}
}
