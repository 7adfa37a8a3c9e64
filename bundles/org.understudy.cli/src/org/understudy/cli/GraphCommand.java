// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.understudy.admin.GraphPast;
import org.understudy.admin.Operations;
import org.understudy.core.graph.DeltaText;
import org.understudy.core.graph.GraphDiff;
import org.understudy.core.graph.GraphText;
import org.understudy.core.graph.Structure;
import org.understudy.core.graph.StructureText;
import org.understudy.model.ApplicationName;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "graph", aliases = "inspect",
		description = "Show what an application, or any process tree, uses: its resource graph, now or at a moment of its past.")
final class GraphCommand extends ClusterCommand {

	private static final int SHOWN = 200;

	@Parameters(arity = "0..1", paramLabel = "APP|PID", description = "A protected application, or the root of any process tree as the host numbers it.")
	private String subject;

	@Option(names = "--unit", paramLabel = "NAME", description = "Instead: all processes of a systemd unit, nginx.service.")
	private String unit;

	@Option(names = "--cgroup", paramLabel = "PATH", description = "Instead: all processes of a control group, /system.slice/nginx.service.")
	private String cgroup;

	@Option(names = "--on", paramLabel = "NODE", description = "Whose process it is; default: the node that answers.")
	private String on;

	@Option(names = "--as", paramLabel = "FORM", description = "text, json, dot, svg or graphml; default: text.")
	private GraphForm form;

	@Option(names = "--structure", description = "Only its structure: processes, threads, sessions, users, namespaces.")
	private boolean structure;

	@Option(names = "--at", paramLabel = "MOMENT", description = "As it was: an epoch's number, how long ago (90s, 5m), or 2026-11-24T10:00:00Z.")
	private String at;

	@Option(names = "--diff", arity = "2", paramLabel = "MOMENT", description = "What changed from one moment to another; also 'now'.")
	private List<String> diff = List.of();

	@Option(names = "--history", description = "When it changed, and which epochs' graphs can be shown.")
	private boolean history;

	@Option(names = "--follow", description = "Go on with what changes, until interrupted; with --json one change a line.")
	private boolean follow;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		subject = chosen();
		boolean past = at != null || !diff.isEmpty() || history || follow;
		if (past && Subject.isLive(subject)) {
			throw Problem.error("usage", "Only protected applications are watched; " + subject + " is looked at only now.", "",
					"Ask for its graph as it is now, or name an application.").exception();
		}
		if (history) {
			history(console, await(operations.changes(Words.application(subject), SHOWN)));
		} else if (!diff.isEmpty()) {
			differ(console, operations);
		} else if (follow) {
			ApplicationName name = Words.application(subject);
			GraphFollow following = new GraphFollow(console, operations.connection(), name);
			following.print(await(operations.connection().watch(name)), GraphForm.of(form, console));
		} else {
			show(console, graph(operations));
		}
		return ExitCode.OK;
	}

	private String chosen() throws ProblemException {
		List<String> given = Stream.of(subject, unit == null || unit.indexOf('.') >= 0 ? unit : unit + ".service", cgroup).filter(Objects::nonNull).toList();
		if (given.size() != 1) {
			throw Problem.error("usage", "Say of what: an application, a process, --unit or --cgroup, and only one of them.", "",
					"See 'understudy graph --help'.").exception();
		}
		return given.getFirst();
	}

	private ResourceGraph graph(Operations operations) throws ProblemException {
		return at == null ? await(Subject.graph(operations, subject, on == null ? "" : Words.node(on).value())) : past(operations, at);
	}

	private ResourceGraph past(Operations operations, String moment) throws ProblemException {
		return await(operations.graph(Words.application(subject), Words.moment(moment, await(operations.cluster()).at())));
	}

	private void show(Console console, ResourceGraph graph) {
		if (structure) {
			console.show(console.json() ? Structure.of(graph) : "", StructureText.render(graph).stripTrailing());
		} else {
			console.line(GraphForm.of(form, console).render(graph));
		}
	}

	private void differ(Console console, Operations operations) throws ProblemException {
		ResourceGraph before = past(operations, diff.get(0));
		ResourceGraph after = past(operations, diff.get(1));
		GraphDelta delta = GraphDiff.between(before, after);
		String summary = "%s: %s%n%s: %s".formatted(diff.get(0), GraphText.summary(before), diff.get(1), GraphText.summary(after));
		String lines = DeltaText.lines(before, delta).collect(Collectors.joining("\n"));
		console.show(delta, summary + "\n" + (lines.isEmpty() ? "no difference" : lines));
	}

	private static void history(Console console, GraphPast past) {
		Stream<String> changes = past.changes().stream().map(c -> "%s  %+d vertices new or changed, %d gone; %d edges new, %d gone; epoch %s".formatted(
				Times.text(c.at()), c.put(), c.removed(), c.edgesAdded(), c.edgesRemoved(), c.epoch()));
		String epochs = past.epochs().isEmpty() ? "no epochs yet" : "graphs of epochs " + range(past.epochs());
		console.show(past, Stream.concat(Stream.of("remembered since " + Times.text(past.since()) + "; " + epochs), changes)
				.collect(Collectors.joining("\n")));
	}

	private static String range(List<Epoch> epochs) {
		return epochs.getLast() + " to " + epochs.getFirst();
	}
}
