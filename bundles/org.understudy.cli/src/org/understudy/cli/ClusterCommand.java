// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.Connection.Patience;
import org.understudy.admin.Operations;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Option;

/** A command that asks a cluster. */
abstract class ClusterCommand extends BaseCommand {

	@Option(names = "--connection", paramLabel = "NAME", description = "A known connection; default: $UNDERSTUDY_CONNECTION, or the only one.")
	private String connectionName;

	@Option(names = "--node", paramLabel = "HOST[:PORT]", description = "The agent of this host, whose key is known from a connection.")
	private String node;

	@Option(names = "--identity", paramLabel = "FILE", description = "Private key to log in with; default: the connection's.")
	private Path identity;

	@Option(names = "--timeout", paramLabel = "TIME", defaultValue = "10s", description = "How long to wait for an answer: ${DEFAULT-VALUE}.")
	private Duration timeout;

	@Override
	protected final int execute(Console console) throws ProblemException {
		Profiles profiles = new Profiles(Profiles.directory(System.getenv()));
		Profile profile = chosen(profiles);
		Patience patience = new Patience(timeout, timeout, Patience.DEFAULT.firstPause(), Patience.DEFAULT.longestPause());
		try (Connection connection = new Connection(profile, patience, learnt -> remember(profiles, learnt))) {
			Answers.await(connection.connect(), timeout.multipliedBy(2));
			return execute(console, new Operations(connection));
		}
	}

	/** With a connected cluster. */
	abstract int execute(Console console, Operations operations) throws ProblemException;

	/** An answer, waited for as long as the user wants. */
	final <T> T await(java.util.concurrent.CompletableFuture<T> answer) throws ProblemException {
		return Answers.await(answer, Duration.ofMinutes(2));
	}

	private Profile chosen(Profiles profiles) throws ProblemException {
		Profile profile = node != null ? ofNode(profiles) : named(profiles);
		return identity == null ? profile : new Profile(profile.name(), identity.toAbsolutePath().toString(), profile.members());
	}

	private Profile ofNode(Profiles profiles) throws ProblemException {
		HostPort address = HostPort.parse(node);
		List<Profile.Member> known = profiles.all().stream().flatMap(p -> p.members().stream())
				.filter(m -> m.host().equals(address.host()) && m.port() == address.port()).toList();
		Profile.Member member = known.isEmpty() ? new Profile.Member("", address.host(), address.port(), "") : known.getFirst();
		Path key = identity != null ? identity : profiles.key();
		return new Profile("", key.toAbsolutePath().toString(), List.of(member));
	}

	private Profile named(Profiles profiles) throws ProblemException {
		String name = connectionName != null ? connectionName : System.getenv("UNDERSTUDY_CONNECTION");
		List<Profile> all = profiles.all();
		if (name != null && !name.isEmpty()) {
			return all.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> Problem.error("connection-not-found",
					"There is no connection named '" + name + "'.", "Known are: " + names(all) + ".",
					"Choose one of these, or make it: understudy connect HOST --name " + name).exception());
		}
		if (all.size() != 1) {
			throw (all.isEmpty()
					? Problem.error("no-connection", "No cluster is known yet.", "", "Connect to one of its nodes: understudy connect HOST[:PORT]")
					: Problem.error("connection-ambiguous", "Several clusters are known: " + names(all) + ".", "",
							"Say which: --connection NAME, or set UNDERSTUDY_CONNECTION.")).exception();
		}
		return all.getFirst();
	}

	private static String names(List<Profile> all) {
		return all.isEmpty() ? "none" : String.join(", ", all.stream().map(Profile::name).toList());
	}

	/** The next command finds the other nodes when this one is dead. A key given for once is not kept. */
	private void remember(Profiles profiles, Profile learnt) {
		try {
			if (!learnt.name().isEmpty() && identity == null) {
				profiles.save(learnt);
			}
		} catch (ProblemException e) {
			System.getLogger(ClusterCommand.class.getName()).log(System.Logger.Level.WARNING, "the connection's nodes were not saved", e);
		}
	}
}
