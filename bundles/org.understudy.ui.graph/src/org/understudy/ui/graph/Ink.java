// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.graphics.Color;

/** Colours of a palette as the toolkit wants them; since SWT 3.107 they need no disposal. */
final class Ink {

	private final Palette palette;
	private final Map<Integer, Color> colours = new HashMap<>();

	Ink(Palette palette) {
		this.palette = palette;
	}

	Palette palette() {
		return palette;
	}

	Color of(int rgb) {
		return colours.computeIfAbsent(rgb, c -> new Color(c >> 16 & 0xFF, c >> 8 & 0xFF, c & 0xFF));
	}

	/** The colour itself, or what is left of it when faded. */
	Color of(int rgb, boolean bright) {
		return of(bright ? rgb : palette.blend(rgb, Palette.FADED));
	}
}
