// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How to prove oneself to a host.
 *
 * @param keyFiles private keys, OpenSSH or PEM, tried in order
 * @param secrets  asked for a password or passphrase only when one is needed, with words that say for what; called on a thread of
 *                 the connection, may wait for a person, answers empty to give up
 */
public record HostCredentials(List<Path> keyFiles, Function<String, Optional<String>> secrets) {

	public HostCredentials {
		keyFiles = List.copyOf(keyFiles);
	}

	public static HostCredentials of(Path... keyFiles) {
		return new HostCredentials(List.of(keyFiles), _ -> Optional.empty());
	}

	/** The keys that {@code ssh} would try: those present of the usual names in {@code directory}, that is {@code ~/.ssh}. */
	public static HostCredentials defaults(Path directory, Function<String, Optional<String>> secrets) {
		return new HostCredentials(Stream.of("id_ed25519", "id_ecdsa", "id_rsa").map(directory::resolve).filter(Files::isReadable).toList(),
				secrets);
	}
}
