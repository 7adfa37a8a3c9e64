// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.understudy.core.port.CapsulePlan;
import org.understudy.model.ApplicationName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * What is kept in a capsule's home so that an agent that starts anew finds the capsule again.
 *
 * @param plan      what it was made of
 * @param rootPid   its first process; 0 while none runs
 * @param startTime of that process, in clock ticks since boot: tells a reused pid
 */
record CapsuleRecord(CapsulePlan plan, long rootPid, long startTime) {

	static final String FILE = "capsule.properties";

	/** Reads the record in a home; empty when there is none or it is not whole. */
	static Optional<CapsuleRecord> load(Path home) {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(home.resolve(FILE))) {
			properties.load(reader);
			return Optional.of(parse(properties, home));
		} catch (IOException | IllegalArgumentException | NullPointerException _) {
			// torn by a crash while it was written: the capsule had not been started then
			return Optional.empty();
		}
	}

	void save() throws ProblemException {
		Path file = plan.home().resolve(FILE);
		try (Writer writer = Files.newBufferedWriter(file)) {
			properties().store(writer, null);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "%s cannot be written.".formatted(file), "",
					"Look whether its file system is full or read-only."), e);
		}
	}

	private Properties properties() {
		Properties properties = new Properties();
		properties.putAll(Map.of("id", plan.id(), "application", plan.application().value(), "directory", plan.workingDirectory(),
				"address", plan.address(), "network", plan.network().name(), "pid", Long.toString(rootPid), "start",
				Long.toString(startTime)));
		plan.environment().forEach((name, value) -> properties.setProperty("env." + name, value));
		IntStream.range(0, plan.command().size()).forEach(i -> properties.setProperty("command." + i, plan.command().get(i)));
		SettingsProperties.write(plan.settings(), properties);
		return properties;
	}

	private static CapsuleRecord parse(Properties from, Path home) {
		Map<String, String> environment = new TreeMap<>();
		from.stringPropertyNames().stream().filter(key -> key.startsWith("env."))
				.forEach(key -> environment.put(key.substring("env.".length()), from.getProperty(key)));
		List<String> command = IntStream.iterate(0, i -> from.containsKey("command." + i), i -> i + 1)
				.mapToObj(i -> from.getProperty("command." + i)).toList();
		CapsulePlan plan = new CapsulePlan(from.getProperty("id"), new ApplicationName(from.getProperty("application")), command,
				environment, from.getProperty("directory"), from.getProperty("address"),
				CapsulePlan.Network.valueOf(from.getProperty("network")), home, SettingsProperties.read(from));
		return new CapsuleRecord(plan, Long.parseLong(from.getProperty("pid")), Long.parseLong(from.getProperty("start")));
	}
}
