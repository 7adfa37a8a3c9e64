// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** A node's key pair and self-signed certificate (EC P-256), by which the other nodes know it. Immutable. */
public final class MeshIdentity {

	private static final String FILE = "mesh.p12";
	private static final String ALIAS = "mesh";
	/** PKCS12 insists on a password; what protects the key is the file's mode. */
	private static final String PASSWORD = "understudy";
	private static final long KEYTOOL_SECONDS = 60;

	private final KeyStore keys;
	private final String fingerprint;

	private MeshIdentity(KeyStore keys) throws GeneralSecurityException {
		this.keys = keys;
		this.fingerprint = fingerprint(keys.getCertificate(ALIAS));
	}

	/**
	 * Loads the identity, or makes one when the directory has none (about a second).
	 *
	 * @param directory the node's own; made with mode 700 when it is missing
	 */
	public static MeshIdentity loadOrCreate(Path directory, NodeName name) throws ProblemException {
		Path file = directory.resolve(FILE);
		try {
			if (!Files.exists(file)) {
				create(directory, file, name);
			}
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(file)) {
				keys.load(in, PASSWORD.toCharArray());
			}
			return new MeshIdentity(keys);
		} catch (IOException | GeneralSecurityException e) {
			throw new ProblemException(Problem.error("mesh-identity-unusable", "The mesh identity " + file + " cannot be used",
					"It is damaged, unreadable, or could not be made.",
					"Restore the file. If it is lost: delete it, restart the agent, and add the node to its cluster again."), e);
		}
	}

	/** SHA-256 of the certificate (DER), lower case hex: what {@code NodeConfig.certificate} pins. */
	public String fingerprint() {
		return fingerprint;
	}

	KeyManager[] keyManagers() throws GeneralSecurityException {
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		return factory.getKeyManagers();
	}

	static String fingerprint(Certificate certificate) throws GeneralSecurityException {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
	}

	/** The JDK signs certificates only through its keytool. In a directory of mode 700 until the file itself has mode 600. */
	private static void create(Path directory, Path file, NodeName name) throws IOException {
		Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Path workshop = Files.createTempDirectory(directory, "mesh"); // mode 700
		Path made = workshop.resolve(FILE);
		try {
			keytool(made, name);
			Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
			Files.move(made, file, ATOMIC_MOVE);
		} finally {
			Files.deleteIfExists(made);
			Files.delete(workshop);
		}
	}

	private static void keytool(Path file, NodeName name) throws IOException {
		Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA",
				"-dname", "CN=" + name, "-validity", "36500", "-storetype", "PKCS12", "-keystore", file.toString(),
				"-storepass", PASSWORD)).redirectErrorStream(true).start();
		try {
			if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("keytool did not end within " + KEYTOOL_SECONDS + " s");
			}
			if (process.exitValue() != 0) {
				throw new IOException("keytool: " + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while keytool made the identity", e);
		} finally {
			process.destroyForcibly();
		}
	}
}
