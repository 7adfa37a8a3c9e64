// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.linux.proc.MountInfoParser.Mount;

/**
 * What belongs to a namespace rather than to a process, read once per namespace and look: mounts, users and groups. Remembers from one look
 * to the next, for parsing again what did not change is for nothing. Not thread-safe.
 */
final class Tables {

	/** @param text what was parsed */
	private record Mounts(String text, Map<Long, Mount> byId) {
	}

	/** @param of which file was parsed; another content is another file or another length */
	private record Names(Optional<FileStat> of, Map<Long, String> byNumber) {
	}

	private ProcReader reader;
	private long version;
	private final Map<String, Mounts> mounts = new HashMap<>();
	private final Map<String, Names> names = new HashMap<>();

	/** Begins a look. */
	void begin(ProcReader newReader, List<ProcessSample> samples) {
		reader = newReader;
		Set<String> present = samples.stream().map(s -> s.namespace("mnt")).collect(Collectors.toSet());
		mounts.keySet().retainAll(present);
		names.keySet().removeIf(k -> !present.contains(k.substring(k.indexOf(' ') + 1)));
		present.clear();
		for (ProcessSample sample : samples) {
			String namespace = sample.namespace("mnt");
			if (present.add(namespace)) {
				read(sample, namespace);
			}
		}
	}

	private void read(ProcessSample sample, String namespace) {
		String text = reader.text(sample.pid() + "/mountinfo").orElse("");
		Mounts before = mounts.get(namespace);
		if (before == null || !before.text().equals(text)) {
			mounts.put(namespace, new Mounts(text, MountInfoParser.parse(text)));
			version++;
		}
		read(sample, "passwd", "passwd " + namespace);
		read(sample, "group", "group " + namespace);
	}

	private void read(ProcessSample sample, String file, String key) {
		String name = sample.pid() + "/root" + "/etc/" + file;
		Optional<FileStat> now = reader.stat(name);
		Names before = names.get(key);
		if (before == null || !before.of().equals(now)) {
			names.put(key, new Names(now, names(reader.text(name).orElse(""))));
			version++;
		}
	}

	/** Another one as soon as anything in the tables is. */
	long version() {
		return version;
	}

	/** A mount, looked up in the process' own mount namespace and then in the others of the tree. */
	Optional<Mount> mount(ProcessSample sample, long id) {
		Mount own = of(sample).get(id);
		return own != null ? Optional.of(own)
				: mounts.values().stream().map(m -> m.byId().get(id)).filter(Objects::nonNull).findFirst();
	}

	/** All mounts that a process sees. */
	Collection<Mount> mounts(ProcessSample sample) {
		return of(sample).values();
	}

	private Map<Long, Mount> of(ProcessSample sample) {
		Mounts own = mounts.get(sample.namespace("mnt"));
		return own == null ? Map.of() : own.byId();
	}

	/** The mount of a file system, by its device; of several the one with the shortest path. */
	Optional<Mount> mountOf(ProcessSample sample, String device) {
		return of(sample).values().stream().filter(m -> m.device().equals(device))
				.min(Comparator.comparingInt(m -> m.point().length()));
	}

	String user(ProcessSample sample, long uid) {
		return name("passwd ", sample, uid);
	}

	String group(ProcessSample sample, long gid) {
		return name("group ", sample, gid);
	}

	private String name(String table, ProcessSample sample, long number) {
		Names own = names.get(table + sample.namespace("mnt"));
		String found = own == null ? null : own.byNumber().get(number);
		return found == null ? Long.toString(number) : found;
	}

	/** {@code name:x:number:…}, passwd(5), group(5); the first of several names counts. */
	private static Map<Long, String> names(String text) {
		Map<Long, String> found = new HashMap<>();
		text.lines().map(l -> l.split(":")).filter(f -> f.length > 2).forEach(f -> found.putIfAbsent(Numbers.decimal(f[2]), f[0]));
		return found;
	}
}
