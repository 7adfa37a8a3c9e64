// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Set;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Control;
import org.understudy.model.graph.ResourceKind;

/**
 * The picture's fonts and how wide their texts are. Made and disposed in the user interface's thread; widths may be asked from any
 * thread, since they are summed up from a table of characters.
 */
final class TextFonts implements NodeSizes {

	private static final String ELLIPSIS = "\u2026";
	/** Kinds whose label is an address or a path: monospaced. */
	private static final Set<ResourceKind> TECHNICAL = Set.of(ResourceKind.TCP_LISTENER, ResourceKind.TCP_CONNECTION,
			ResourceKind.UDP_SOCKET,
			ResourceKind.UNIX_SOCKET, ResourceKind.REMOTE_ENDPOINT, ResourceKind.ADDRESS);

	private final Face label;
	private final Face mono;
	private final Face small;

	/** One font with the width of every printable ASCII character. */
	record Face(Font font, double[] widths, int height) {

		private static final int FIRST = 32;
		private static final int LAST = 126;

		static Face of(Control control, FontData base, int height) {
			Font font = new Font(control.getDisplay(), base.getName(), height, base.getStyle());
			GC gc = new GC(control);
			gc.setFont(font);
			double[] widths = new double[LAST - FIRST + 1];
			for (char c = FIRST; c <= LAST; c++) {
				// ten of them, since one alone is rounded
				widths[c - FIRST] = gc.textExtent(String.valueOf(c).repeat(10)).x / 10.0;
			}
			int lineHeight = gc.textExtent("Ag").y;
			gc.dispose();
			return new Face(font, widths, lineHeight);
		}

		int width(String text) {
			double sum = 0;
			for (int i = 0; i < text.length(); i++) {
				char c = text.charAt(i);
				sum += c < FIRST || c > LAST ? widths['m' - FIRST] : widths[c - FIRST];
			}
			return (int) Math.ceil(sum);
		}

		/** The text with its middle left out until it fits: both ends of a path tell more than its middle. */
		String shortened(String text, int room) {
			if (width(text) <= room) {
				return text;
			}
			int kept = text.length() - 1;
			while (kept > 2 && width(cut(text, kept)) > room) {
				kept--;
			}
			return cut(text, kept);
		}

		private static String cut(String text, int kept) {
			int head = kept / 2;
			return text.substring(0, head) + ELLIPSIS + text.substring(text.length() - (kept - head));
		}
	}

	TextFonts(Control control) {
		FontData base = control.getFont().getFontData()[0];
		FontData text = JFaceResources.getTextFont().getFontData()[0];
		label = Face.of(control, base, base.getHeight());
		mono = Face.of(control, text, Math.max(7, base.getHeight() - 1));
		small = Face.of(control, base, Math.max(7, base.getHeight() - 2));
		control.addDisposeListener(_ -> dispose());
	}

	private void dispose() {
		label.font().dispose();
		mono.font().dispose();
		small.font().dispose();
	}

	Face label(FoldedNode node) {
		return !node.isFolded() && TECHNICAL.contains(node.kind()) ? mono : label;
	}

	Face small() {
		return small;
	}

	@Override
	public int textWidth(FoldedNode node) {
		int first = label(node).width(node.label());
		// a fold's list of names may be shortened; it must not make the box wide
		return node.isFolded() ? Math.max(first, Math.min(180, small.width(node.subtitle()))) : Math.max(first,
				small.width(node.subtitle()));
	}
}
