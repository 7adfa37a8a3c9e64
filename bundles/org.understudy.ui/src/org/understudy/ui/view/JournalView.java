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
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.understudy.model.JournalEntry;
import org.understudy.model.Severity;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.JournalModel;
import org.understudy.ui.model.Texts;

/** What happened, newest first. */
public final class JournalView extends StateView {

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private Composite page;
	private Text filter;
	private TableViewer table;
	private List<JournalEntry> shown = List.of();

	/** How a column gets its text. */
	private interface Cell {
		String of(JournalEntry entry);
	}

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		empty.say(Messages.empty_journal, Messages.empty_journalText, "", "");
		page = new Composite(stack, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
		filter = new Text(page, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(Messages.journal_filter);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
		filter.addModifyListener(_ -> show(session().store().get()));
		table = new TableViewer(page, SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.getTable().setHeaderVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.getControl());
		column(Messages.journal_time, 90, e -> Texts.clock(e.at()));
		column(Messages.journal_node, 70, e -> e.node().toString());
		column(Messages.journal_event, 170, JournalEntry::event);
		column(Messages.journal_text, 420, JournalEntry::text);
		column(Messages.journal_actor, 140, JournalEntry::actor);
		getSite().setSelectionProvider(table);
	}

	private void column(String title, int width, Cell cell) {
		TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		boolean first = table.getTable().getColumnCount() == 1;
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return cell.of((JournalEntry) element);
			}

			@Override
			public Image getImage(Object element) {
				return first ? JournalView.image(((JournalEntry) element).severity()) : null;
			}
		});
	}

	private static Image image(Severity severity) {
		ISharedImages images = PlatformUI.getWorkbench().getSharedImages();
		return switch (severity) {
			case OK, INFO -> images.getImage(ISharedImages.IMG_OBJS_INFO_TSK);
			case WARNING -> images.getImage(ISharedImages.IMG_OBJS_WARN_TSK);
			case ERROR -> images.getImage(ISharedImages.IMG_OBJS_ERROR_TSK);
		};
	}

	@Override
	protected void show(DesktopState state) {
		boolean nothing = JournalModel.of(state, "").isEmpty();
		layout.topControl = nothing ? empty : page;
		stack.layout();
		List<JournalEntry> now = JournalModel.of(state, filter.getText());
		if (!now.equals(shown)) {
			shown = now;
			table.setInput(now);
		}
	}

	@Override
	public void setFocus() {
		layout.topControl.setFocus();
	}
}
