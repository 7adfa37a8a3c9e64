// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.understudy.admin.Operations.Wish;
import org.understudy.model.RunKind;
import org.understudy.ui.Messages;
import org.understudy.ui.dialog.OrderDialog;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.GraphHeaderModel;
import org.understudy.ui.model.OrderModel;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.RunJob;
import org.understudy.ui.session.Session;

/** Orders a rehearsal, a switchover or a failover of the shown application. */
public abstract class OrderHandler extends VerbHandler {

	private final Verb verb;

	private final RunKind kind;
	private final String job;

	private OrderHandler(Verb verb, RunKind kind, String job) {
		super(verb);
		this.verb = verb;
		this.kind = kind;
		this.job = job;
	}

	/** Tries the takeover in isolation. */
	public static final class Rehearse extends OrderHandler {
		public Rehearse() {
			super(Verb.REHEARSE, RunKind.REHEARSAL, Messages.job_rehearse);
		}
	}

	/** Moves it while it runs. */
	public static final class Switchover extends OrderHandler {
		public Switchover() {
			super(Verb.SWITCHOVER, RunKind.SWITCHOVER, Messages.job_switchover);
		}
	}

	/** Takes over. */
	public static final class Failover extends OrderHandler {
		public Failover() {
			super(Verb.FAILOVER, RunKind.FAILOVER, Messages.job_failover);
		}
	}

	@Override
	protected final void order(Shell shell, Session session, DesktopState state) {
		String risk = GraphHeaderModel.of(state, session.store().now()).risk();
		OrderDialog dialog = new OrderDialog(shell, OrderModel.of(verb, state, risk));
		if (dialog.open() == Window.OK) {
			new RunJob(session, NLS.bind(job, state.shown()), operations -> operations.order(kind, Wish.of(state.shown()), dialog.reason())).schedule();
		}
	}
}
