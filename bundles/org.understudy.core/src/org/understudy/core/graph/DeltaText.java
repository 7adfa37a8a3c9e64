// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.stream.Stream;

import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** What changed between two graphs, for people: {@code +} new, {@code -} gone, {@code ~} changed, with what about it changed. */
public final class DeltaText {

	private DeltaText() {
	}

	/** One line each, without an end; empty when nothing changed. */
	public static Stream<String> lines(ResourceGraph old, GraphDelta delta) {
		Stream<String> put = delta.put().stream().map(r -> old.resource(r.id()).map(before -> "~ " + r.id() + "  " + changes(before, r))
				.orElse("+ " + r.id() + "  " + r.replicability().word()));
		Stream<String> gone = delta.removed().stream().map(id -> "- " + id);
		Stream<String> more = delta.edgesAdded().stream()
				.filter(e -> old.resource(e.from()).isPresent() && old.resource(e.to()).isPresent())
				.map(e -> "+ " + e.from() + " " + Explanation.relation(e) + " " + e.to());
		Stream<String> less = delta.edgesRemoved().stream().filter(e -> !delta.removed().contains(e.from()) && !delta.removed().contains(e.to()))
				.map(e -> "- " + e.from() + " " + Explanation.relation(e) + " " + e.to());
		return Stream.of(put, gone, more, less).flatMap(s -> s);
	}

	private static String changes(Resource before, Resource now) {
		StringBuilder out = new StringBuilder();
		if (!before.replicability().equals(now.replicability())) {
			add(out, "verdict", before.replicability().word(), now.replicability().word());
		}
		if (!before.size().equals(now.size())) {
			add(out, "size", before.size().toString(), now.size().toString());
		}
		now.attributes().forEach((key, value) -> {
			if (!value.equals(before.attributes().get(key))) {
				add(out, key, before.attributes().getOrDefault(key, "-"), value);
			}
		});
		before.attributes().forEach((key, value) -> {
			if (!now.attributes().containsKey(key)) {
				add(out, key, value, "-");
			}
		});
		return out.toString();
	}

	private static void add(StringBuilder out, String what, String before, String now) {
		out.append(out.isEmpty() ? "" : ", ").append(what).append(' ').append(before).append(" → ").append(now);
	}
}
