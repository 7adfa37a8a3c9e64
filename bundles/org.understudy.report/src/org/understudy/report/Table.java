// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.List;

/** A titled section with one table, or one sentence where there are no rows. */
final class Table {

	private final Markup page;

	Table(Markup page) {
		this.page = page;
	}

	/** Opens a section with its heading; the caller closes it. */
	static Markup section(Markup page, String id, String title) {
		return page.open("section", "id", id).leaf("h2", title);
	}

	/** Writes rows of cells; a row's first cell is its header. {@code empty} stands where there are no rows. */
	void write(List<String> columns, List<List<String>> rows, String empty) {
		if (rows.isEmpty()) {
			page.leaf("p", empty, "class", "empty");
			return;
		}
		page.open("table").open("thead").open("tr");
		columns.forEach(c -> page.leaf("th", c, "scope", "col"));
		page.close().close().open("tbody").line();
		rows.forEach(this::row);
		page.close().close();
	}

	private void row(List<String> cells) {
		page.open("tr").leaf("th", cells.getFirst(), "scope", "row");
		cells.subList(1, cells.size()).forEach(c -> page.leaf("td", c));
		page.close().line();
	}
}
