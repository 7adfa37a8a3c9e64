// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.understudy.admin.Hosts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.ui.Messages;

/** A job on a host over its own sshd: before anything else, its host key is the pinned one, or a person confirms it. */
abstract class HostJob extends WaitingJob {

	HostJob(Session session, String name) {
		super(session, name);
		setUser(true);
	}

	protected final void confirm(Hosts hosts, String where) throws ProblemException {
		Hosts.ShownKey shown = hosts.ask(where);
		Optional<Problem> verdict = shown.verdict();
		if (verdict.isEmpty()) {
			return;
		}
		if (!verdict.get().code().equals("host-key-unknown")) {
			throw verdict.get().exception();
		}
		if (!session().keys().trust(where, shown.algorithm() + " " + shown.fingerprint())) {
			throw Problem.error("host-key-refused", NLS.bind(Messages.problem_refused, where), "", "").exception();
		}
		hosts.accept(where, shown.fingerprint());
	}
}
