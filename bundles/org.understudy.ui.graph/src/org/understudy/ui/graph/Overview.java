// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;

/** The whole scene small in a corner, with a frame around what is on screen; only there when not everything is on screen. */
final class Overview {

	private static final int WIDTH = 176;
	private static final int HEIGHT = 112;
	private static final int INSET = 12;

	private final GraphViewer viewer;
	private final Canvas canvas;
	private final Ink ink;

	Overview(GraphViewer viewer, Palette palette) {
		this.viewer = viewer;
		ink = new Ink(palette);
		canvas = new Canvas(viewer, SWT.DOUBLE_BUFFERED | SWT.BORDER);
		canvas.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
		canvas.setBackground(ink.of(palette.background()));
		canvas.setToolTipText(Messages.overview);
		canvas.setVisible(false);
		canvas.addPaintListener(e -> paint(e.gc));
		canvas.addListener(SWT.MouseDown, this::go);
		canvas.addListener(SWT.MouseMove, e -> {
			if ((e.stateMask & SWT.BUTTON1) != 0) {
				go(e);
			}
		});
	}

	void update() {
		Point size = viewer.getSize();
		Box seen = viewer.window().visible();
		Box all = viewer.scene().bounds();
		boolean needed = seen.width() + 1 < all.width() || seen.height() + 1 < all.height();
		canvas.setBounds(size.x - WIDTH - INSET - 12, size.y - HEIGHT - INSET - 12, WIDTH, HEIGHT);
		canvas.setVisible(needed && size.x > 3 * WIDTH && size.y > 2 * HEIGHT);
		canvas.moveAbove(null);
		canvas.redraw();
	}

	private double factor() {
		Box all = viewer.scene().bounds();
		Point area = canvas.getSize();
		return Math.min((area.x - 8) / (double) Math.max(1, all.width()), (area.y - 8) / (double) Math.max(1, all.height()));
	}

	private void paint(GC gc) {
		Box all = viewer.scene().bounds();
		double factor = factor();
		for (Scene.Node node : viewer.scene().nodes().values()) {
			gc.setBackground(ink.of(ink.palette().of(node.content().verdict())));
			Box b = node.box();
			gc.fillRectangle((int) ((b.x() - all.x()) * factor) + 4, (int) ((b.y() - all.y()) * factor) + 4,
					Math.max(2, (int) (b.width() * factor)), Math.max(2, (int) (b.height() * factor)));
		}
		Box seen = viewer.window().visible();
		gc.setForeground(ink.of(ink.palette().accent()));
		gc.drawRectangle((int) ((seen.x() - all.x()) * factor) + 4, (int) ((seen.y() - all.y()) * factor) + 4,
				(int) (seen.width() * factor),
				(int) (seen.height() * factor));
	}

	private void go(Event event) {
		Box all = viewer.scene().bounds();
		Box seen = viewer.window().visible();
		int x = (int) ((event.x - 4) / factor()) + all.x();
		int y = (int) ((event.y - 4) / factor()) + all.y();
		viewer.window().scrollBy((int) ((x - seen.centre().x()) * viewer.scale()), (int) ((y - seen.centre().y()) * viewer.scale()));
	}
}
