// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.graphics.Point;

/** Which part of the scene is on screen, and how large. */
final class ViewWindow {

	private static final double LEAST = 0.1;
	private static final double MOST = 4;
	/** Smaller than this nothing can be read: then the first look is at a part instead of at everything. */
	private static final double READABLE = 0.55;
	private static final int MARGIN = 8;

	private final FigureCanvas canvas;
	private final SceneFigure figure;
	private final Runnable moved;
	private boolean fitted = true;

	/** {@code moved} is called after each change. */
	ViewWindow(FigureCanvas canvas, SceneFigure figure, Runnable moved) {
		this.canvas = canvas;
		this.figure = figure;
		this.moved = moved;
	}

	/** Fits from now on again, until somebody zooms. */
	void follow() {
		fitted = true;
	}

	/** After the scene or the room changed. */
	void resized() {
		if (fitted) {
			fit();
		} else {
			moved.run();
		}
	}

	void fit() {
		Point room = canvas.getSize();
		Box all = figure.bounds();
		if (all.width() > 0 && all.height() > 0 && room.x > 0 && room.y > 0) {
			double whole = Math.min(1, Math.min(room.x / (double) all.width(), room.y / (double) all.height()));
			scale(Math.max(READABLE, whole));
		}
		fitted = true;
	}

	void actualSize() {
		fitted = false;
		scale(1);
	}

	/** Multiplies the scale, keeping a point of the canvas in place. */
	void zoom(double factor, int x, int y) {
		fitted = false;
		Spot before = figure.toScene(x, y);
		scale(Math.clamp(figure.scale() * factor, LEAST, MOST));
		canvas.getViewport().validate();
		Spot after = figure.toScene(x, y);
		scrollBy((int) ((before.x() - after.x()) * figure.scale()), (int) ((before.y() - after.y()) * figure.scale()));
	}

	private void scale(double scale) {
		figure.scale(scale);
		moved.run();
	}

	/** In pixels of the screen. */
	void scrollBy(int dx, int dy) {
		org.eclipse.draw2d.geometry.Point at = canvas.getViewport().getViewLocation();
		canvas.getViewport().setViewLocation(at.x + dx, at.y + dy);
		moved.run();
	}

	/** The part of the scene that is on screen. */
	Box visible() {
		Spot corner = figure.toScene(0, 0);
		Point size = canvas.getSize();
		return new Box(corner.x(), corner.y(), (int) (size.x / figure.scale()), (int) (size.y / figure.scale()));
	}

	void reveal(Box box) {
		Box seen = visible();
		int dx = box.x() < seen.x() ? box.x() - seen.x() - MARGIN : Math.max(0, box.right() - seen.right() + MARGIN);
		int dy = box.y() < seen.y() ? box.y() - seen.y() - MARGIN : Math.max(0, box.bottom() - seen.bottom() + MARGIN);
		scrollBy((int) (dx * figure.scale()), (int) (dy * figure.scale()));
	}
}
