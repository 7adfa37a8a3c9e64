// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

/**
 * How much room the texts of a node need. Asked from the layout's thread: implementations answer from a table or by calculation, never
 * from a device.
 */
@FunctionalInterface
public interface NodeSizes {

	/** A circle on its owner. */
	int CIRCLE = 18;
	int HEIGHT = 40;
	int MIN_WIDTH = 96;
	int MAX_WIDTH = 196;
	int PADDING = 14;

	/** An estimate for tests and for the time before a font is known. */
	NodeSizes ESTIMATE = node -> Math.max(7 * node.label().length(), 6 * node.subtitle().length());

	/** Width of the wider of its two lines, in pixels. */
	int textWidth(FoldedNode node);

	default Box box(FoldedNode node) {
		if (node.shape() == VertexShape.CIRCLE) {
			return new Box(0, 0, CIRCLE, CIRCLE);
		}
		int extra = node.shape() == VertexShape.ANGLE || node.shape() == VertexShape.FLAG || node.shape() == VertexShape.PILL ? 12 : 0;
		int width = Math.clamp(textWidth(node) + 2L * PADDING + extra, MIN_WIDTH, MAX_WIDTH);
		return new Box(0, 0, (width + 7) / 8 * 8, HEIGHT);
	}
}
