// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.understudy.linux.process.Command;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The interface through which a node's applications are reached.
 *
 * @param name    interface name
 * @param address IPv4 address of the node on it
 * @param netns   file of the network namespace that it is in, when that is not the agent's own
 */
public record Uplink(String name, String address, Optional<Path> netns) {

	/**
	 * The interface of the agent's own network namespace that carries the address.
	 *
	 * @throws ProblemException {@code no-uplink}
	 */
	public static Uplink of(String nodeAddress) throws ProblemException {
		try {
			NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.ofLiteral(nodeAddress));
			if (found != null) {
				return new Uplink(found.getName(), nodeAddress, Optional.empty());
			}
			throw missing(nodeAddress).exception();
		} catch (IOException | IllegalArgumentException e) {
			throw new ProblemException(missing(nodeAddress), e);
		}
	}

	private static Problem missing(String address) {
		return Problem.error("no-uplink", "No network interface of this host has the address %s.".formatted(address), "",
				"Give the node an address that one of its interfaces has (ip address).");
	}

	/** The same command, in the uplink's network namespace; the mount namespace stays. */
	Command command(String... line) {
		Command command = Command.of(line);
		return netns.map(file -> command.after(List.of("nsenter", "--net=" + file, "--"))).orElse(command);
	}
}
