// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.resource;

import java.util.List;

import org.understudy.core.replicability.Background;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/**
 * A class of resources that the product does not know by itself: finds them in processes, says what becomes of them on takeover, and
 * how they are drawn. Implementations are found by {@link java.util.ServiceLoader}: a jar that names them in
 * {@code META-INF/services} and lies beside the agent's. They are called on the threads of inspections, one call at a time for each
 * application, and must not block; what they throw is logged, and their resources are missing from that graph.
 */
public interface ResourceClass {

	/** The kinds of its resources; none of the product's own. */
	List<Drawn> kinds();

	/** What it finds in one process. Its resources' verdicts do not count: {@link #judge} is asked. */
	Found look(ProcessView process);

	/** What becomes of one of its resources on takeover. */
	Replicability judge(Resource resource, Background background);

	/**
	 * A kind and how it is drawn.
	 *
	 * @param like the product's kind whose shape and place it takes
	 */
	record Drawn(ResourceKind kind, ResourceKind like) {
	}

	/** Vertices and edges; edges may also join what the process uses. */
	record Found(List<Resource> resources, List<Dependency> edges) {

		public static final Found NOTHING = new Found(List.of(), List.of());
	}
}
