// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.understudy.core.port.HostNames;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** Gives remote endpoints the names of their hosts. */
public final class EndpointNames {

	/** Attribute of a remote endpoint. */
	public static final String NAME = "name";

	private EndpointNames() {
	}

	/** The same graph with the names that are known. */
	public static ResourceGraph named(ResourceGraph graph, HostNames names) {
		SortedMap<ResourceId, Resource> resources = new TreeMap<>(graph.resources());
		resources.replaceAll((id, resource) -> id.kind().equals(ResourceKind.REMOTE_ENDPOINT) ? named(resource, names) : resource);
		return new ResourceGraph(graph.sequence(), graph.at(), graph.epoch(), resources, graph.edges());
	}

	private static Resource named(Resource resource, HostNames names) {
		Optional<String> name = Optional.ofNullable(resource.attributes().get("address")).flatMap(names::of);
		return name.map(known -> {
			Map<String, String> attributes = new HashMap<>(resource.attributes());
			attributes.put(NAME, known);
			return new Resource(resource.id(), resource.label(), resource.replicability(), resource.size(), attributes, resource.evidence());
		}).orElse(resource);
	}
}
