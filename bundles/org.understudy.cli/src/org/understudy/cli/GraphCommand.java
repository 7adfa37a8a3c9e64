// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.understudy.admin.Connection;
import org.understudy.admin.ConnectionListener;
import org.understudy.admin.JsonText;
import org.understudy.admin.Operations;
import org.understudy.core.graph.DeltaText;
import org.understudy.core.graph.GraphDiff;
import org.understudy.core.graph.Structure;
import org.understudy.core.graph.StructureText;
import org.understudy.model.ApplicationName;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "graph", description = "Show what an application uses: its live resource graph.")
final class GraphCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP|PID", description = "A protected application, or the root of any process tree on the agent's host.")
	private String subject;

	@Option(names = "--as", paramLabel = "FORM", description = "text, json, dot, svg or graphml; default: text.")
	private GraphForm form;

	@Option(names = "--structure", description = "Only its structure: processes, threads, sessions, users, namespaces.")
	private boolean structure;

	@Option(names = "--follow", description = "Go on with what changes, until interrupted; with --json one change a line.")
	private boolean follow;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		if (follow && !Subject.isProcess(subject)) {
			return follow(console, operations.connection(), Words.application(subject));
		}
		ResourceGraph graph = await(Subject.graph(operations, subject));
		if (structure) {
			console.show(console.json() ? Structure.of(graph) : "", StructureText.render(graph).stripTrailing());
		} else {
			console.line(GraphForm.of(form, console).render(graph));
		}
		return ExitCode.OK;
	}

	private int follow(Console console, Connection connection, ApplicationName name) throws ProblemException {
		BlockingQueue<ResourceGraph> graphs = new LinkedBlockingQueue<>();
		connection.addListener(new ConnectionListener() {
			@Override
			public void graphChanged(ApplicationName changed, ResourceGraph graph) {
				graphs.add(graph);
			}
		});
		ResourceGraph shown = await(connection.watch(name));
		console.line(console.json() ? JsonText.line(shown) : GraphForm.of(form, console).render(shown));
		try {
			while (connection.state() != Connection.State.CLOSED) {
				ResourceGraph next = graphs.take();
				change(console, shown, next);
				shown = next;
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return ExitCode.OK;
	}

	private static void change(Console console, ResourceGraph old, ResourceGraph next) {
		GraphDelta delta = GraphDiff.between(old, next);
		if (delta.isEmpty()) {
			return;
		}
		if (console.json()) {
			console.line(JsonText.line(delta));
			return;
		}
		DeltaText.lines(old, delta).forEach(console::line);
	}
}
