// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Path;

/** Outlines of vertices and edges as SWT paths; the caller disposes of them. */
final class Outlines {

	private static final float CORNER = 8;
	private static final float FOLD = 10;
	private static final float POINT = 10;

	private final Device device;

	Outlines(Device device) {
		this.device = device;
	}

	Path of(VertexShape shape, Box box) {
		return switch (shape) {
			case ROUNDED -> rounded(box, CORNER);
			case PILL -> rounded(box, box.height() / 2f);
			case CIRCLE -> circle(box);
			case FOLDED_CORNER -> polygon(box, new float[][] { { 0, 0 }, { -FOLD, 0 }, { -0f, FOLD }, { -0f, -0f }, { 0, -0f } });
			case ANGLE -> angle(box);
			case FLAG -> flag(box);
			case CYLINDER -> cylinder(box);
			case STACK, PLAIN -> rounded(box, 3);
		};
	}

	/** Inner lines of a shape, or null: the turned-down corner, the cylinder's front end. */
	Path detail(VertexShape shape, Box box) {
		return switch (shape) {
			case FOLDED_CORNER -> corner(box);
			case CYLINDER -> ring(box);
			case ROUNDED, PILL, CIRCLE, ANGLE, FLAG, STACK, PLAIN -> null;
		};
	}

	private Path rounded(Box b, float radius) {
		Path path = new Path(device);
		float d = 2 * radius;
		path.addArc(b.right() - d, b.y(), d, d, 90, -90);
		path.addArc(b.right() - d, b.bottom() - d, d, d, 0, -90);
		path.addArc(b.x(), b.bottom() - d, d, d, 270, -90);
		path.addArc(b.x(), b.y(), d, d, 180, -90);
		path.close();
		return path;
	}

	private Path circle(Box b) {
		Path path = new Path(device);
		path.addArc(b.x(), b.y(), b.width(), b.height(), 0, 360);
		path.close();
		return path;
	}

	/** Points as offsets from the left or top border, or, when negative (also -0), from the right or bottom border. */
	private Path polygon(Box b, float[][] points) {
		Path path = new Path(device);
		for (int i = 0; i < points.length; i++) {
			float x = fromEnd(points[i][0]) ? b.right() + points[i][0] : b.x() + points[i][0];
			float y = fromEnd(points[i][1]) ? b.bottom() + points[i][1] : b.y() + points[i][1];
			if (i == 0) {
				path.moveTo(x, y);
			} else {
				path.lineTo(x, y);
			}
		}
		path.close();
		return path;
	}

	private static boolean fromEnd(float offset) {
		return Float.floatToRawIntBits(offset) < 0;
	}

	private Path angle(Box b) {
		float middle = b.height() / 2f;
		return polygon(b, new float[][] { { POINT, 0 }, { -POINT, 0 }, { -0f, middle }, { -POINT, -0f }, { POINT, -0f }, { 0, middle } });
	}

	private Path flag(Box b) {
		float middle = b.height() / 2f;
		return polygon(b, new float[][] { { 0, 0 }, { -0f, 0 }, { -POINT, middle }, { -0f, -0f }, { 0, -0f } });
	}

	private Path cylinder(Box b) {
		Path path = new Path(device);
		path.addArc(b.right() - POINT, b.y(), POINT, b.height(), 90, -180);
		path.addArc(b.x(), b.y(), POINT, b.height(), 270, -180);
		path.close();
		return path;
	}

	private Path ring(Box b) {
		Path path = new Path(device);
		path.addArc(b.right() - POINT, b.y(), POINT, b.height(), 90, 180);
		return path;
	}

	private Path corner(Box b) {
		Path path = new Path(device);
		path.moveTo(b.right() - FOLD, b.y());
		path.lineTo(b.right() - FOLD, b.y() + FOLD);
		path.lineTo(b.right(), b.y() + FOLD);
		return path;
	}
}
