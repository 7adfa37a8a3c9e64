// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;

import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * Who may administer: an OpenSSH authorized_keys file, each key's comment being its owner's name. Read anew for every login, so
 * that a key that was taken out is refused at once; a line that cannot be read lets nobody in and keeps nobody out.
 */
record AuthorizedKeys(Path file) {

	private static final System.Logger LOG = System.getLogger(AuthorizedKeys.class.getName());

	/** {@code name SHA256:fingerprint} of the key's owner; empty when the key is not authorized. */
	Optional<String> actor(PublicKey key) {
		try (var lines = Files.lines(file)) {
			return lines.map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).map(this::entry).flatMap(Optional::stream)
					.filter(e -> KeyUtils.compareKeys(e.key, key)).map(Entry::actor).findFirst();
		} catch (NoSuchFileException e) {
			LOG.log(System.Logger.Level.WARNING, "nobody may log in: {0} does not exist", file);
		} catch (IOException | java.io.UncheckedIOException e) {
			LOG.log(System.Logger.Level.ERROR, "nobody may log in: cannot read " + file, e);
		}
		return Optional.empty();
	}

	private Optional<Entry> entry(String line) {
		try {
			AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
			String comment = entry.getComment() == null ? "" : entry.getComment().strip();
			return Optional.of(new Entry(entry.resolvePublicKey(null, null, null), comment.isEmpty() ? "unnamed" : comment));
		} catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
			LOG.log(System.Logger.Level.WARNING, "a line of " + file + " is not a key", e);
			return Optional.empty();
		}
	}

	private record Entry(PublicKey key, String name) {

		String actor() {
			return name + " " + SshKeys.fingerprint(key);
		}
	}
}
