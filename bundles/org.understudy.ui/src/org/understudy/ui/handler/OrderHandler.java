// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.understudy.model.Epoch;
import org.understudy.ui.Messages;
import org.understudy.ui.dialog.OrderDialog;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.GraphHeaderModel;
import org.understudy.ui.model.OrderModel;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.RunJob;
import org.understudy.ui.session.Session;

/** Orders a rehearsal or a failover of the shown application. */
public abstract class OrderHandler extends VerbHandler {

	private final Verb verb;

	private OrderHandler(Verb verb) {
		super(verb);
		this.verb = verb;
	}

	/** Tries the takeover in isolation. */
	public static final class Rehearse extends OrderHandler {
		public Rehearse() {
			super(Verb.REHEARSE);
		}
	}

	/** Takes over. */
	public static final class Failover extends OrderHandler {
		public Failover() {
			super(Verb.FAILOVER);
		}
	}

	@Override
	protected final void order(Shell shell, Session session, DesktopState state) {
		String risk = GraphHeaderModel.of(state, session.store().now()).risk();
		OrderDialog dialog = new OrderDialog(shell, OrderModel.of(verb, state, risk));
		if (dialog.open() == Window.OK) {
			boolean rehearsal = verb == Verb.REHEARSE;
			new RunJob(session, NLS.bind(rehearsal ? Messages.job_rehearse : Messages.job_failover, state.shown()),
					operations -> rehearsal ? operations.rehearse(state.shown(), Epoch.NONE, dialog.reason())
							: operations.failover(state.shown(), Epoch.NONE, dialog.reason())).schedule();
		}
	}
}
