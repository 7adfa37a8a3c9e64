// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.understudy.core.port.Capsule;

/**
 * The nftables table with which criu holds packets back during a dump. One that was killed leaves it behind, and the application is
 * deaf from then on.
 */
final class NetworkLock {

	private static final Duration DEADLINE = Duration.ofSeconds(5);
	private static final String PREFIX = "table inet CRIU-";

	private NetworkLock() {
	}

	/** Removes what a criu that is gone left in the capsule's network. */
	static void remove(Capsule capsule) throws IOException {
		String tables = nft(capsule, List.of("list", "tables", "inet"));
		for (String line : tables.lines().filter(line -> line.startsWith(PREFIX)).toList()) {
			nft(capsule, List.of("delete", "table", "inet", line.substring("table inet ".length()).strip()));
		}
	}

	private static String nft(Capsule capsule, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(CriuCommand.inNetwork(capsule));
		command.add("nft");
		command.addAll(arguments);
		Subprocess.Result result = Subprocess.run(command, DEADLINE);
		if (!result.ok()) {
			throw new IOException("nft ended with " + result.exit() + ": " + result.output().strip());
		}
		return result.output();
	}
}
