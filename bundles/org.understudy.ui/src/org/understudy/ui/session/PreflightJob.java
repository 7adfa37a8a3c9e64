// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.time.Duration;
import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.understudy.admin.Answers;
import org.understudy.model.ApplicationName;
import org.understudy.model.ProblemException;
import org.understudy.model.preflight.Preflight;
import org.understudy.ui.Messages;

/** Asks what would keep an application from continuing elsewhere; the answer goes into the window's state. */
public final class PreflightJob extends WaitingJob {

	private static final Duration DEADLINE = Duration.ofMinutes(2);

	private final ApplicationName application;

	public PreflightJob(Session session, ApplicationName application) {
		super(session, NLS.bind(Messages.job_preflight, application));
		this.application = application;
		setSystem(true);
	}

	@Override
	protected void work(IProgressMonitor monitor) {
		try {
			List<Preflight> found = Answers.await(session().operations().preflight(application, ""), DEADLINE);
			session().store().update(state -> state.with(application, found));
		} catch (ProblemException e) {
			Problems.log(e.problem(), e); // nobody asked for it; the next selection tries again
		}
	}
}
