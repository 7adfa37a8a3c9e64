// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.understudy.model.ProtectOrder;
import org.understudy.ui.Messages;
import org.understudy.ui.dialog.ProtectDialog;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.RunJob;
import org.understudy.ui.session.Session;

/** Starts an application under protection. */
public final class ProtectHandler extends VerbHandler {

	public ProtectHandler() {
		super(Verb.PROTECT);
	}

	@Override
	protected void order(Shell shell, Session session, DesktopState state) {
		ProtectDialog dialog = new ProtectDialog(shell, state);
		if (dialog.open() == Window.OK) {
			ProtectOrder order = dialog.model().order();
			new RunJob(session, NLS.bind(Messages.job_protect, order.spec().name()), operations -> operations.protect(order.spec(),
					order.primary(), order.authority().reason())).schedule();
		}
	}
}
