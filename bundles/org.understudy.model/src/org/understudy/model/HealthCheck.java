// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;
import java.util.Objects;

/**
 * How to tell that the application serves: a TCP connection to its own address; where {@code send} is given, that text
 * is sent after connecting and the answer must contain {@code expect}; where {@code path} is given, an HTTP request for it, which
 * must be answered with a status below 400 and a text that contains {@code expect}; where {@code command} is given, that program, run
 * in the application's network namespace, which must end with 0 and print {@code expect}.
 *
 * @param port    TCP port on the application's address; 0: no check by TCP or HTTP
 * @param send    text to send, with escapes already resolved; may be empty
 * @param expect  text that the answer must contain; may be empty
 * @param path    of an HTTP request, {@code /health}; may be empty
 * @param command program and arguments; may be empty
 */
public record HealthCheck(int port, String send, String expect, String path, List<String> command) {

	public static final HealthCheck NONE = new HealthCheck(0, "", "");

	public HealthCheck {
		send = Objects.requireNonNullElse(send, "");
		expect = Objects.requireNonNullElse(expect, "");
		path = Objects.requireNonNullElse(path, "");
		command = command == null ? List.of() : List.copyOf(command);
	}

	/** By TCP. */
	public HealthCheck(int port, String send, String expect) {
		this(port, send, expect, "", List.of());
	}

	public boolean isNone() {
		return port == 0 && command.isEmpty();
	}
}
