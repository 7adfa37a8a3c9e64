// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.understudy.ui.Desktop;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.model.VerbModel;
import org.understudy.ui.session.Session;

/** Orders a verb. */
abstract class VerbHandler extends AbstractHandler {

	private final Verb verb;

	VerbHandler(Verb verb) {
		this.verb = verb;
	}

	@Override
	public final Object execute(ExecutionEvent event) throws ExecutionException {
		Session session = Desktop.session();
		DesktopState state = session.store().get();
		// between the last look and the click the state may have changed
		if (VerbModel.of(verb, state).enabled()) {
			order(HandlerUtil.getActiveShellChecked(event), session, state);
		}
		return null;
	}

	/** Asks, and starts a job. */
	protected abstract void order(Shell shell, Session session, DesktopState state);
}
