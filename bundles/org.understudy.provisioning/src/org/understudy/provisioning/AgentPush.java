// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Brings the agent's directory to a host: as one archive where tar is there, file by file where not. */
final class AgentPush {

	private static final Duration UNPACK = Duration.ofMinutes(5);
	private static final String STEP = "Push the agent";

	private final HostSession session;
	private final ProvisionProgress progress;
	private final Path agent;
	private final long size;
	private long done;

	AgentPush(HostSession session, Path agent, ProvisionProgress progress) throws ProblemException {
		this.session = session;
		this.agent = agent;
		this.progress = progress;
		this.size = size(agent);
	}

	/** Space that pushing takes there at most: the files, and the archive while it is unpacked. */
	Bytes needs() {
		return Bytes.of(size + size / 2 + (1 << 20));
	}

	/** {@code uname -m} of the hosts it runs on, as its runtime tells; empty when it brings none. */
	String machine() throws ProblemException {
		Path release = agent.resolve("runtime/release");
		Properties properties = new Properties();
		if (Files.isRegularFile(release)) {
			try (var in = Files.newInputStream(release)) {
				properties.load(in);
			} catch (IOException e) {
				throw new ProblemException(unreadable(agent), e);
			}
		}
		return properties.getProperty("OS_ARCH", "").replace("\"", "").replace("amd64", "x86_64");
	}

	/** Fills {@code program}, which exists and is empty. */
	void to(String program, boolean withTar) throws ProblemException {
		progress.at(STEP, 0, size);
		if (!withTar) {
			session.putTree(agent, program, this::count);
			return;
		}
		String archive = program + "/.push.tar.gz";
		session.write(archive, out -> {
			try (TarWriter tar = new TarWriter(new FastGzip(out), this::count)) {
				tar.tree(agent);
			}
		}, 0600);
		session.require(Shell.script("cd \"$program\" && tar -xzf .push.tar.gz && rm .push.tar.gz", "program", program), UNPACK,
				Problem.error("host-unpack-failed", "The agent could not be unpacked on " + session.host() + ".",
						"The file system of " + program + " is full or refuses it.", "Check the space there and try again."));
	}

	private void count(long bytes) {
		done += bytes;
		progress.at(STEP, done, size);
	}

	private static long size(Path agent) throws ProblemException {
		if (!Files.isRegularFile(agent.resolve("bin/understudy-agent"))) {
			throw Problem.error("agent-package-missing", agent + " is not an agent distribution.", "It has no bin/understudy-agent.",
					"Build the product, or name the directory of the unpacked agent archive.").exception();
		}
		try (Stream<Path> walk = Files.walk(agent)) {
			return walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).mapToLong(AgentPush::length).sum();
		} catch (IOException | UncheckedIOException e) {
			throw new ProblemException(unreadable(agent), e);
		}
	}

	private static long length(Path file) {
		try {
			return Files.size(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Problem unreadable(Path agent) {
		return Problem.error("agent-package-unreadable", "The agent in " + agent + " cannot be read.", "", "Check the permissions there.");
	}

	/** The runtime image is compressed already: the fastest level loses little. */
	private static final class FastGzip extends GZIPOutputStream {
		FastGzip(java.io.OutputStream out) throws IOException {
			super(out, 64 * 1024);
			def.setLevel(Deflater.BEST_SPEED);
		}
	}
}
