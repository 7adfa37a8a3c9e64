// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;

/**
 * The whole scene as one Draw2d figure: one paint call, no figure per vertex to keep in step. Scaled by the graphics' own transform,
 * since Draw2d's scaled graphics can neither draw paths nor place text exactly.
 */
final class SceneFigure extends Figure {

	private final Ink ink;
	private final VertexPainter vertices;
	private final EdgePainter edges;
	private Scene scene = Scene.EMPTY;
	private Highlight highlight = Highlight.NONE;
	private double scale = 1;

	SceneFigure(Device device, Palette palette, TextFonts fonts) {
		ink = new Ink(palette);
		vertices = new VertexPainter(ink, fonts, new Outlines(device));
		edges = new EdgePainter(ink, fonts, device);
		setOpaque(true);
		setBackgroundColor(ink.of(palette.background()));
	}

	void show(Scene newScene) {
		scene = newScene;
		revalidate();
		repaint();
	}

	void highlight(Highlight newHighlight) {
		if (!newHighlight.equals(highlight)) {
			highlight = newHighlight;
			repaint();
		}
	}

	void scale(double newScale) {
		scale = newScale;
		revalidate();
		repaint();
	}

	double scale() {
		return scale;
	}

	/** Of the scene. */
	Box bounds() {
		return scene.bounds();
	}

	@Override
	public Dimension getPreferredSize(int widthHint, int heightHint) {
		return new Dimension((int) Math.ceil(scene.bounds().width() * scale), (int) Math.ceil(scene.bounds().height() * scale));
	}

	/** A point of the canvas as a point of the scene. */
	Spot toScene(int x, int y) {
		return new Spot((int) Math.round((x - left()) / scale) + scene.bounds().x(), (int) Math.round((y - top()) / scale) + scene.bounds()
				.y());
	}

	/** Left border of the scene on the canvas; it stands in the middle when there is more room than needed. */
	double left() {
		return getBounds().x + Math.max(0, (getBounds().width - scene.bounds().width() * scale) / 2);
	}

	double top() {
		return getBounds().y + Math.max(0, (getBounds().height - scene.bounds().height() * scale) / 2);
	}

	@Override
	protected void paintFigure(Graphics g) {
		super.paintFigure(g);
		Rectangle clip = g.getClip(new Rectangle());
		Spot corner = toScene(clip.x, clip.y);
		Box visible = new Box(corner.x(), corner.y(), (int) (clip.width / scale) + 2, (int) (clip.height / scale) + 2)
				.grown(NodeSizes.CIRCLE);
		g.pushState();
		g.setAntialias(SWT.ON);
		g.setTextAntialias(SWT.ON);
		g.translate((int) left(), (int) top());
		g.scale(scale);
		g.translate(-scene.bounds().x(), -scene.bounds().y());
		paintScene(g, visible);
		g.popState();
	}

	/** Without a scale, from the scene's own corner: for pictures in files. */
	void paintScene(Graphics g, Box visible) {
		for (boolean path : new boolean[] { false, true }) {
			scene.edges().stream().filter(highlight::shows).filter(e -> isPath(e) == path && isVisible(e, visible))
					.forEach(e -> edges.paintLine(g, e, highlight));
		}
		scene.nodes().values().stream().filter(n -> n.box().intersects(visible)).forEach(n -> vertices.paint(g, n, highlight));
		scene.edges().stream().filter(highlight::shows).filter(e -> edges.hasWords(scene, e, highlight)).forEach(e -> edges.paintWords(g,
				scene, e));
	}

	private boolean isPath(Scene.Edge edge) {
		return highlight.isPath(edge.content()) || highlight.isHovered(edge.content());
	}

	private static boolean isVisible(Scene.Edge edge, Box visible) {
		return edge.route().stream().map(s -> new Box(s.x(), s.y(), 1, 1)).reduce(Box::union).orElseThrow().intersects(visible);
	}
}
