// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.ui.Messages;

/** Makes the first connection of a profile; asks the administrator about a host key that is not known yet. */
final class ConnectJob extends WaitingJob {

	/** More than a connection's own patience, which ends first. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final String nameOrDirectory;

	ConnectJob(Session session, String nameOrDirectory) {
		super(session, NLS.bind(Messages.job_connect, nameOrDirectory));
		this.nameOrDirectory = nameOrDirectory;
	}

	@Override
	protected void work(IProgressMonitor monitor) throws ProblemException {
		try {
			Profiles home = home();
			attempt(profile(home), home);
		} catch (ProblemException e) {
			// the window shows it in place: no dialog on top of that
			session().failed(e.problem());
		}
	}

	private Profiles home() {
		return Files.isDirectory(Path.of(nameOrDirectory)) ? new Profiles(Path.of(nameOrDirectory).toAbsolutePath()) : session().profiles();
	}

	private Profile profile(Profiles home) throws ProblemException {
		List<Profile> all = home.all();
		boolean directory = home != session().profiles();
		return all.stream().filter(p -> directory || p.name().equals(nameOrDirectory)).findFirst()
				.orElseThrow(() -> Problem.error("no-connection", NLS.bind(Messages.problem_noProfile, nameOrDirectory),
						NLS.bind(Messages.problem_noProfileWhy, home.directory()), Messages.problem_noProfileRemedy).exception());
	}

	private void attempt(Profile profile, Profiles home) throws ProblemException {
		Connection connection = session().follow(profile, home);
		try {
			Answers.await(connection.connect(), PATIENCE);
		} catch (ProblemException e) {
			connection.close();
			if (!e.problem().code().equals("host-key-unknown")) {
				throw e;
			}
			attempt(confirmed(profile, e), home);
		}
	}

	/** The profile with the shown key pinned, if the administrator trusts it. */
	private Profile confirmed(Profile profile, ProblemException unknown) throws ProblemException {
		Profile.Member member = profile.members().stream().filter(m -> m.hostKey().isEmpty()).findFirst().orElseThrow(() -> unknown);
		if (!session().keys().trust(member.host() + ":" + member.port(), unknown.problem().explanation())) {
			throw Problem.error("host-key-refused", NLS.bind(Messages.problem_refused, member.host()), "", "").exception();
		}
		return profile.pinned(member.host(), member.port(), unknown.problem().cause());
	}
}
