// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.List;

import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.understudy.model.ApplicationStatus;
import org.understudy.ui.Icons;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.ExplorerModel;
import org.understudy.ui.model.ExplorerModel.Item;
import org.understudy.ui.model.LinkState;

/** Nodes, applications and runs. Selecting an application shows its graph. */
public final class ExplorerView extends StateView {

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private TreeViewer tree;
	private List<Item> shown = List.of();

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		tree = new TreeViewer(stack, SWT.SINGLE | SWT.V_SCROLL);
		tree.setContentProvider(new Content());
		tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new Labels()));
		tree.setAutoExpandLevel(2);
		tree.addSelectionChangedListener(e -> selected(e.getStructuredSelection()));
		getSite().setSelectionProvider(new ElementSelection(tree));
	}

	private void selected(IStructuredSelection selection) {
		if (selection.getFirstElement() instanceof Item item && item.element() instanceof ApplicationStatus application) {
			session().show(application.name());
		}
	}

	@Override
	protected void show(DesktopState state) {
		List<Item> now = ExplorerModel.of(state);
		layout.topControl = now.isEmpty() ? empty : tree.getControl();
		stack.layout();
		boolean trying = state.link() instanceof LinkState.Connecting;
		empty.say(trying ? Messages.empty_connecting : Messages.empty_explorer, Messages.empty_explorerText, Messages.button_connectTo,
				trying ? "" : Commands.CONNECT);
		if (!Content.same(shown, now)) {
			replace(now);
		}
	}

	private void replace(List<Item> now) {
		boolean first = shown.isEmpty();
		shown = now;
		if (first) {
			tree.setInput(now);
			return;
		}
		// items are equal by identity of what they stand for: expansion and selection stay
		Object[] expanded = tree.getExpandedElements();
		IStructuredSelection selection = tree.getStructuredSelection();
		tree.getControl().setRedraw(false);
		tree.setInput(now);
		tree.setExpandedElements(expanded);
		tree.setSelection(new StructuredSelection(selection.toList()));
		tree.getControl().setRedraw(true);
	}

	@Override
	public void setFocus() {
		layout.topControl.setFocus();
	}

	private static final class Content implements ITreeContentProvider {

		@Override
		public Object[] getElements(Object input) {
			return ((List<?>) input).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return ((Item) parent).children().toArray();
		}

		@Override
		public Object getParent(Object element) {
			return null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return !((Item) element).children().isEmpty();
		}

		/** Whether nothing would look different. */
		static boolean same(List<Item> a, List<Item> b) {
			if (a.size() != b.size()) {
				return false;
			}
			for (int i = 0; i < a.size(); i++) {
				Item x = a.get(i);
				Item y = b.get(i);
				if (!x.id().equals(y.id()) || x.symbol() != y.symbol() || !x.label().equals(y.label()) || !x.detail().equals(y.detail())
						|| !same(x.children(), y.children())) {
					return false;
				}
			}
			return true;
		}
	}

	private static final class Labels extends LabelProvider implements DelegatingStyledCellLabelProvider.IStyledLabelProvider {

		@Override
		public StyledString getStyledText(Object element) {
			Item item = (Item) element;
			StyledString text = new StyledString(item.label(), item.symbol() == ExplorerModel.Symbol.HINT ? StyledString.QUALIFIER_STYLER
					: null);
			return item.detail().isEmpty() ? text : text.append("  " + item.detail(), StyledString.QUALIFIER_STYLER);
		}

		@Override
		public Image getImage(Object element) {
			ExplorerModel.Symbol symbol = ((Item) element).symbol();
			return symbol == ExplorerModel.Symbol.GROUP || symbol == ExplorerModel.Symbol.HINT ? null : Icons.image(symbol);
		}
	}
}
