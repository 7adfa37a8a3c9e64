// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Shell;
import org.understudy.ui.dialog.RemoveHostWizard;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.RemoveHostJob;
import org.understudy.ui.session.Session;

/** Takes a node out of the cluster and every trace of it off its host. */
public final class RemoveHostHandler extends VerbHandler {

	public RemoveHostHandler() {
		super(Verb.REMOVE_HOST);
	}

	@Override
	protected void order(Shell shell, Session session, DesktopState state) {
		RemoveHostWizard wizard = new RemoveHostWizard(state);
		if (new WizardDialog(shell, wizard).open() == Window.OK) {
			new RemoveHostJob(session, wizard.model()).schedule();
		}
	}
}
