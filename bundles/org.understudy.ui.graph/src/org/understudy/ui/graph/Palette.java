// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.understudy.model.graph.Replicability;

/** The colours of the picture as 0xRRGGBB; one for a light and one for a dark background. */
public record Palette(int background, int text, int faint, int edge, int accent, int captured, int copied, int required, int external,
		int blocked) {

	public static final Palette LIGHT = new Palette(0xFFFFFF, 0x1F2328, 0x59636E, 0x8C959F, 0x0550AE, 0x0F766E, 0x1D4ED8, 0x6B7280,
			0xB45309,
			0xB91C1C);
	public static final Palette DARK = new Palette(0x1E1F22, 0xE6EDF3, 0xB7C0CA, 0x6E7681, 0x79C0FF, 0x5EEAD4, 0x93C5FD, 0x9CA3AF, 0xFCD34D,
			0xFCA5A5);

	/** How much of the verdict's colour fills a vertex. */
	public static final double FILL = 0.12;
	/** How much of everything is left that does not belong to the selection. */
	public static final double FADED = 0.35;

	/** The palette that can be read on this background. */
	public static Palette on(int background) {
		return luminance(background) < 0.4 ? DARK.over(background) : LIGHT.over(background);
	}

	private Palette over(int other) {
		return new Palette(other, text, faint, edge, accent, captured, copied, required, external, blocked);
	}

	public int of(Replicability verdict) {
		return switch (verdict) {
			case Replicability.Captured _ -> captured;
			case Replicability.Copied _ -> copied;
			case Replicability.Required _ -> required;
			case Replicability.External _ -> external;
			case Replicability.Blocked _ -> blocked;
		};
	}

	/** This share of a colour on the background: a transparent colour without the cost of one. */
	public int blend(int colour, double share) {
		int result = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			double mixed = (colour >> shift & 0xFF) * share + (background >> shift & 0xFF) * (1 - share);
			result |= (int) Math.round(mixed) << shift;
		}
		return result;
	}

	/** Contrast of two colours after WCAG 2.2, 1 to 21. */
	public static double contrast(int one, int other) {
		double a = luminance(one);
		double b = luminance(other);
		return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	}

	private static double luminance(int colour) {
		return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) + 0.0722 * channel(colour);
	}

	private static double channel(int value) {
		double c = (value & 0xFF) / 255.0;
		return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
	}
}
