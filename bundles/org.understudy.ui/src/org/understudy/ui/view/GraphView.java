// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.nio.file.Path;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.understudy.model.ApplicationName;
import org.understudy.ui.Messages;
import org.understudy.ui.graph.GraphViewer;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.GraphHeaderModel;
import org.understudy.ui.model.LinkState;
import org.understudy.ui.model.StructureModel;

/** The live graph of the shown application. */
public final class GraphView extends StateView {

	private static final int TICK = 500;

	private Composite stack;
	private StackLayout layout;
	private EmptyPage empty;
	private Composite page;
	private GraphHeader header;
	private Composite content;
	private StackLayout contentLayout;
	private GraphViewer viewer;
	private StructurePage structure;
	private ApplicationName application;
	private long sequence = -1;

	@Override
	protected void createContent(Composite parent) {
		stack = new Composite(parent, SWT.NONE);
		layout = new StackLayout();
		stack.setLayout(layout);
		empty = new EmptyPage(stack);
		page = new Composite(stack, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
		header = new GraphHeader(page, this);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
		content = new Composite(page, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(content);
		contentLayout = new StackLayout();
		content.setLayout(contentLayout);
		viewer = new GraphViewer(content);
		structure = new StructurePage(content);
		contentLayout.topControl = viewer;
		getSite().setSelectionProvider(viewer);
		tick();
	}

	public GraphViewer viewer() {
		return viewer;
	}

	/** Processes and threads instead of resources, or back. */
	public void showStructure(boolean on) {
		contentLayout.topControl = on ? structure : viewer;
		show(session().store().get());
		content.layout();
	}

	/** Ages grow without news. */
	private void tick() {
		if (!header.isDisposed()) {
			header.show(GraphHeaderModel.of(session().store().get(), session().store().now()));
			header.getDisplay().timerExec(TICK, this::tick);
		}
	}

	@Override
	protected void show(DesktopState state) {
		boolean something = state.current().isPresent();
		layout.topControl = something ? page : empty;
		stack.layout();
		if (something) {
			header.show(GraphHeaderModel.of(state, session().store().now()));
			viewer.setStale(!state.link().isConnected());
			graph(state);
			if (contentLayout.topControl == structure) {
				structure.show(StructureModel.of(state.graph()));
			}
		} else {
			explain(state);
		}
	}

	private void graph(DesktopState state) {
		if (!state.shown().equals(application)) {
			application = state.shown();
			sequence = state.graph().sequence();
			viewer.setInput(state.graph());
		} else if (sequence != state.graph().sequence() || viewer.scene().isEmpty()) {
			sequence = state.graph().sequence();
			viewer.setGraph(state.graph());
		}
	}

	private void explain(DesktopState state) {
		switch (state.link()) {
			case LinkState.Connecting c -> empty.say(Messages.empty_connecting, c.target(), "", "");
			case LinkState.Lost lost -> empty.say(lost.problem().summary(),
					(lost.problem().explanation() + "\n" + lost.problem().remedy()).strip(), Messages.button_connectTo, Commands.CONNECT);
			case LinkState.Offline _ -> empty.say(Messages.empty_graph, Messages.empty_graphText, Messages.button_connectTo,
					Commands.CONNECT);
			case LinkState.Connected _ -> empty.say(Messages.empty_nothing, Messages.empty_nothingText, Messages.button_protectOne,
					Commands.PROTECT);
		}
	}

	void export() {
		FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
		dialog.setFileName(application + ".png");
		dialog.setOverwrite(true);
		String file = dialog.open();
		if (file != null) {
			viewer.export(Path.of(file));
		}
	}

	@Override
	public void setFocus() {
		if (layout.topControl == page) {
			contentLayout.topControl.setFocus();
		} else {
			empty.setFocus();
		}
	}
}
