// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The files of a real sshd for a bare host of the demo: its own host key, and one client key that may log in as root. */
final class LabSshServer {

	private static final Path PRIVILEGES = Path.of("/run/sshd");

	private final Path directory;

	LabSshServer(Path directory) {
		this.directory = directory;
	}

	Path clientKey() {
		return directory.resolve("client");
	}

	Path config() {
		return directory.resolve("sshd_config");
	}

	/** Makes them; sshd's own directory is noted when it was not there. */
	void make(String address, LabState state) throws ProblemException {
		try {
			Files.createDirectories(directory);
			if (Files.notExists(PRIVILEGES)) {
				state.note("directory " + PRIVILEGES);
				Files.createDirectory(PRIVILEGES);
			}
			key("host");
			key("client");
			Files.write(config(), List.of("ListenAddress " + address + ":22", "HostKey " + directory.resolve("host"),
					"AuthorizedKeysFile " + directory.resolve("client.pub"), "PidFile " + directory.resolve("sshd.pid"), "StrictModes no",
					"UsePAM no", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
					"Subsystem sftp internal-sftp"));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-directory-unusable", "The demo's sshd could not be set up in " + directory + ".", "",
					"Check the free space there."), e);
		}
	}

	/** As {@code ssh-keygen -l} prints it. */
	String fingerprint() throws ProblemException {
		return Tool.run("ssh-keygen", "-lf", directory.resolve("host.pub").toString()).split(" ")[1];
	}

	private void key(String name) throws ProblemException {
		Tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "understudy demo", "-f", directory.resolve(name).toString());
	}
}
