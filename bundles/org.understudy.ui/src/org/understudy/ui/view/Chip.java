// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.understudy.model.Severity;
import org.understudy.ui.graph.Palette;

/** A few words in a frame whose colour repeats what they say. */
final class Chip extends Canvas {

	private String text = "";
	private Severity severity = Severity.OK;

	Chip(Composite parent) {
		super(parent, SWT.DOUBLE_BUFFERED);
		addPaintListener(e -> paint(e.gc));
	}

	/** Whether that is new. */
	boolean say(String newText, Severity newSeverity) {
		boolean changed = !text.equals(newText) || severity != newSeverity;
		boolean room = text.length() != newText.length();
		text = newText;
		severity = newSeverity;
		setToolTipText(newText);
		if (changed) {
			redraw();
		}
		return room;
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		Point extent = gc.textExtent(text.isEmpty() ? " " : text);
		gc.dispose();
		return new Point(text.isEmpty() ? 0 : extent.x + 20, extent.y + 6);
	}

	private void paint(GC gc) {
		if (text.isEmpty()) {
			return;
		}
		RGB behind = getBackground().getRGB();
		Palette palette = Palette.on(behind.red << 16 | behind.green << 8 | behind.blue);
		int colour = switch (severity) {
			case OK, INFO -> palette.captured();
			case WARNING -> palette.external();
			case ERROR -> palette.blocked();
		};
		Rectangle area = getClientArea();
		gc.setAntialias(SWT.ON);
		gc.setBackground(colour(palette.blend(colour, Palette.FILL)));
		gc.fillRoundRectangle(0, 0, area.width - 1, area.height - 1, 8, 8);
		gc.setForeground(colour(colour));
		gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 8, 8);
		gc.setForeground(colour(palette.text()));
		gc.drawText(text, 10, (area.height - gc.textExtent(text).y) / 2, true);
	}

	static Color colour(int rgb) {
		return new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
	}
}
