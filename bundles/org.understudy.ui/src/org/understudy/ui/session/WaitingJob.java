// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.understudy.model.ProblemException;

/** A job that waits for a host or a disk; cancelling it interrupts the wait. A problem becomes its status, which the platform shows. */
public abstract class WaitingJob extends Job {

	private final Session session;
	private volatile Thread worker;

	protected WaitingJob(Session session, String name) {
		super(name);
		this.session = session;
	}

	protected final Session session() {
		return session;
	}

	protected abstract void work(IProgressMonitor monitor) throws ProblemException;

	@Override
	protected final IStatus run(IProgressMonitor monitor) {
		worker = Thread.currentThread();
		try {
			work(monitor);
			return Status.OK_STATUS;
		} catch (ProblemException e) {
			return monitor.isCanceled() ? Status.CANCEL_STATUS : Problems.status(e.problem(), e);
		} finally {
			worker = null;
			// an interrupt meant for us must not hit the next job of this pooled thread
			Thread.interrupted();
		}
	}

	@Override
	protected void canceling() {
		Thread now = worker;
		if (now != null) {
			now.interrupt();
		}
	}
}
