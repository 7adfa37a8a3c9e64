// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;

import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Key pairs in OpenSSH's form, for both ends. */
public final class SshKeys {

	private SshKeys() {
	}

	/** The ed25519 pair in {@code file}; made, with mode 600 and {@code file.pub} beside it, when there is none. */
	public static KeyPair loadOrCreate(Path file, String comment) throws ProblemException {
		return Files.exists(file) ? load(file) : create(file, comment);
	}

	/** A private key without passphrase, OpenSSH or PEM. */
	public static KeyPair load(Path file) throws ProblemException {
		try (InputStream in = Files.newInputStream(file)) {
			Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), in, null);
			if (pairs == null || !pairs.iterator().hasNext()) {
				throw new IOException("no private key in it");
			}
			return pairs.iterator().next();
		} catch (IOException | GeneralSecurityException e) {
			throw new ProblemException(Problem.error("key-unreadable", "The key file " + file + " cannot be read.",
					"It does not exist, is not readable for you, is not a private key, or has a passphrase.",
					"Name a private key without passphrase that you may read."), e);
		}
	}

	private static KeyPair create(Path file, String comment) throws ProblemException {
		try {
			KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
			ByteArrayOutputStream text = new ByteArrayOutputStream();
			OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, text);
			Files.createDirectories(file.toAbsolutePath().getParent());
			writePrivate(file, text.toByteArray());
			Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), text(pair.getPublic()) + " " + comment + "\n");
			return pair;
		} catch (IOException | GeneralSecurityException e) {
			throw new ProblemException(Problem.error("key-not-made", "The key file " + file + " could not be written.",
					"The directory is not writable, or the disk is full.", "Make room or choose another directory."), e);
		}
	}

	/** Whole or not at all, and never readable for others, not even for a moment. */
	private static void writePrivate(Path file, byte[] content) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + ".new");
		Files.deleteIfExists(temporary);
		if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		Files.write(temporary, content);
		Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
	}

	/** A public key in OpenSSH's form without comment: {@code ssh-ed25519 AAAA…}. */
	public static String text(PublicKey key) {
		return PublicKeyEntry.toString(key);
	}

	/** As people compare it: {@code SHA256:…}. */
	public static String fingerprint(PublicKey key) {
		return KeyUtils.getFingerPrint(key);
	}

	/** Fingerprint of a key that {@link #text} wrote. */
	public static String fingerprint(String text) throws ProblemException {
		return fingerprint(parse(text));
	}

	static PublicKey parse(String text) throws ProblemException {
		try {
			return PublicKeyEntry.parsePublicKeyEntry(text).resolvePublicKey(null, null, null);
		} catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
			throw new ProblemException(Problem.error("key-unreadable", "'" + text + "' is not a public key in OpenSSH's form.",
					"A stored connection or the cluster's configuration is damaged.", "Connect anew and confirm the host's key."), e);
		}
	}
}
