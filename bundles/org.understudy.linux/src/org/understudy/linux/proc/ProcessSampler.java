// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.MapsParser.Mapping;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.StatParser.Stat;

/** Reads processes; each file once. A process that goes meanwhile is empty. */
final class ProcessSampler {

	private static final List<String> PLACES = List.of("exe", "cwd", "root");
	private static final List<String> NAMESPACES = List.of("mnt", "net", "pid", "pid_for_children", "ipc", "uts", "user", "cgroup",
			"time",
			"time_for_children");

	private final ProcReader reader;

	ProcessSampler(ProcReader reader) {
		this.reader = reader;
	}

	Optional<Stat> stat(long pid) {
		return reader.text(pid + "/stat").flatMap(StatParser::parse);
	}

	Optional<ProcessSample> sample(long pid) {
		return stat(pid).flatMap(stat -> reader.text(pid + "/status").map(status -> sample(stat, status)))
				.filter(s -> stat(pid).filter(again -> again.startTime() == s.stat().startTime()).isPresent());
	}

	private ProcessSample sample(Stat stat, String status) {
		List<String> denied = new ArrayList<>();
		String base = stat.pid() + "/";
		boolean dead = stat.state() == 'Z' || stat.state() == 'X';
		return new ProcessSample(stat, StatusParser.parse(status), arguments(base), links(base, PLACES, dead, denied),
				links(base + "ns/", NAMESPACES, dead, denied), dead ? List.of() : descriptors(base, denied), dead ? List.of()
				: mappings(base, denied),
				cgroup(base), stat.threads() > 1 ? threads(stat.pid()) : List.of(), List.copyOf(denied));
	}

	private List<String> arguments(String base) {
		String text = reader.text(base + "cmdline").orElse("");
		return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0"));
	}

	private Map<String, String> links(String base, List<String> names, boolean dead, List<String> denied) {
		Map<String, String> found = new HashMap<>();
		for (String name : dead ? List.<String>of() : names) {
			reader.link(base + name).ifPresentOrElse(target -> found.put(name, target), () -> note(name, denied));
		}
		return found;
	}

	private List<Descriptor> descriptors(String base, List<String> denied) {
		long[] numbers = reader.numbers(base + "fd").orElse(null);
		if (numbers == null) {
			note("fd", denied);
			return List.of();
		}
		List<Descriptor> found = new ArrayList<>(numbers.length);
		for (long number : numbers) {
			descriptor(base, number).ifPresent(found::add);
		}
		return found;
	}

	private Optional<Descriptor> descriptor(String base, long number) {
		return reader.link(base + "fd/" + number).map(text -> {
			FdLink link = FdLink.parse(text);
			FdInfo info = FdInfoParser.parse(reader.text(base + "fdinfo/" + number).orElse(""));
			boolean hasFile = link.sort() == FdLink.Sort.PATH || link.sort() == FdLink.Sort.MEMORY;
			return new Descriptor(number, text, link, info, hasFile ? reader.stat(base + "fd/" + number) : Optional.empty());
		});
	}

	private Collection<Mapping> mappings(String base, List<String> denied) {
		Optional<String> text = reader.text(base + "maps");
		if (text.isEmpty()) {
			note("maps", denied);
		}
		return MapsParser.parse(text.orElse(""));
	}

	private String cgroup(String base) {
		List<String> lines = reader.text(base + "cgroup").orElse("").lines().toList();
		String line = lines.stream().filter(l -> l.startsWith("0::")).findFirst().orElse(lines.isEmpty() ? "" : lines.getFirst());
		return line.substring(line.lastIndexOf(':') + 1);
	}

	private List<String> threads(long pid) {
		List<String> found = new ArrayList<>();
		for (long thread : reader.numbers(pid + "/task").orElse(new long[0])) {
			if (thread != pid) {
				reader.text(pid + "/task/" + thread + "/comm").ifPresent(name -> found.add(thread + ":" + name.strip()));
			}
		}
		return found;
	}

	private void note(String part, List<String> denied) {
		if (reader.denied()) {
			denied.add(part);
		}
	}
}
