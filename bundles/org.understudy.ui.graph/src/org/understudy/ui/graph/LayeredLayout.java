// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A full arrangement by ELK layered, from left to right: clients, doors, processes, what these use, what is outside. Takes 0.3 to 0.8 s
 * for 1,000 nodes: never call it from the user interface's thread. Thread-safe.
 */
public final class LayeredLayout {

	private static final int MARGIN = 24;

	static {
		// in OSGi nobody else registers it
		LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
	}

	private LayeredLayout() {
	}

	public static Placement place(FoldedGraph graph, NodeSizes sizes) {
		Satellites satellites = Satellites.of(graph);
		List<FoldedNode> placed = graph.nodes().values().stream().filter(n -> !satellites.contains(n.id())).toList();
		Map<String, Integer> columns = Columns.assign(placed, Lane.assign(graph));
		ElkNode root = root();
		Map<String, ElkNode> elk = new LinkedHashMap<>();
		for (FoldedNode node : placed) {
			elk.put(node.id(), elkNode(root, sizes.box(node), columns.get(node.id())));
		}
		Map<FoldedEdge, ElkEdge> edges = new LinkedHashMap<>();
		for (FoldedEdge edge : graph.edges()) {
			if (elk.containsKey(edge.from()) && elk.containsKey(edge.to())) {
				boolean back = columns.get(edge.from()) > columns.get(edge.to());
				edges.put(edge, ElkGraphUtil.createSimpleEdge(elk.get(back ? edge.to() : edge.from()), elk.get(back ? edge.from()
						: edge.to())));
			}
		}
		new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
		return satellites.added(new Placement(boxes(elk), routes(edges, elk)), graph, sizes);
	}

	private static ElkNode root() {
		ElkNode root = ElkGraphUtil.createGraph();
		root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
		root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
		root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
		root.setProperty(CoreOptions.PARTITIONING_ACTIVATE, true);
		root.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
		root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
		root.setProperty(LayeredOptions.MERGE_EDGES, true);
		root.setProperty(LayeredOptions.SPACING_NODE_NODE, 20.0);
		root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 10.0);
		root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);
		root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 40.0);
		root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
		return root;
	}

	private static ElkNode elkNode(ElkNode root, Box size, int column) {
		ElkNode node = ElkGraphUtil.createNode(root);
		node.setDimensions(size.width(), size.height());
		node.setProperty(CoreOptions.PARTITIONING_PARTITION, column);
		return node;
	}

	private static Map<String, Box> boxes(Map<String, ElkNode> elk) {
		Map<String, Box> boxes = new HashMap<>();
		elk.forEach((id, n) -> boxes.put(id, new Box((int) n.getX(), (int) n.getY(), (int) n.getWidth(), (int) n.getHeight())));
		return boxes;
	}

	private static Map<FoldedEdge.Key, List<Spot>> routes(Map<FoldedEdge, ElkEdge> edges, Map<String, ElkNode> elk) {
		Map<FoldedEdge.Key, List<Spot>> routes = new HashMap<>();
		edges.forEach((edge, e) -> {
			List<Spot> route = route(e.getSections().getFirst());
			routes.put(edge.key(), e.getSources().getFirst() == elk.get(edge.from()) ? route : route.reversed());
		});
		return routes;
	}

	private static List<Spot> route(ElkEdgeSection section) {
		List<Spot> route = new ArrayList<>();
		route.add(new Spot((int) section.getStartX(), (int) section.getStartY()));
		section.getBendPoints().forEach(b -> route.add(new Spot((int) b.getX(), (int) b.getY())));
		route.add(new Spot((int) section.getEndX(), (int) section.getEndY()));
		return Collections.unmodifiableList(route);
	}
}
