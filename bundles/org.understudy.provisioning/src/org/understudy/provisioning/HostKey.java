// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.security.PublicKey;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * A host's public key as people and files see it.
 *
 * @param algorithm   {@code ssh-ed25519}
 * @param encoded     the key, base64, as in known_hosts
 * @param fingerprint {@code SHA256:…}, as {@code ssh-keygen -l} prints it
 */
public record HostKey(String algorithm, String encoded, String fingerprint) {

	static HostKey of(PublicKey key) {
		String[] parts = PublicKeyEntry.toString(key).split(" ");
		return new HostKey(parts[0], parts[1], KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
	}

	boolean sameAs(String otherAlgorithm, String otherEncoded) {
		return algorithm.equals(otherAlgorithm) && encoded.equals(otherEncoded);
	}

	@Override
	public String toString() {
		return algorithm + " " + fingerprint;
	}
}
