// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.Operations;
import org.understudy.core.graph.Explanation;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Say why a resource is there, who uses it, and what becomes of it on takeover.")
final class ExplainCommand extends ClusterCommand {

	@Parameters(index = "0", paramLabel = "APP|PID", description = "A protected application, or the root of any process tree.")
	private String subject;

	@Parameters(index = "1", paramLabel = "RESOURCE", description = "Its name or an unambiguous fragment: a path, an address, a pid.")
	private String words;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ResourceGraph graph = await(Subject.graph(operations, subject, ""));
		Explanation explanation = Explanation.of(graph, Subject.resource(graph, words).id());
		console.show(explanation, explanation.text().stripTrailing());
		return ExitCode.OK;
	}
}
