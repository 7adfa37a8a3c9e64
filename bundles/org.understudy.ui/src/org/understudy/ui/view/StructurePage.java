// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jface.layout.TreeColumnLayout;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.understudy.ui.Messages;
import org.understudy.ui.model.StructureModel;
import org.understudy.ui.model.StructureModel.Row;

/** The structure of the shown application as a tree; drawn anew only when it changed, with the same branches closed. */
final class StructurePage extends Composite {

	private static final int[] WEIGHTS = { 45, 12, 18, 12, 13 };

	private final Tree tree;
	private StructureModel shown = new StructureModel(List.of());

	StructurePage(Composite parent) {
		super(parent, SWT.NONE);
		TreeColumnLayout layout = new TreeColumnLayout();
		setLayout(layout);
		tree = new Tree(this, SWT.FULL_SELECTION);
		tree.setHeaderVisible(true);
		String[] titles = { Messages.structure_name, Messages.structure_number, Messages.structure_user, Messages.structure_session,
				Messages.structure_state };
		for (int i = 0; i < titles.length; i++) {
			TreeColumn column = new TreeColumn(tree, SWT.NONE);
			column.setText(titles[i]);
			layout.setColumnData(column, new ColumnWeightData(WEIGHTS[i]));
		}
	}

	void show(StructureModel model) {
		if (model.equals(shown)) {
			return;
		}
		shown = model;
		Set<List<String>> closed = new HashSet<>();
		for (TreeItem item : tree.getItems()) {
			closed(item, closed);
		}
		tree.setRedraw(false);
		tree.removeAll();
		model.rows().forEach(row -> fill(new TreeItem(tree, SWT.NONE), row, closed));
		tree.setRedraw(true);
	}

	private static void closed(TreeItem item, Set<List<String>> closed) {
		if (item.getItemCount() > 0 && !item.getExpanded()) {
			closed.add(((Row) item.getData()).cells());
		}
		for (TreeItem child : item.getItems()) {
			closed(child, closed);
		}
	}

	private static void fill(TreeItem item, Row row, Set<List<String>> closed) {
		item.setData(row);
		item.setText(row.cells().toArray(String[]::new));
		row.below().forEach(child -> fill(new TreeItem(item, SWT.NONE), child, closed));
		item.setExpanded(!closed.contains(row.cells()));
	}

	/** For tests. */
	Tree tree() {
		return tree;
	}

	@Override
	public boolean setFocus() {
		return tree.setFocus();
	}
}
