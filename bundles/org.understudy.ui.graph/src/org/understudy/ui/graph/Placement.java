// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything stands.
 *
 * @param boxes  by {@link FoldedNode#id()}
 * @param routes from the user's border to the border of what it uses; at least two points each
 */
public record Placement(Map<String, Box> boxes, Map<FoldedEdge.Key, List<Spot>> routes) {

	public static final Placement EMPTY = new Placement(Map.of(), Map.of());

	public Placement {
		boxes = Collections.unmodifiableMap(new HashMap<>(boxes));
		routes = Collections.unmodifiableMap(new HashMap<>(routes));
	}
}
