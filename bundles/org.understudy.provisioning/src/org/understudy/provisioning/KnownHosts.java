// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The host keys that an administrator confirmed: a file of ours in OpenSSH's known_hosts format. A host is pinned once, after a
 * person compared its fingerprint; from then on another key is refused whatever anybody answers. Thread-safe.
 */
public final class KnownHosts {

	private final Path file;

	/** {@code file} need not exist yet. */
	public KnownHosts(Path file) {
		this.file = file;
	}

	/** Nothing when {@code key} is the pinned one, else why it must not be trusted: unknown or changed. */
	public synchronized Optional<Problem> judge(HostAddress host, HostKey key) throws ProblemException {
		List<String[]> pinned = pinned(host);
		if (pinned.stream().anyMatch(p -> key.sameAs(p[1], p[2]))) {
			return Optional.empty();
		}
		return Optional.of(pinned.isEmpty() ? unknown(host, key) : changed(host, key));
	}

	/** Trusts {@code key} from now on; refused when another one is pinned already. */
	public synchronized void pin(HostAddress host, HostKey key) throws ProblemException {
		Optional<Problem> verdict = judge(host, key);
		if (verdict.isEmpty()) {
			return;
		}
		if (!verdict.get().code().equals("host-key-unknown")) {
			throw verdict.get().exception();
		}
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, "%s %s %s%n".formatted(host.knownAs(), key.algorithm(), key.encoded()), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		} catch (IOException e) {
			throw new ProblemException(unusable(), e);
		}
	}

	/** Forgets a host, after it was removed or set up anew on purpose. */
	public synchronized void forget(HostAddress host) throws ProblemException {
		try {
			Files.write(file, lines().stream().filter(line -> !names(line, host)).toList());
		} catch (IOException e) {
			throw new ProblemException(unusable(), e);
		}
	}

	/** Algorithms of the keys pinned for a host: it is asked for these, for a host may have several keys. */
	synchronized List<String> algorithms(HostAddress host) throws ProblemException {
		return pinned(host).stream().map(p -> p[1]).toList();
	}

	private List<String[]> pinned(HostAddress host) throws ProblemException {
		return lines().stream().filter(line -> names(line, host)).map(line -> line.strip().split("\\s+")).toList();
	}

	private static boolean names(String line, HostAddress host) {
		String[] fields = line.strip().split("\\s+");
		return fields.length >= 3 && !fields[0].startsWith("#") && Stream.of(fields[0].split(",")).anyMatch(host.knownAs()::equals);
	}

	private List<String> lines() throws ProblemException {
		try {
			return Files.readAllLines(file);
		} catch (NoSuchFileException _) {
			return List.of();
		} catch (IOException e) {
			throw new ProblemException(unusable(), e);
		}
	}

	private Problem unusable() {
		return Problem.error("known-hosts-unusable", "The file of known hosts cannot be used.", file + " could not be read or written.",
				"Check its owner and permissions, and the free space.");
	}

	private static Problem unknown(HostAddress host, HostKey key) {
		return Problem.error("host-key-unknown", "The host key of " + host + " is not known yet: " + key + ".",
				"Nobody has confirmed that this key belongs to the host; somebody else could answer in its place.",
				"Compare the fingerprint with the one on the host (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then confirm it.")
				.causedBy(key.toString());
	}

	private Problem changed(HostAddress host, HostKey key) {
		return Problem.error("host-key-changed", "The host key of " + host + " is not the one that was confirmed: it shows " + key + ".",
				"Either the host was set up anew, or somebody else answers in its place. Nothing was sent to it.",
				"If the host was set up anew, remove its line from " + file + " and add the host again.").causedBy(key.toString());
	}
}
