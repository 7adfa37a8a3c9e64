// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Where a host's own SSH server is, and as whom to log in.
 *
 * @param user login name
 * @param host name or IP address, an IPv6 address without brackets
 * @param port TCP port
 */
public record HostAddress(String user, String host, int port) {

	public static final int SSH_PORT = 22;
	private static final Pattern FORM = Pattern.compile("([^@\\s]+)@(?:\\[([^\\]\\s]+)\\]|([^:@\\s\\[\\]]+))(?::(\\d{1,5}))?");

	/** Reads {@code USER@HOST[:PORT]}; an IPv6 address stands in brackets. */
	public static HostAddress parse(String text) throws ProblemException {
		Matcher matcher = FORM.matcher(text);
		int port = matcher.matches() && matcher.group(4) != null ? Integer.parseInt(matcher.group(4)) : SSH_PORT;
		if (!matcher.matches() || port < 1 || port > 65535) {
			throw Problem.error("host-address-invalid", "'" + text + "' is not the address of a host.",
					"An address has the form USER@HOST or USER@HOST:PORT.", "Write for example root@192.0.2.7 or root@[2001:db8::7]:2222.").exception();
		}
		return new HostAddress(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3), port);
	}

	/** The name under which OpenSSH's known_hosts files keep it: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
	String knownAs() {
		return port == SSH_PORT ? host : "[" + host + "]:" + port;
	}

	@Override
	public String toString() {
		String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
		return user + "@" + shown + (port == SSH_PORT ? "" : ":" + port);
	}
}
