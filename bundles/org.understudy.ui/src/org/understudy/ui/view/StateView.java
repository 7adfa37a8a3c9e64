// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.function.Consumer;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.understudy.ui.Desktop;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.session.Session;

/** A view that shows the window's state; it is told at most four times a second. */
abstract class StateView extends ViewPart {

	private final Consumer<DesktopState> listener = this::show;

	@Override
	public final void createPartControl(Composite parent) {
		createContent(parent);
		session().store().subscribe(listener);
		parent.addDisposeListener(_ -> session().store().unsubscribe(listener));
	}

	protected final Session session() {
		return Desktop.session();
	}

	protected abstract void createContent(Composite parent);

	/** In the user interface's thread. */
	protected abstract void show(DesktopState state);
}
