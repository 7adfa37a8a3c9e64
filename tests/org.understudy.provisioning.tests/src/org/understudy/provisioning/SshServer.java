// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** The system's own sshd on a loopback port, with a host key and an authorized client key of its own. */
final class SshServer implements AutoCloseable {

	private static final Path SSHD = Path.of("/usr/sbin/sshd");

	final Path directory;
	final Path clientKey;
	final HostAddress address;
	private Process process;

	private SshServer(Path directory, int port) {
		this.directory = directory;
		this.clientKey = directory.resolve("client");
		this.address = new HostAddress("root", "127.0.0.1", port);
	}

	static void assumePossible() {
		Assumptions.assumeTrue(Files.isExecutable(SSHD), "no " + SSHD + " here: install openssh-server");
		Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "sshd lets root in only when root starts it");
	}

	static SshServer start(Path directory) throws IOException, InterruptedException {
		SshServer server = new SshServer(directory, freePort());
		server.key("client");
		server.newHostKey();
		Files.copy(directory.resolve("client.pub"), directory.resolve("authorized"));
		server.launch();
		return server;
	}

	HostCredentials credentials() {
		return HostCredentials.of(clientKey);
	}

	void newHostKey() throws IOException, InterruptedException {
		Files.deleteIfExists(directory.resolve("host"));
		key("host");
	}

	String hostFingerprint() throws IOException, InterruptedException {
		Process keygen = new ProcessBuilder("ssh-keygen", "-lf", directory.resolve("host.pub").toString()).start();
		String line = new String(keygen.getInputStream().readAllBytes());
		keygen.waitFor();
		return line.split(" ")[1];
	}

	void launch() throws IOException, InterruptedException {
		Files.createDirectories(Path.of("/run/sshd"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Path config = directory.resolve("sshd_config");
		Files.write(config, List.of("ListenAddress 127.0.0.1:" + address.port(), "HostKey " + directory.resolve("host"),
				"AuthorizedKeysFile " + directory.resolve("authorized"), "PidFile none", "StrictModes no", "UsePAM no",
				"PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
				"Subsystem sftp internal-sftp"));
		process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString()).redirectErrorStream(true)
				.redirectOutput(directory.resolve("sshd.log").toFile()).start();
		awaitPort();
	}

	void stop() throws InterruptedException {
		process.destroy();
		process.waitFor(5, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws InterruptedException {
		stop();
	}

	private void awaitPort() throws IOException, InterruptedException {
		long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (System.nanoTime() < deadline && process.isAlive()) {
			try (Socket probe = new Socket()) {
				probe.connect(new InetSocketAddress("127.0.0.1", address.port()), 500);
				return;
			} catch (IOException _) {
				process.waitFor(50, TimeUnit.MILLISECONDS);
			}
		}
		throw new IOException("sshd did not start: " + Files.readString(directory.resolve("sshd.log")));
	}

	private void key(String name) throws IOException, InterruptedException {
		int exit = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve(name).toString()).inheritIO().start()
				.waitFor();
		if (exit != 0) {
			throw new IOException("ssh-keygen failed");
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
