// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.understudy.admin.Profile;
import org.understudy.model.ProblemException;
import org.understudy.ui.Messages;
import org.understudy.ui.dialog.ConnectDialog;
import org.understudy.ui.model.ConnectModel;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.session.Session;
import org.understudy.ui.session.WaitingJob;

/** Asks for a connection and opens it. Saved connections are read and written in a job. */
public final class ConnectHandler extends VerbHandler {

	public ConnectHandler() {
		super(Verb.CONNECT);
	}

	/** Something that reads or writes saved connections. */
	private interface Work {
		void run() throws ProblemException;
	}

	@Override
	protected void order(Shell shell, Session session, DesktopState state) {
		job(session, () -> {
			List<String> names = session.profiles().all().stream().map(Profile::name).toList();
			String key = session.profiles().key().toString();
			shell.getDisplay().asyncExec(() -> ask(shell, session, new ConnectDialog(shell, names, key)));
		});
	}

	private static void ask(Shell shell, Session session, ConnectDialog dialog) {
		if (shell.isDisposed() || dialog.open() != Window.OK) {
			return;
		}
		ConnectModel model = dialog.model();
		if (model.isSaved()) {
			session.connect(model.saved());
		} else {
			job(session, () -> {
				session.profiles().save(profile(model));
				session.connect(model.name());
			});
		}
	}

	/** Its host key is not known: it is asked about at the first connection. */
	private static Profile profile(ConnectModel model) {
		return new Profile(model.name(), model.key(), List.of(new Profile.Member("", model.host(), Integer.parseInt(model.port()), "")));
	}

	private static void job(Session session, Work work) {
		WaitingJob job = new WaitingJob(session, Messages.job_profiles) {
			@Override
			protected void work(IProgressMonitor monitor) throws ProblemException {
				work.run();
			}
		};
		job.setSystem(true);
		job.schedule();
	}
}
