// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The kernel settings of the uplink that capsules need: changed for the first connected one, set back after the last. Not thread-safe. */
final class UplinkSettings {

	private final Uplink uplink;
	private final Path memory;

	UplinkSettings(Uplink uplink, Path memory) {
		this.uplink = uplink;
		this.memory = memory;
	}

	/** Lets the host forward between the uplink and capsules, and answer ARP for them without the usual delay of up to 0.8 s. */
	void open() throws ProblemException {
		if (!Files.exists(memory)) {
			remember();
		}
		write(forwarding(), "1");
		write(proxyDelay(), "0");
	}

	/** Sets back what {@link #open} changed. */
	void restore() throws ProblemException {
		if (!Files.exists(memory)) {
			return;
		}
		Properties before = new Properties();
		try (Reader reader = Files.newBufferedReader(memory)) {
			before.load(reader);
			Files.delete(memory);
		} catch (IOException e) {
			throw unusable(e);
		}
		for (String key : before.stringPropertyNames()) {
			write(key, before.getProperty(key));
		}
	}

	private void remember() throws ProblemException {
		Properties now = new Properties();
		for (String key : List.of(forwarding(), proxyDelay())) {
			now.setProperty(key, uplink.command("cat", "/proc/sys/net/ipv4/" + key).run().strip());
		}
		try {
			Files.createDirectories(memory.toAbsolutePath().getParent());
			try (Writer writer = Files.newBufferedWriter(memory)) {
				now.store(writer, null);
			}
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	/**
	 * Writes a setting below {@code /proc/sys/net/ipv4/}. By a process of its own: the files there are those of the network namespace of
	 * whoever opens them. By path, not sysctl(8): interface names may contain dots.
	 */
	void write(String key, String value) throws ProblemException {
		uplink.command("sh", "-c", "echo \"$1\" >\"/proc/sys/net/ipv4/$2\"", "sh", value, key).run();
	}

	private String forwarding() {
		return "conf/%s/forwarding".formatted(uplink.name());
	}

	private String proxyDelay() {
		return "neigh/%s/proxy_delay".formatted(uplink.name());
	}

	private ProblemException unusable(IOException e) {
		return new ProblemException(Problem.error("home-failed", "%s cannot be used.".formatted(memory), "",
				"Look whether its file system is full or read-only."), e);
	}
}
