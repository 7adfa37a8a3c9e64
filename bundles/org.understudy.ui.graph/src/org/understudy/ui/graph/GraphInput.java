// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Optional;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;

/** Mouse and keyboard: select, open folds, drag the picture, zoom, walk along edges with the arrow keys. */
final class GraphInput {

	private static final double STEP = 1.2;
	private static final double NEAR = 5;

	private final GraphViewer viewer;
	private final FigureCanvas canvas;
	private Point grabbed;

	GraphInput(GraphViewer viewer, FigureCanvas canvas) {
		this.viewer = viewer;
		this.canvas = canvas;
	}

	void hook() {
		canvas.addListener(SWT.MouseDown, this::press);
		canvas.addListener(SWT.MouseUp, _ -> grabbed = null);
		canvas.addListener(SWT.MouseMove, this::move);
		canvas.addListener(SWT.MouseExit, _ -> hover(Optional.empty(), null));
		canvas.addListener(SWT.MouseDoubleClick, e -> at(e).ifPresent(viewer::toggleFold));
		canvas.addListener(SWT.MouseVerticalWheel, this::wheel);
		canvas.addListener(SWT.KeyDown, this::key);
		canvas.addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
	}

	private Optional<Scene.Node> at(Event event) {
		Spot spot = viewer.figure().toScene(event.x, event.y);
		return viewer.scene().hit(spot.x(), spot.y());
	}

	private void press(Event event) {
		canvas.setFocus();
		Optional<Scene.Node> node = at(event);
		viewer.select(node);
		grabbed = node.isEmpty() && event.button == 1 ? new Point(event.x, event.y) : null;
	}

	private void move(Event event) {
		if (grabbed != null && (event.stateMask & SWT.BUTTON1) != 0) {
			viewer.window().scrollBy(grabbed.x - event.x, grabbed.y - event.y);
			grabbed = new Point(event.x, event.y);
			return;
		}
		Optional<Scene.Node> node = at(event);
		Spot spot = viewer.figure().toScene(event.x, event.y);
		hover(node, node.isPresent() ? null : viewer.scene().hitEdge(spot, NEAR / viewer.scale()).orElse(null));
	}

	private void hover(Optional<Scene.Node> node, Scene.Edge edge) {
		Highlight now = viewer.highlight().hovering(node.map(Scene.Node::id).orElse(""), edge == null ? null : edge.content().key());
		if (!now.equals(viewer.highlight())) {
			viewer.setHighlight(now);
			canvas.setToolTipText(node.map(n -> Tooltips.of(n.content())).orElse(null));
		}
	}

	private void wheel(Event event) {
		if ((event.stateMask & SWT.MOD1) != 0) {
			viewer.window().zoom(event.count > 0 ? STEP : 1 / STEP, event.x, event.y);
			event.doit = false;
		}
	}

	private void key(Event event) {
		switch (event.keyCode) {
			case SWT.ARROW_LEFT -> walk(Scene.Direction.LEFT);
			case SWT.ARROW_RIGHT -> walk(Scene.Direction.RIGHT);
			case SWT.ARROW_UP -> walk(Scene.Direction.UP);
			case SWT.ARROW_DOWN -> walk(Scene.Direction.DOWN);
			case SWT.ESC -> viewer.select(Optional.empty());
			case SWT.CR, SWT.KEYPAD_CR -> selected().ifPresent(viewer::toggleFold);
			case '+', '=', SWT.KEYPAD_ADD -> viewer.zoom(STEP);
			case '-', SWT.KEYPAD_SUBTRACT -> viewer.zoom(1 / STEP);
			case '0' -> viewer.fit();
			default -> {
				return;
			}
		}
		event.doit = false;
	}

	private Optional<Scene.Node> selected() {
		return Optional.ofNullable(viewer.scene().nodes().get(viewer.highlight().selected()));
	}

	private void walk(Scene.Direction direction) {
		viewer.scene().next(viewer.highlight().selected(), direction).ifPresent(node -> {
			viewer.select(Optional.of(node));
			viewer.window().reveal(node.box());
		});
	}
}
