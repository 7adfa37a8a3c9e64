// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.ResourceId;
import org.understudy.ui.Messages;
import org.understudy.ui.graph.Palette;
import org.understudy.ui.model.PropertiesModel;
import org.understudy.ui.model.PropertiesModel.Row;
import org.understudy.ui.model.PropertiesModel.Section;

/** Writes a {@link PropertiesModel} as styled text. */
final class PropertiesText {

	private static final int COLUMN = 112;
	/** A longer name has a line of its own. */
	private static final int NAME = 16;

	private final StyledText widget;
	private final Font bold;
	private final Font mono;
	private final Font large;
	private final StringBuilder text = new StringBuilder();
	private final List<StyleRange> styles = new ArrayList<>();
	private final List<Integer> headings = new ArrayList<>();
	private Palette palette = Palette.LIGHT;
	private String written = "";

	PropertiesText(StyledText widget) {
		this.widget = widget;
		bold = JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
		mono = JFaceResources.getTextFont();
		FontData data = bold.getFontData()[0];
		large = new Font(widget.getDisplay(), data.getName(), data.getHeight() + 2, SWT.BOLD);
		widget.addDisposeListener(_ -> large.dispose());
		widget.setTabStops(new int[] { COLUMN });
	}

	void write(PropertiesModel model) {
		text.setLength(0);
		styles.clear();
		headings.clear();
		RGB behind = widget.getBackground().getRGB();
		palette = Palette.on(behind.red << 16 | behind.green << 8 | behind.blue);
		line(model.kind(), null, palette.faint());
		line(model.title(), large, palette.text());
		model.verdict().ifPresent(this::verdict);
		line(sentence(model.message()), null, palette.text());
		if (!model.remedy().isEmpty()) {
			piece(Messages.properties_remedy + " ", bold, palette.text());
			line(sentence(model.remedy()), null, palette.text());
		}
		model.sections().forEach(this::section);
		show(model.kind() + model.title());
	}

	/** The same thing with news stays where it was scrolled to. */
	private void show(String what) {
		int top = what.equals(written) ? widget.getTopPixel() : 0;
		Point selection = what.equals(written) ? widget.getSelection() : new Point(0, 0);
		written = what;
		widget.setRedraw(false);
		widget.setText(text.toString());
		widget.setStyleRanges(styles.toArray(StyleRange[]::new));
		for (int i = 0; i < widget.getLineCount(); i++) {
			widget.setLineWrapIndent(i, 1, widget.getLine(i).indexOf('\t') >= 0 ? COLUMN : 0);
		}
		headings.forEach(offset -> widget.setLineVerticalIndent(widget.getLineAtOffset(offset), 12));
		if (selection.y <= text.length()) {
			widget.setSelection(selection);
		}
		widget.setTopPixel(top);
		widget.setRedraw(true);
	}

	private void verdict(Replicability verdict) {
		line("\u25a0 " + verdict.word(), bold, palette.of(verdict));
	}

	private void section(Section section) {
		if (section.rows().isEmpty()) {
			return;
		}
		headings.add(text.length());
		line(section.title(), bold, palette.text());
		section.rows().forEach(this::row);
	}

	private void row(Row row) {
		if (row.name().isEmpty()) {
			line(row.value(), bold, palette.text());
			return;
		}
		piece(row.name(), null, palette.faint());
		text.append(row.name().length() > NAME ? "\n\t" : "\t");
		StyleRange value = piece(row.value(), row.technical() ? mono : null, palette.text());
		row.target().ifPresent(target -> {
			value.underline = true;
			value.underlineStyle = SWT.UNDERLINE_LINK;
			value.data = target;
			value.foreground = colour(palette.accent());
		});
		text.append('\n');
	}

	private void line(String words, Font font, int colour) {
		if (!words.isEmpty()) {
			piece(words, font, colour);
			text.append('\n');
		}
	}

	private StyleRange piece(String words, Font font, int colour) {
		StyleRange range = new StyleRange(text.length(), words.length(), colour(colour), null);
		range.font = font;
		text.append(words);
		styles.add(range);
		return range;
	}

	private static Color colour(int rgb) {
		return Chip.colour(rgb);
	}

	/** With a capital letter and a full stop. */
	private static String sentence(String words) {
		return words.isEmpty() || words.matches(".*[.!?]") ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
	}

	/** The resource to which a point of the widget leads, or null. */
	ResourceId linkAt(int x, int y) {
		int offset = widget.getOffsetAtPoint(new Point(x, y));
		StyleRange range = offset < 0 || offset >= widget.getCharCount() ? null : widget.getStyleRangeAtOffset(offset);
		return range != null && range.data instanceof ResourceId target ? target : null;
	}
}
