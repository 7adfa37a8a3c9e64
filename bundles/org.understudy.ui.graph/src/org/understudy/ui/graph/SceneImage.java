// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.nio.file.Path;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;

/** The scene as a picture in a file. */
final class SceneImage {

	private static final int SCALE = 2;

	private SceneImage() {
	}

	static void write(SceneFigure figure, Scene scene, Path file, Display display) {
		Box bounds = scene.bounds();
		Image image = new Image(display, Math.max(1, bounds.width() * SCALE), Math.max(1, bounds.height() * SCALE));
		GC gc = new GC(image);
		gc.setBackground(figure.getBackgroundColor());
		gc.fillRectangle(image.getBounds());
		SWTGraphics graphics = new SWTGraphics(gc);
		graphics.setAntialias(SWT.ON);
		graphics.scale(SCALE);
		graphics.translate(-bounds.x(), -bounds.y());
		figure.paintScene(graphics, bounds);
		graphics.dispose();
		gc.dispose();
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { image.getImageData() };
		loader.save(file.toString(), SWT.IMAGE_PNG);
		image.dispose();
	}
}
