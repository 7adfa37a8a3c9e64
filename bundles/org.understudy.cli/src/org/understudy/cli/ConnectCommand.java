// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.Connection.Patience;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a cluster known. */
@Command(name = "connect", description = "Make a cluster known by one of its nodes; its key must be confirmed.")
final class ConnectCommand extends BaseCommand {

	@Parameters(paramLabel = "HOST[:PORT]", description = "A node's administration door.")
	private String address;

	@Option(names = "--name", paramLabel = "NAME", description = "What to call the connection; default: the cluster's name.")
	private String name;

	@Option(names = "--identity", paramLabel = "FILE", description = "Private key to log in with; default: your own, made at first use.")
	private Path identity;

	@Option(names = "--accept", paramLabel = "SHA256:…", description = "Fingerprint of the node's key, when you know it.")
	private String accept;

	@Option(names = "--timeout", paramLabel = "TIME", defaultValue = "10s", description = "How long to wait: ${DEFAULT-VALUE}.")
	private Duration timeout;

	@Override
	protected int execute(Console console) throws ProblemException {
		Profiles profiles = new Profiles(Profiles.directory(System.getenv()));
		HostPort door = HostPort.parse(address);
		Path key = identity != null ? identity.toAbsolutePath() : profiles.key();
		Profile profile = new Profile("new", key.toString(), List.of(new Profile.Member("", door.host(), door.port(), "")));
		Made made;
		try {
			made = connect(profile);
		} catch (ProblemException e) {
			made = connect(profile.pinned(door.host(), door.port(), confirmed(e, console)));
		}
		String called = name != null ? name : made.snapshot.cluster();
		Profile saved = new Profile(called, key.toString(), made.profile.members());
		profiles.save(saved);
		console.show(saved, "Connected to " + made.snapshot.cluster() + " through " + made.snapshot.seenBy() + "; saved as '" + called + "'.");
		return ExitCode.OK;
	}

	private record Made(ClusterSnapshot snapshot, Profile profile) {
	}

	private Made connect(Profile profile) throws ProblemException {
		CompletableFuture<Profile> learnt = new CompletableFuture<>();
		Patience patience = new Patience(timeout, timeout, Patience.DEFAULT.firstPause(), Patience.DEFAULT.longestPause());
		try (Connection connection = new Connection(profile, patience, learnt::complete)) {
			ClusterSnapshot snapshot = Answers.await(connection.connect(), timeout.multipliedBy(2));
			return new Made(snapshot, Answers.await(learnt, timeout));
		}
	}

	/** The host key that the user accepts; what else went wrong goes on. */
	private String confirmed(ProblemException failure, Console console) throws ProblemException {
		Problem problem = failure.problem();
		if (!problem.code().equals("host-key-unknown")) {
			throw failure;
		}
		boolean trusted = accept != null ? Profiles.fingerprint(problem.cause()).equals(accept) : asked(problem, console);
		if (!trusted) {
			String remedy = problem.remedy() + " Then: understudy connect " + address + " --accept " + Profiles.fingerprint(problem.cause());
			throw Problem.error(problem.code(), problem.summary(), problem.explanation(), remedy).exception();
		}
		return problem.cause();
	}

	private static boolean asked(Problem problem, Console console) {
		java.io.Console terminal = System.console();
		if (terminal == null || !terminal.isTerminal() || console.json()) {
			return false;
		}
		console.err().println(problem.summary() + "\n" + problem.explanation());
		String answer = terminal.readLine("Is this its key (yes/no)? ");
		return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
	}
}
