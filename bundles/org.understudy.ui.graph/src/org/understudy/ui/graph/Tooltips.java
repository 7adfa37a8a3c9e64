// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.graph.Replicability;

/** What the pointer tells about a vertex: what it is, its verdict with reason and remedy, and who said so. */
final class Tooltips {

	private Tooltips() {
	}

	static String of(FoldedNode node) {
		Replicability verdict = node.verdict();
		List<String> lines = new ArrayList<>();
		lines.add(node.label() + (node.isFolded() ? "" : " \u00b7 " + Words.singular(node.kind())));
		lines.add(verdict.word() + (verdict.reason().isEmpty() ? "" : ": " + verdict.reason()));
		if (!verdict.remedy().isEmpty()) {
			lines.add(NLS.bind(Messages.tooltip_remedy, verdict.remedy()));
		}
		if (node.isFolded()) {
			lines.add(Messages.tooltip_open);
		} else {
			lines.add(NLS.bind(Messages.tooltip_evidence, node.members().getFirst().evidence()));
		}
		if (!node.group().isEmpty()) {
			lines.add(Messages.tooltip_close);
		}
		return String.join("\n", lines);
	}
}
