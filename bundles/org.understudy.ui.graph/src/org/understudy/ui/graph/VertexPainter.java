// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Path;

/** Draws one vertex: outline by kind, colour by verdict, two lines of text. */
final class VertexPainter {

	private static final int HATCH = 8;
	private static final int STACK = 3;

	private final Ink ink;
	private final TextFonts fonts;
	private final Outlines outlines;

	VertexPainter(Ink ink, TextFonts fonts, Outlines outlines) {
		this.ink = ink;
		this.fonts = fonts;
		this.outlines = outlines;
	}

	void paint(Graphics g, Scene.Node node, Highlight highlight) {
		boolean bright = highlight.isBright(node.id());
		boolean selected = node.id().equals(highlight.selected());
		int verdict = ink.palette().of(node.content().verdict());
		int fill = ink.palette().blend(verdict, bright ? Palette.FILL : Palette.FILL * Palette.FADED);
		g.setBackgroundColor(ink.of(fill));
		g.setForegroundColor(selected ? ink.of(ink.palette().accent()) : ink.of(verdict, bright));
		g.setLineWidth(selected || node.id().equals(highlight.hovered()) ? 2 : 1);
		if (node.shape() == VertexShape.STACK) {
			sheets(g, node.box(), fill);
		}
		outline(g, node, highlight.stale());
		g.setLineWidth(1);
		if (node.shape() == VertexShape.CIRCLE) {
			letter(g, node);
		} else {
			texts(g, node, bright);
		}
	}

	private void outline(Graphics g, Scene.Node node, boolean stale) {
		Path outline = outlines.of(node.shape(), node.box());
		g.fillPath(outline);
		if (stale) {
			hatch(g, node.shape(), node.box());
		}
		g.drawPath(outline);
		outline.dispose();
		Path detail = outlines.detail(node.shape(), node.box());
		if (detail != null) {
			g.drawPath(detail);
			detail.dispose();
		}
	}

	/** Two sheets behind the front one. */
	private void sheets(Graphics g, Box box, int fill) {
		for (int i = 2; i > 0; i--) {
			Path sheet = outlines.of(VertexShape.STACK, box.at(box.x() + i * STACK, box.y() - i * STACK));
			g.setBackgroundColor(ink.of(ink.palette().background()));
			g.fillPath(sheet);
			g.setBackgroundColor(ink.of(fill));
			g.fillPath(sheet);
			g.drawPath(sheet);
			sheet.dispose();
		}
		Path front = outlines.of(VertexShape.STACK, box);
		g.setBackgroundColor(ink.of(ink.palette().background()));
		g.fillPath(front);
		front.dispose();
		g.setBackgroundColor(ink.of(fill));
	}

	/** Old news: diagonal lines over the vertex. */
	private void hatch(Graphics g, VertexShape shape, Box box) {
		boolean pointed = shape == VertexShape.PILL || shape == VertexShape.ANGLE || shape == VertexShape.CYLINDER
				|| shape == VertexShape.FLAG;
		int inset = pointed ? box.height() / 3 : 1;
		g.pushState();
		g.clipRect(new Rectangle(box.x() + inset, box.y() + 1, box.width() - 2 * inset, box.height() - 1));
		g.setForegroundColor(ink.of(ink.palette().blend(ink.palette().required(), Palette.FADED)));
		for (int x = box.x() - box.height(); x < box.right(); x += HATCH) {
			g.drawLine(x, box.bottom(), x + box.height(), box.y());
		}
		g.popState();
	}

	private void letter(Graphics g, Scene.Node node) {
		TextFonts.Face face = fonts.small();
		String letter = node.content().isFolded() ? Integer.toString(node.content().members().size()) : node.content().kind().key()
				.substring(0, 1);
		g.setFont(face.font());
		g.drawText(letter, node.box().centre().x() - face.width(letter) / 2, node.box().centre().y() - face.height() / 2);
	}

	private void texts(Graphics g, Scene.Node node, boolean bright) {
		Box box = node.box();
		TextFonts.Face first = fonts.label(node.content());
		TextFonts.Face second = fonts.small();
		int top = box.y() + (box.height() - first.height() - second.height()) / 2;
		g.setForegroundColor(ink.of(ink.palette().text(), bright));
		text(g, node.content().label(), first, box, top);
		g.setForegroundColor(ink.of(ink.palette().faint(), bright));
		text(g, node.content().subtitle(), second, box, top + first.height());
	}

	private static void text(Graphics g, String text, TextFonts.Face face, Box box, int y) {
		String shown = face.shortened(text, box.width() - NodeSizes.PADDING - 6);
		g.setFont(face.font());
		g.drawText(shown, box.centre().x() - face.width(shown) / 2, y);
	}
}
