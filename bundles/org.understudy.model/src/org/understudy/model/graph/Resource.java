// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.Collections;

import org.understudy.model.Bytes;

/**
 * A vertex: one thing that the application uses.
 *
 * @param id            stable identity
 * @param label         short text for people: file name, address, process name and pid
 * @param replicability what becomes of it on takeover
 * @param size          bytes it holds (resident memory, file size); zero where that means nothing
 * @param attributes    facts for the properties view, sorted by key, kebab-case keys: {@code state}, {@code user}, {@code path}
 * @param evidence      the source that told: {@code /proc/4711/fd/6}
 */
public record Resource(ResourceId id, String label, Replicability replicability, Bytes size, Map<String, String> attributes,
		String evidence) {

	public Resource {
		Objects.requireNonNull(id);
		Objects.requireNonNull(label);
		Objects.requireNonNull(replicability);
		attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
	}

	public ResourceKind kind() {
		return id.kind();
	}

	public Resource withReplicability(Replicability verdict) {
		return new Resource(id, label, verdict, size, attributes, evidence);
	}
}
