// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns as wide as they need; no lines, so that awk and eyes both can read it. */
final class Table {

	private Table() {
	}

	static String render(List<String> headings, List<List<String>> rows) {
		int[] widths = IntStream.range(0, headings.size())
				.map(column -> Stream.concat(Stream.of(headings), rows.stream()).mapToInt(r -> r.get(column).length()).max().orElse(0)).toArray();
		return Stream.concat(Stream.of(headings), rows.stream()).map(row -> line(row, widths)).collect(Collectors.joining("\n"));
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.size(); i++) {
			line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
		}
		return line.toString().stripTrailing();
	}
}
