// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

/** A point of the scene, in unscaled pixels. */
public record Spot(int x, int y) {

	/** Distance from this point to the straight line between two others. */
	public double distanceTo(Spot a, Spot b) {
		double dx = b.x - a.x;
		double dy = b.y - a.y;
		double square = dx * dx + dy * dy;
		double t = square == 0 ? 0 : Math.clamp(((x - a.x) * dx + (y - a.y) * dy) / square, 0.0, 1.0);
		return Math.hypot(x - (a.x + t * dx), y - (a.y + t * dy));
	}
}
