// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

		boolean is(ResourceKind kind) {
			return id.kind().equals(kind);
		}

		String label() {
			return label;
		}

		String evidence() {
			return evidence;
		}

		/** A fact, empty when there is none. */
		String fact(String key) {
			return facts.getOrDefault(key, "");
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

		private Resource seen() {
			return new Resource(id, label, UNJUDGED, Bytes.of(size), facts, evidence);
		}
	}

	private final Map<ResourceId, Vertex> vertices = new LinkedHashMap<>();
	private final Map<String, String> details = new HashMap<>();
	private final List<Dependency> edges = new ArrayList<>();

	/** The vertex of that identity; made if it is new. */
	Vertex vertex(ResourceKind kind, String key, String label, String evidence) {
		return vertices.computeIfAbsent(new ResourceId(kind, printable(key)), id -> new Vertex(id, printable(label), printable(evidence)));
	}

	/** Processes have the same descriptors again and again: one text for all saves half of an edge's memory. */
	void edge(Vertex from, Vertex to, DependencyKind kind, String detail) {
		edges.add(new Dependency(from.id(), to.id(), kind, details.computeIfAbsent(detail, d -> d)));
	}

	ResourceGraph build(Instant at, Background background) {
		List<Resource> judged = new ArrayList<>(vertices.size());
		vertices.values().forEach(v -> judged.add(ReplicabilityPolicy.judged(v.seen(), background)));
		return ResourceGraph.of(at, judged, edges);
	}

	/** Names come from strangers: control characters would break lines and terminals, and bytes that are no UTF-8 cannot be written. */
	private static String printable(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isUnprintable(text.charAt(i))) {
				return text.codePoints().collect(StringBuilder::new, GraphBuilder::escape, StringBuilder::append).toString();
			}
		}
		return text;
	}

	private static boolean isUnprintable(int code) {
		return code < ' ' || code >= 0x7f && (Character.isISOControl(code) || ByteText.isStray(code));
	}

	private static void escape(StringBuilder out, int code) {
		if (isUnprintable(code)) {
			out.append("\\x%02x".formatted(code & 0xff));
		} else {
			out.appendCodePoint(code);
		}
	}
}
