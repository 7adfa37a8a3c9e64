// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.understudy.model.Bytes;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CapsuleSettings.DataDirectory;
import org.understudy.model.ResourceLimits;

/** A capsule's settings as properties of its record. Pure. */
final class SettingsProperties {

	private static final String RLIMIT = "rlimit.";

	private SettingsProperties() {
	}

	static void write(CapsuleSettings settings, Properties to) {
		to.setProperty("user", settings.user());
		list(to, "also", settings.addresses());
		list(to, "data", settings.data().stream().map(d -> (d.replicated() ? "+" : "-") + d.path()).toList());
		ResourceLimits limits = settings.limits();
		to.setProperty("memory", Long.toString(limits.memory().count()));
		to.setProperty("cpu", Integer.toString(limits.cpuPercent()));
		to.setProperty("processes", Integer.toString(limits.processes()));
		limits.rlimits().forEach((name, value) -> to.setProperty(RLIMIT + name, value));
	}

	/** What an older record does not have is at its default. */
	static CapsuleSettings read(Properties from) {
		Map<String, String> rlimits = new TreeMap<>();
		from.stringPropertyNames().stream().filter(key -> key.startsWith(RLIMIT))
				.forEach(key -> rlimits.put(key.substring(RLIMIT.length()), from.getProperty(key)));
		ResourceLimits limits = new ResourceLimits(Bytes.of(Long.parseLong(from.getProperty("memory", "0"))),
				Integer.parseInt(from.getProperty("cpu", "0")), Integer.parseInt(from.getProperty("processes", "0")), rlimits);
		List<DataDirectory> data = list(from, "data").stream().map(d -> new DataDirectory(d.substring(1), d.startsWith("+"))).toList();
		return new CapsuleSettings(from.getProperty("user", ""), list(from, "also"), data, limits);
	}

	private static void list(Properties to, String key, List<String> values) {
		IntStream.range(0, values.size()).forEach(i -> to.setProperty(key + "." + i, values.get(i)));
	}

	private static List<String> list(Properties from, String key) {
		return IntStream.iterate(0, i -> from.containsKey(key + "." + i), i -> i + 1).mapToObj(i -> from.getProperty(key + "." + i)).toList();
	}
}
