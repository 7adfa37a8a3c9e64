// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Shell;
import org.understudy.ui.dialog.AddHostWizard;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.AddHostJob;
import org.understudy.ui.session.Session;

/** Installs the agent on a host and makes it a node. */
public final class AddHostHandler extends VerbHandler {

	public AddHostHandler() {
		super(Verb.ADD_HOST);
	}

	@Override
	protected void order(Shell shell, Session session, DesktopState state) {
		AddHostWizard wizard = new AddHostWizard(state);
		if (new WizardDialog(shell, wizard).open() == Window.OK) {
			new AddHostJob(session, wizard.model()).schedule();
		}
	}
}
