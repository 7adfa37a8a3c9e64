// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;

/** What the colours mean and how many resources have each, in a corner; a verdict's word is also what the filter takes. */
final class Legend {

	private static final int INSET = 12;
	private static final int SWATCH = 10;
	private static final int GAP = 16;

	private final GraphViewer viewer;
	private final Canvas canvas;
	private final Ink ink;
	private final TextFonts.Face face;
	private final Map<Entry, Integer> counts = new LinkedHashMap<>();

	/** One verdict: its key, the word on screen, its colour, and what becomes of such a resource on takeover. */
	private record Entry(String verdict, String word, int colour, String meaning) {
	}

	Legend(GraphViewer viewer, Palette palette, TextFonts fonts) {
		this.viewer = viewer;
		ink = new Ink(palette);
		face = fonts.small();
		canvas = new Canvas(viewer, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
		canvas.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
		canvas.setBackground(ink.of(palette.background()));
		canvas.addPaintListener(e -> paint(e.gc));
		canvas.addListener(SWT.MouseMove, this::explain);
		count(Scene.EMPTY);
		viewer.onScene(this::count);
	}

	private void count(Scene scene) {
		Palette palette = ink.palette();
		counts.clear();
		counts.put(new Entry("captured", Messages.captured, palette.captured(), Messages.captured_meaning), 0);
		counts.put(new Entry("copied", Messages.copied, palette.copied(), Messages.copied_meaning), 0);
		counts.put(new Entry("required", Messages.required, palette.required(), Messages.required_meaning), 0);
		counts.put(new Entry("external", Messages.external, palette.external(), Messages.external_meaning), 0);
		counts.put(new Entry("blocked", Messages.blocked, palette.blocked(), Messages.blocked_meaning), 0);
		scene.graph().nodes().values().stream().flatMap(n -> n.members().stream()).forEach(r -> add(r.replicability().word()));
		update(scene);
	}

	private void add(String verdict) {
		counts.replaceAll((entry, count) -> entry.verdict().equals(verdict) ? count + 1 : count);
	}

	private void update(Scene scene) {
		canvas.setVisible(!scene.isEmpty());
		place();
		canvas.redraw();
	}

	/** Lower left corner; called again when the room changes. */
	void place() {
		Point size = viewer.getSize();
		int width = counts.keySet().stream().mapToInt(this::width).sum();
		canvas.setBounds(INSET, size.y - INSET - face.height(), Math.min(width, Math.max(0, size.x - 2 * INSET)), face.height());
		canvas.moveAbove(null);
	}

	private String text(Entry entry) {
		return entry.word() + " " + counts.get(entry);
	}

	private int width(Entry entry) {
		return SWATCH + 6 + face.width(text(entry)) + GAP;
	}

	private void paint(GC gc) {
		gc.setAntialias(SWT.ON);
		gc.setFont(face.font());
		int x = 0;
		for (Entry entry : counts.keySet()) {
			int top = (face.height() - SWATCH) / 2;
			gc.setBackground(ink.of(ink.palette().blend(entry.colour(), Palette.FILL)));
			gc.fillRectangle(x, top, SWATCH, SWATCH);
			gc.setForeground(ink.of(entry.colour()));
			gc.drawRectangle(x, top, SWATCH - 1, SWATCH - 1);
			boolean alarming = counts.get(entry) > 0 && entry.verdict().equals("blocked");
			gc.setForeground(ink.of(alarming ? entry.colour() : ink.palette().faint()));
			gc.drawText(text(entry), x + SWATCH + 6, 0, true);
			x += width(entry);
		}
	}

	private void explain(Event event) {
		int right = 0;
		for (Entry entry : counts.keySet()) {
			right += width(entry);
			if (event.x < right) {
				canvas.setToolTipText(entry.meaning());
				return;
			}
		}
	}
}
