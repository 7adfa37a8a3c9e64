// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.understudy.ui.Messages;
import org.understudy.ui.graph.Palette;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.EpochsModel;
import org.understudy.ui.model.EpochsModel.Bar;
import org.understudy.ui.model.EpochsModel.Strip;

/** What the last epochs cost: one strip of bars each for pause, bytes and lag. */
public final class EpochsView extends StateView {

	private static final int NAME = 64;
	private static final int VALUE = 76;
	private static final int BAR = 18;
	private static final int GAP = 4;

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private Canvas canvas;
	private EpochsModel model = new EpochsModel(java.util.List.of());

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		empty.say(Messages.empty_epochs, Messages.empty_epochsText, "", "");
		canvas = new Canvas(stack, SWT.DOUBLE_BUFFERED);
		canvas.setBackground(canvas.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
		canvas.addPaintListener(e -> paint(e.gc));
		canvas.addListener(SWT.MouseMove, this::tip);
	}

	@Override
	protected void show(DesktopState state) {
		EpochsModel now = EpochsModel.of(state);
		layout.topControl = now.strips().isEmpty() ? empty : canvas;
		stack.layout();
		if (!now.equals(model)) {
			model = now;
			canvas.redraw();
		}
	}

	private int height() {
		return Math.clamp(canvas.getClientArea().height / Math.max(1, model.strips().size()), 24, 64);
	}

	private void paint(GC gc) {
		RGB behind = canvas.getBackground().getRGB();
		Palette palette = Palette.on(behind.red << 16 | behind.green << 8 | behind.blue);
		for (int i = 0; i < model.strips().size(); i++) {
			paint(gc, model.strips().get(i), new Rectangle(8, i * height(), canvas.getClientArea().width - 16, height()), palette);
		}
	}

	private static void paint(GC gc, Strip strip, Rectangle area, Palette palette) {
		int middle = area.y + (area.height - gc.getFontMetrics().getHeight()) / 2;
		gc.setForeground(Chip.colour(palette.faint()));
		gc.drawText(strip.name(), area.x, middle, true);
		gc.setForeground(Chip.colour(palette.text()));
		gc.drawText(strip.latest(), area.x + NAME, middle, true);
		for (int i = 0; i < strip.bars().size(); i++) {
			Bar bar = strip.bars().get(i);
			int full = area.height - 8;
			int height = Math.max(2, (int) Math.round(bar.share() * full));
			int x = area.x + NAME + VALUE + i * (BAR + GAP);
			int colour = bar.failed() ? palette.blocked() : palette.captured();
			gc.setBackground(Chip.colour(palette.blend(colour, bar.failed() ? 1 : 0.6)));
			gc.fillRectangle(x, area.y + 4 + full - height, BAR, height);
			if (bar.failed()) {
				gc.setForeground(Chip.colour(palette.blocked()));
				gc.drawText("\u2717", x + 4, area.y, true);
			}
		}
	}

	private void tip(Event event) {
		int strip = event.y / height();
		int bar = (event.x - 8 - NAME - VALUE) / (BAR + GAP);
		boolean hit = strip < model.strips().size() && event.x >= 8 + NAME + VALUE && bar < model.strips().get(strip).bars().size();
		canvas.setToolTipText(hit ? model.strips().get(strip).bars().get(bar).tip() : null);
	}

	@Override
	public void setFocus() {
		layout.topControl.setFocus();
	}
}
