// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Where an agent's administration door is: {@code HOST}, {@code HOST:PORT} or {@code [IPv6]:PORT}. */
record HostPort(String host, int port) {

	static HostPort parse(String text) throws ProblemException {
		int colon = text.lastIndexOf(':');
		boolean bare = colon < 0 || text.endsWith("]") || text.indexOf(':') != colon && !text.startsWith("[");
		String host = bare ? text : text.substring(0, colon);
		try {
			int port = bare ? NodePorts.DEFAULT.administration() : Integer.parseInt(text.substring(colon + 1));
			String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
			if (!plain.isEmpty() && port > 0 && port < 65536) {
				return new HostPort(plain, port);
			}
		} catch (NumberFormatException e) {
			throw new ProblemException(invalid(text), e);
		}
		throw invalid(text).exception();
	}

	private static Problem invalid(String text) {
		return Problem.error("usage", "'" + text + "' is not the address of a node.", "",
				"Write HOST or HOST:PORT, an IPv6 address in brackets.");
	}
}
