// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.understudy.core.replicability.Background;
import org.understudy.core.replicability.ReplicabilityPolicy;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** Collects vertices and edges of one scan; judges them at the end, when all facts are in. */
final class GraphBuilder {

	private static final Replicability UNJUDGED = new Replicability.Blocked("not judged yet", "");

	/** A vertex in the making: facts from several processes come together in it. */
	static final class Vertex {

		private final ResourceId id;
		private final String label;
		private final String evidence;
		private final Map<String, String> facts = new TreeMap<>();
		private long size;

		private Vertex(ResourceId id, String label, String evidence) {
			this.id = id;
			this.label = label;
			this.evidence = evidence;
		}

		ResourceId id() {
			return id;
		}

		/** Sets a fact; an empty value means that there is none. */
		Vertex fact(String key, String value) {
			if (!value.isEmpty()) {
				facts.put(key, printable(value));
			}
			return this;
		}

		Vertex size(long bytes) {
			size = Math.max(size, bytes);
			return this;
		}

		Resource seen() {
			return new Resource(id, label, UNJUDGED, Bytes.of(size), facts, evidence);
		}
	}

	private final Map<ResourceId, Vertex> vertices = new LinkedHashMap<>();
	private final Set<Dependency> edges = new HashSet<>();

	/** The vertex of that identity; made if it is new. */
	Vertex vertex(ResourceKind kind, String key, String label, String evidence) {
		return vertices.computeIfAbsent(new ResourceId(kind, printable(key)), id -> new Vertex(id, printable(label), evidence));
	}

	void edge(Vertex from, Vertex to, DependencyKind kind, String detail) {
		edges.add(new Dependency(from.id(), to.id(), kind, detail));
	}

	ResourceGraph build(Instant at, Background background) {
		List<Resource> judged = vertices.values().stream().map(v -> ReplicabilityPolicy.judged(v.seen(), background)).toList();
		return ResourceGraph.of(at, judged, edges);
	}

	/** Names come from strangers: control characters would break lines and terminals. */
	private static String printable(String text) {
		return text.chars().noneMatch(Character::isISOControl) ? text
				: text.codePoints().collect(StringBuilder::new, GraphBuilder::escape, StringBuilder::append).toString();
	}

	private static void escape(StringBuilder out, int codePoint) {
		if (Character.isISOControl(codePoint)) {
			out.append("\\x%02x".formatted(codePoint));
		} else {
			out.appendCodePoint(codePoint);
		}
	}
}
