// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.Severity;

/** Tells from a host's facts what would fail there. Pure. */
final class HostPreflight {

	/** For keys, configuration and log. */
	private static final Bytes HOME_NEEDS = Bytes.of(1 << 20);
	/** What a node that runs applications calls; a witness needs none of it. */
	private static final Set<String> FOR_CAPSULES = Set.of("ip", "nft", "unshare", "nsenter", "criu");

	private HostPreflight() {
	}

	/**
	 * @param facts   of the host
	 * @param sftp    whether it offers file transfer
	 * @param request what is wanted
	 * @param needs   bytes that the agent takes there
	 * @param machine that the agent is built for; empty: any
	 */
	static List<Problem> judge(HostFacts facts, boolean sftp, ProvisionRequest request, Bytes needs, String machine) {
		List<Problem> found = new ArrayList<>();
		String host = request.host().toString();
		if (!facts.system().equals("Linux")) {
			found.add(Problem.error("host-not-linux", host + " runs '" + facts.system() + "'.", "Nodes run on Linux.", "Choose a Linux host."));
		}
		if (!machine.isEmpty() && !facts.machine().equals(machine)) {
			found.add(Problem.error("host-architecture", "%s is %s, the agent is built for %s.".formatted(host, facts.machine(), machine),
					"The agent brings its own Java runtime.", "Add it with the agent distribution for " + facts.machine() + "."));
		}
		if (facts.uid() != 0) {
			found.add(Problem.error("host-not-root", "The login on " + host + " is not root.",
					"The agent freezes and restores processes of all users.", "Log in as root with a key."));
		}
		if (!sftp) {
			found.add(Problem.error("host-no-sftp", host + " offers no file transfer.", "Its sshd has no sftp subsystem.",
					"Install openssh-sftp-server and enable Subsystem sftp in sshd_config."));
		}
		space(found, request, facts, needs);
		occupied(found, request, facts);
		commands(found, request, facts);
		return found;
	}

	private static void space(List<Problem> found, ProvisionRequest request, HostFacts facts, Bytes needs) {
		if (facts.free().compareTo(needs) < 0) {
			found.add(full(request.program(), facts.free(), needs));
		}
		if (facts.freeAtHome().compareTo(HOME_NEEDS) < 0) {
			found.add(full(request.layout().home(), facts.freeAtHome(), HOME_NEEDS));
		}
	}

	private static Problem full(String directory, Bytes free, Bytes needs) {
		return Problem.error("host-disk-full", "Too little space for %s: %s free, %s needed.".formatted(directory, free, needs),
				"The agent brings its own runtime and keeps its state there.", "Free some space, or choose another directory.");
	}

	private static void occupied(List<Problem> found, ProvisionRequest request, HostFacts facts) {
		for (String directory : facts.occupied()) {
			found.add(Problem.error("host-directory-occupied", directory + " on " + request.host() + " is not empty.",
					"A node is or was installed there.", "Remove it with 'understudy hosts remove', or choose another directory."));
		}
	}

	private static void commands(List<Problem> found, ProvisionRequest request, HostFacts facts) {
		for (String command : List.of("setsid", "nohup")) {
			if (!facts.commands().contains(command)) {
				found.add(Problem.error("host-command-missing", command + " is missing on " + request.host() + ".",
						"It starts the agent in a session of its own.", "Install util-linux and coreutils."));
			}
		}
		if (!request.node().witness()) {
			FOR_CAPSULES.stream().sorted().filter(Predicate.not(facts.commands()::contains)).map(c -> Problem.warning("host-command-missing",
					c + " is missing on " + request.host() + ".", "Applications cannot be restored there without it.", "Install " + c + "."))
					.forEach(found::add);
		}
	}

	static boolean prevents(List<Problem> findings) {
		return findings.stream().anyMatch(p -> p.severity() == Severity.ERROR);
	}
}
