// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.draw2d.Graphics;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Path;

/** Draws edges: one line style per family, a small head, words only on hover or selection. */
final class EdgePainter {

	/** From the middle of a vertex to beside it, in pixels of the scene. */
	private static final int ASIDE = 32;

	private static final float BEND = 6;
	private static final float HEAD = 7;
	/** With more edges than this at the selected vertex their words would only cover each other. */
	private static final int WORDS = 10;

	private final Ink ink;
	private final TextFonts fonts;
	private final Device device;

	EdgePainter(Ink ink, TextFonts fonts, Device device) {
		this.ink = ink;
		this.fonts = fonts;
		this.device = device;
	}

	void paintLine(Graphics g, Scene.Edge edge, Highlight highlight) {
		boolean path = highlight.isPath(edge.content()) || highlight.isHovered(edge.content());
		g.setForegroundColor(path ? ink.of(ink.palette().accent()) : ink.of(ink.palette().edge(), highlight.isBright(edge.content())));
		g.setBackgroundColor(g.getForegroundColor());
		g.setLineWidth(path ? 2 : 1);
		switch (edge.content().family()) {
			case DATA -> g.setLineStyle(SWT.LINE_SOLID);
			case STRUCTURE -> g.setLineDash(new int[] { 5, 3 });
			case WATCH -> g.setLineDash(new int[] { 1, 3 });
		}
		Path line = line(edge.route());
		g.drawPath(line);
		line.dispose();
		g.setLineStyle(SWT.LINE_SOLID);
		head(g, edge.route());
	}

	private Path line(List<Spot> route) {
		Path path = new Path(device);
		path.moveTo(route.getFirst().x(), route.getFirst().y());
		for (int i = 1; i < route.size() - 1; i++) {
			Spot at = route.get(i);
			float[] in = towards(at, route.get(i - 1));
			float[] out = towards(at, route.get(i + 1));
			path.lineTo(in[0], in[1]);
			path.quadTo(at.x(), at.y(), out[0], out[1]);
		}
		path.lineTo(route.getLast().x(), route.getLast().y());
		return path;
	}

	/** The point where the bend begins: a little away from the corner, at most half way to the next. */
	private static float[] towards(Spot corner, Spot other) {
		float length = (float) Math.hypot(other.x() - corner.x(), other.y() - corner.y());
		float share = length == 0 ? 0 : Math.min(BEND, length / 2) / length;
		return new float[] { corner.x() + (other.x() - corner.x()) * share, corner.y() + (other.y() - corner.y()) * share };
	}

	private void head(Graphics g, List<Spot> route) {
		Spot tip = route.getLast();
		Spot before = route.get(route.size() - 2);
		double angle = Math.atan2(tip.y() - before.y(), tip.x() - before.x());
		Path head = new Path(device);
		head.moveTo(tip.x(), tip.y());
		for (double side : new double[] { 0.42, -0.42 }) {
			head.lineTo((float) (tip.x() - HEAD * Math.cos(angle + side)), (float) (tip.y() - HEAD * Math.sin(angle + side)));
		}
		head.close();
		g.fillPath(head);
		head.dispose();
	}

	boolean hasWords(Scene scene, Scene.Edge edge, Highlight highlight) {
		if (edge.content().key().equals(highlight.hoveredEdge())) {
			return true;
		}
		String node = highlight.hovered().isEmpty() ? highlight.selected() : highlight.hovered();
		return edge.content().touches(node) && edges(scene, node) <= WORDS;
	}

	private static long edges(Scene scene, String node) {
		return scene.graph().edges().stream().filter(e -> e.touches(node)).count();
	}

	/** The words stand on the piece of line next to the end that has fewer edges: there lines lie apart. */
	void paintWords(Graphics g, Scene scene, Scene.Edge edge) {
		boolean leaf = edges(scene, edge.content().to()) <= edges(scene, edge.content().from());
		List<Spot> route = leaf ? edge.route().reversed() : edge.route();
		Spot a = route.get(0);
		Spot b = route.get(1);
		TextFonts.Face face = fonts.small();
		String words = face.shortened(String.join(", ", edge.content().words()), 170);
		int width = face.width(words) + 8;
		int left = a.y() == b.y() && route.size() > 2 ? (a.x() > b.x() ? a.x() - 10 - width : a.x() + 10) : (a.x() + b.x() - width) / 2;
		Box line = new Box(left, (a.y() + b.y() - face.height()) / 2, width, face.height());
		free(scene, line).ifPresent(place -> paintWords(g, face, words, place));
	}

	/** On the line, else above or below the vertices beside it; nowhere when all of that is taken: the properties have the words too. */
	private static Optional<Box> free(Scene scene, Box line) {
		return Stream.of(0, -ASIDE, ASIDE).map(dy -> new Box(line.x(), line.y() + dy, line.width(), line.height()))
				.filter(box -> scene.nodes().values().stream().noneMatch(n -> n.box().intersects(box))).findFirst();
	}

	private void paintWords(Graphics g, TextFonts.Face face, String words, Box place) {
		g.setFont(face.font());
		g.setBackgroundColor(ink.of(ink.palette().background()));
		g.fillRectangle(place.x(), place.y(), place.width(), place.height());
		g.setForegroundColor(ink.of(ink.palette().accent()));
		g.drawText(words, place.x() + 4, place.y());
	}
}
