// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.understudy.model.Epoch;

/**
 * Everything an application uses at one moment. Immutable; every edge joins two vertices that are present.
 *
 * @param sequence  increases by one with each published change; a gap in the deltas means: fetch the whole graph again
 * @param at        when it was seen, wall clock
 * @param epoch     newest committed epoch at that moment
 * @param resources by identity, sorted
 * @param edges     sorted
 */
public record ResourceGraph(long sequence, Instant at, Epoch epoch, SortedMap<ResourceId, Resource> resources,
		SortedSet<Dependency> edges) {

	public static final ResourceGraph EMPTY = new ResourceGraph(0, Instant.EPOCH, Epoch.NONE, new TreeMap<>(), new TreeSet<>());

	public ResourceGraph {
		SortedVertices vertices = SortedVertices.of(resources);
		resources = vertices;
		edges = SortedEdges.of(edges, vertices);
	}

	/** A graph of these vertices and those of the edges whose ends are both among them. */
	public static ResourceGraph of(Instant at, Collection<Resource> resources, Collection<Dependency> edges) {
		SortedVertices vertices = SortedVertices.of(resources);
		return new ResourceGraph(0, at, Epoch.NONE, vertices, SortedEdges.among(vertices, edges));
	}

	public Optional<Resource> resource(ResourceId id) {
		return Optional.ofNullable(resources.get(id));
	}

	/** The same, seen again later. */
	public ResourceGraph seenAt(Instant later) {
		return new ResourceGraph(sequence, later, epoch, resources, edges);
	}

	public ResourceGraph stamped(long newSequence, Epoch newEpoch) {
		return new ResourceGraph(newSequence, at, newEpoch, resources, edges);
	}
}
