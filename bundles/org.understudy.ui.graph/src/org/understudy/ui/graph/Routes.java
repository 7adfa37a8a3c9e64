// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.List;

/** Simple routes for edges that came after the last full arrangement. */
final class Routes {

	private Routes() {
	}

	/** Horizontal, vertical, horizontal between the facing sides; straight when the boxes stand above each other. */
	static List<Spot> bent(Box from, Box to) {
		if (from.right() < to.x()) {
			return bent(new Spot(from.right(), from.centre().y()), new Spot(to.x(), to.centre().y()));
		}
		if (to.right() < from.x()) {
			return bent(new Spot(from.x(), from.centre().y()), new Spot(to.right(), to.centre().y()));
		}
		return straight(from, to);
	}

	private static List<Spot> bent(Spot start, Spot end) {
		if (start.y() == end.y()) {
			return List.of(start, end);
		}
		// nearer to the end: there the column's own lines turn too
		int x = end.x() + (start.x() < end.x() ? -1 : 1) * Math.min(20, Math.abs(end.x() - start.x()) / 2);
		return List.of(start, new Spot(x, start.y()), new Spot(x, end.y()), end);
	}

	static List<Spot> straight(Box from, Box to) {
		return List.of(border(from, to.centre()), border(to, from.centre()));
	}

	/** Where the line from the centre towards a point leaves the box. */
	private static Spot border(Box box, Spot towards) {
		Spot c = box.centre();
		double dx = towards.x() - c.x();
		double dy = towards.y() - c.y();
		double scale = Math.min(dx == 0 ? Double.MAX_VALUE : box.width() / 2.0 / Math.abs(dx),
				dy == 0 ? Double.MAX_VALUE : box.height() / 2.0 / Math.abs(dy));
		return scale >= 1 ? c : new Spot((int) (c.x() + dx * scale), (int) (c.y() + dy * scale));
	}
}
