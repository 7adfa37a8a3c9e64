// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.List;
import java.util.Objects;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPart;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.graph.ResourceId;
import org.understudy.ui.Messages;
import org.understudy.ui.ViewIds;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.PropertiesModel;
import org.understudy.ui.model.PropertiesModels;
import org.understudy.ui.session.PreflightJob;

/** What is selected: what it is, its verdict, why, what to do, and what it is joined to. Text, so that it can be copied. */
public final class PropertiesView extends StateView {

	private static final int MARGIN = 12;

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private StyledText text;
	private PropertiesText writer;
	private List<?> selection = List.of();
	private PropertiesModel shown = PropertiesModel.EMPTY;

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		empty.say(Messages.empty_properties, Messages.empty_propertiesText, "", "");
		text = new StyledText(stack, SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
		text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
		text.setCaret(null);
		text.addListener(SWT.MouseUp, this::follow);
		writer = new PropertiesText(text);
		ISelectionListener listener = this::selected;
		getSite().getPage().addSelectionListener(listener);
		parent.addDisposeListener(_ -> getSite().getPage().removeSelectionListener(listener));
	}

	private void selected(IWorkbenchPart part, ISelection now) {
		if (part != this && now instanceof IStructuredSelection structured && !structured.toList().equals(selection)) {
			selection = structured.toList();
			preflight(session().store().get());
			show(session().store().get());
		}
	}

	@Override
	protected void show(DesktopState state) {
		PropertiesModel now = PropertiesModels.of(selection, state);
		layout.topControl = now.isEmpty() ? empty : text;
		stack.layout();
		if (!Objects.equals(now, shown)) {
			shown = now;
			writer.write(now);
		}
	}

	/** Whoever looks at an application wants to know whether it could continue elsewhere. */
	private void preflight(DesktopState state) {
		if (selection.size() == 1 && selection.getFirst() instanceof ApplicationStatus application && state.link().isConnected()) {
			new PreflightJob(session(), application.name()).schedule();
		}
	}

	/** A click on a name leads to it in the graph. */
	private void follow(Event event) {
		ResourceId target = writer.linkAt(event.x, event.y);
		if (target != null && getSite().getPage().findView(ViewIds.GRAPH) instanceof GraphView graph) {
			graph.viewer().reveal(target);
		}
	}

	@Override
	public void setFocus() {
		layout.topControl.setFocus();
	}
}
