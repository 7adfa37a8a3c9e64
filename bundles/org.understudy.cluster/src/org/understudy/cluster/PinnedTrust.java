// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts exactly the certificates whose SHA-256 is pinned: no authorities, names or dates. The extended kind, else JSSE adds checks. */
final class PinnedTrust extends X509ExtendedTrustManager {

	private final Predicate<String> pinned;

	PinnedTrust(Predicate<String> pinned) {
		this.pinned = pinned;
	}

	private void check(X509Certificate[] chain) throws CertificateException {
		try {
			String fingerprint = MeshIdentity.fingerprint(chain[0]);
			if (!pinned.test(fingerprint)) {
				throw new CertificateException("certificate " + fingerprint + " is not pinned in the cluster's configuration");
			}
		} catch (CertificateException e) {
			throw e;
		} catch (GeneralSecurityException e) {
			throw new CertificateException(e);
		}
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
		check(chain);
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}
}
