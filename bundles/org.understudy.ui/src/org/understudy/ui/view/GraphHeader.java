// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.understudy.ui.Icons;
import org.understudy.ui.Messages;
import org.understudy.ui.model.GraphHeaderModel;

/** The line above the graph: which application, how fresh, what is at risk; filter and zoom. */
final class GraphHeader extends Composite {

	private static final int FILTER_WIDTH = 150;
	private static final int FILTER_DELAY = 250;

	private final Label title;
	private final Label epoch;
	private final Chip risk;
	private final Text filter;

	GraphHeader(Composite parent, GraphView view) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(5).margins(8, 4).spacing(12, 0).applyTo(this);
		title = new Label(this, SWT.NONE);
		title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
		GridDataFactory.swtDefaults().applyTo(title);
		epoch = new Label(this, SWT.NONE);
		GridDataFactory.swtDefaults().applyTo(epoch);
		risk = new Chip(this);
		GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).grab(true, false).applyTo(risk);
		filter = new Text(this, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(Messages.graph_filter);
		filter.setToolTipText(Messages.graph_filterTip);
		GridDataFactory.swtDefaults().hint(FILTER_WIDTH, SWT.DEFAULT).applyTo(filter);
		Runnable apply = () -> {
			if (!filter.isDisposed()) {
				view.viewer().setFilter(filter.getText());
			}
		};
		// the same runnable again starts its delay anew: one arrangement for a word, not one for each letter
		filter.addModifyListener(_ -> getDisplay().timerExec(FILTER_DELAY, apply));
		tools(view);
	}

	private void tools(GraphView view) {
		ToolBar bar = new ToolBar(this, SWT.FLAT);
		tool(bar, "fit", Messages.graph_fit, () -> view.viewer().fit());
		tool(bar, "actual", Messages.graph_actual, () -> view.viewer().actualSize());
		tool(bar, "arrange", Messages.graph_arrange, () -> view.viewer().arrange());
		tool(bar, "fold", Messages.graph_fold, () -> view.viewer().closeFolds());
		tool(bar, "export", Messages.graph_export, view::export);
		ToolItem structure = new ToolItem(bar, SWT.CHECK);
		structure.setImage(Icons.image("structure"));
		structure.setToolTipText(Messages.graph_structure);
		structure.addListener(SWT.Selection, _ -> view.showStructure(structure.getSelection()));
	}

	private static void tool(ToolBar bar, String icon, String tip, Runnable action) {
		ToolItem item = new ToolItem(bar, SWT.PUSH);
		item.setImage(Icons.image(icon));
		item.setToolTipText(tip);
		item.addListener(SWT.Selection, _ -> action.run());
	}

	void show(GraphHeaderModel model) {
		boolean changed = set(title, model.title()) | set(epoch, model.epoch()) | risk.say(model.risk(), model.severity());
		if (changed) {
			layout(true);
		}
	}

	private static boolean set(Label label, String text) {
		if (label.getText().equals(text)) {
			return false;
		}
		label.setText(text);
		return true;
	}
}
