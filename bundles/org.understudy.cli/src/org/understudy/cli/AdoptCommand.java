// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.core.replicability.AdoptionProposal;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "adopt", description = "Look at a process that runs outside a capsule, and say how it would be protected.")
final class AdoptCommand extends ClusterCommand {

	@Parameters(index = "0", paramLabel = "PID", description = "Its first process, as the host numbers it.")
	private long pid;

	@Parameters(index = "1", arity = "0..1", defaultValue = "NAME", paramLabel = "NAME", description = "What to call it.")
	private String name;

	@Option(names = "--on", defaultValue = "", paramLabel = "NODE", description = "Whose process it is; default: the node that answers.")
	private String on;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ResourceGraph graph = await(Subject.graph(operations, Long.toString(pid), on));
		AdoptionProposal proposal = AdoptionProposal.of(graph, pid).orElseThrow(() -> Problem.error("unknown-process",
				"Process " + pid + " was not found.", "It ended meanwhile, or runs on another node.", "Say where: --on NODE").exception());
		console.show(proposal, text(proposal, graph));
		return proposal.obstacles().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
	}

	private String text(AdoptionProposal it, ResourceGraph graph) {
		StringBuilder text = new StringBuilder("%s\nruns as %s in %s, uses %d resources%s\n".formatted(it.commandLine(), it.user(), it.directory(),
				graph.resources().size(), it.listeners().isEmpty() ? "" : ", serves at " + String.join(", ", it.listeners())));
		it.obstacles().forEach(o -> text.append("  blocked: ").append(o.summary()).append("\n  do:      ").append(o.remedy()).append('\n'));
		text.append("""

				It is not in a capsule. It can be looked at as it is (understudy graph %d); to capture it %s it must be restarted in one:
				end it, give the cluster an address for it and its data, and
				""".formatted(pid, it.obstacles().isEmpty() ? "hot" : "at all"));
		return text.append("\n    ").append(order(it)).append("\n\nIts environment is not copied: add what it needs with --env.").toString();
	}

	private String order(AdoptionProposal it) {
		String port = it.listeners().isEmpty() ? "" : " --check-port " + it.listeners().getFirst().replaceAll("^.*:(\\d+).*$", "$1");
		String user = it.user().isEmpty() || it.user().equals("root") ? "" : " --user " + it.user();
		return "understudy protect %s --on %s --to NODE --address CIDR --mode %s --directory %s%s%s --reason TEXT -- %s".formatted(name,
				on.isEmpty() ? "NODE" : on, it.mode().name().toLowerCase(Locale.ROOT), it.directory(), user, port, it.commandLine());
	}
}
