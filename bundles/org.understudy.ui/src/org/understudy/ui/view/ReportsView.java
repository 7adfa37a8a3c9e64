// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.understudy.model.Run;
import org.understudy.model.RunState;
import org.understudy.ui.Icons;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.ExplorerModel.Symbol;
import org.understudy.ui.model.Texts;

/** All runs with their verdict; opens or saves the report of one. */
public final class ReportsView extends StateView {

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private Composite page;
	private TableViewer table;
	private Button open;
	private Button save;
	private List<Run> shown = List.of();

	/** How a column gets its text. */
	private interface Cell {
		String of(Run run);
	}

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		empty.say(Messages.empty_reports, Messages.empty_reportsText, "", "");
		page = new Composite(stack, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(page);
		table = new TableViewer(page, SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL);
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.getTable().setHeaderVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.getControl());
		column(Messages.reports_started, 140, r -> Texts.day(r.started()));
		column(Messages.reports_run, 150, r -> Texts.of(r.kind()) + " " + r.application());
		column(Messages.reports_verdict, 430, r -> r.verdict().isEmpty() ? Texts.of(r.state()) : r.verdict());
		column(Messages.reports_took, 70, r -> Texts.of(r.took()));
		table.addDoubleClickListener(_ -> report("html", ""));
		table.addSelectionChangedListener(_ -> enable());
		getSite().setSelectionProvider(new ElementSelection(table));
		buttons();
	}

	private void buttons() {
		Composite column = new Composite(page, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(8, 8).spacing(4, 4).applyTo(column);
		GridDataFactory.fillDefaults().applyTo(column);
		open = button(column, Messages.reports_open, () -> report("html", ""));
		save = button(column, Messages.reports_save, this::save);
		enable();
	}

	private static Button button(Composite parent, String text, Runnable action) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		GridDataFactory.fillDefaults().applyTo(button);
		button.addListener(SWT.Selection, _ -> action.run());
		return button;
	}

	private void column(String title, int width, Cell cell) {
		TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		boolean first = table.getTable().getColumnCount() == 1;
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return cell.of((Run) element);
			}

			@Override
			public Image getImage(Object element) {
				return first ? ReportsView.image(((Run) element).state()) : null;
			}
		});
	}

	private static Image image(RunState state) {
		return Icons.image(state == RunState.RUNNING ? Symbol.RUN_RUNNING : state == RunState.SUCCEEDED ? Symbol.RUN_OK
				: Symbol.RUN_FAILED);
	}

	private Run selected() {
		return (Run) table.getStructuredSelection().getFirstElement();
	}

	private void enable() {
		boolean over = selected() != null && selected().state().isOver();
		open.setEnabled(over);
		save.setEnabled(over);
	}

	private void save() {
		FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
		dialog.setFilterExtensions(new String[] { "*.html", "*.json" });
		dialog.setFileName(selected().id() + ".html");
		dialog.setOverwrite(true);
		String file = dialog.open();
		if (file != null) {
			report(file.endsWith(".json") ? "json" : "html", file);
		}
	}

	/** An empty file name: show it. */
	private void report(String format, String file) {
		Run run = selected();
		if (run != null && run.state().isOver()) {
			new ReportJob(session(), run, format, file).schedule();
		}
	}

	@Override
	protected void show(DesktopState state) {
		layout.topControl = state.runs().isEmpty() ? empty : page;
		stack.layout();
		if (!shown.equals(state.runs())) {
			Run before = selected();
			shown = state.runs();
			table.setInput(shown);
			shown.stream().filter(r -> before != null && r.id().equals(before.id())).findFirst()
					.ifPresent(r -> table.setSelection(new org.eclipse.jface.viewers.StructuredSelection(r)));
			enable();
		}
	}

	@Override
	public void setFocus() {
		layout.topControl.setFocus();
	}
}
