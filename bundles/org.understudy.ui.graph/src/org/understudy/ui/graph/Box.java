// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

/** A rectangle of the scene, in unscaled pixels. */
public record Box(int x, int y, int width, int height) {

	public static final Box EMPTY = new Box(0, 0, 0, 0);

	public int right() {
		return x + width;
	}

	public int bottom() {
		return y + height;
	}

	public Spot centre() {
		return new Spot(x + width / 2, y + height / 2);
	}

	public boolean contains(int px, int py) {
		return px >= x && px < right() && py >= y && py < bottom();
	}

	public boolean intersects(Box other) {
		return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
	}

	/** This box with a margin on all sides. */
	public Box grown(int margin) {
		return new Box(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
	}

	public Box at(int newX, int newY) {
		return new Box(newX, newY, width, height);
	}

	public Box union(Box other) {
		int left = Math.min(x, other.x);
		int top = Math.min(y, other.y);
		return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
	}
}
