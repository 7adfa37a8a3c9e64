// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.understudy.ui.model.PropertiesModel.Row.fact;
import static org.understudy.ui.model.PropertiesModel.Row.technical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Coverage;
import org.understudy.model.Milestone;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;
import org.understudy.model.graph.Resource;
import org.understudy.model.preflight.Preflight;
import org.understudy.ui.Messages;
import org.understudy.ui.graph.Words;
import org.understudy.ui.model.PropertiesModel.Row;
import org.understudy.ui.model.PropertiesModel.Section;

/** Makes {@link PropertiesModel}s of whatever can be selected. */
public final class PropertiesModels {

	private PropertiesModels() {
	}

	/** Of records of the model; anything else gives the empty one. */
	public static PropertiesModel of(List<?> selection, DesktopState state) {
		List<Resource> resources = selection.stream().filter(Resource.class::isInstance).map(Resource.class::cast).toList();
		if (resources.size() > 1) {
			return many(resources);
		}
		Object first = selection.isEmpty() ? null : selection.getFirst();
		return switch (first) {
			case Resource resource -> ResourceProperties.of(state.graph().resource(resource.id()).orElse(resource), state.graph());
			case NodeInfo node -> node(state.nodes().stream().filter(n -> n.name().equals(node.name())).findFirst().orElse(node), state);
			case ApplicationStatus application -> application(state.application(application.name()).orElse(application), state);
			case Run run -> run(state.runs().stream().filter(r -> r.id().equals(run.id())).findFirst().orElse(run));
			case null, default -> PropertiesModel.EMPTY;
		};
	}

	private static PropertiesModel many(List<Resource> resources) {
		Map<String, Integer> verdicts = new TreeMap<>();
		resources.forEach(r -> verdicts.merge(r.replicability().word(), 1, Integer::sum));
		List<Row> words = new ArrayList<>();
		verdicts.forEach((word, count) -> words.add(fact(word, count)));
		List<Row> members = resources.stream().map(r -> Row.link(r.replicability().word(), r.label(), r.id())).toList();
		Resource first = resources.getFirst();
		return new PropertiesModel(Messages.properties_several, resources.size() + " " + Words.plural(first.kind()),
				Optional.of(first.replicability()), first.replicability().reason(), first.replicability().remedy(),
				List.of(new Section(Messages.section_verdicts, words), new Section(Messages.section_members, members)));
	}

	private static PropertiesModel node(NodeInfo node, DesktopState state) {
		String role = switch (ExplorerModel.symbol(node, state)) {
			case PRIMARY -> Messages.role_primary;
			case WITNESS -> Messages.role_witness;
			case GONE -> Messages.role_gone;
			default -> Messages.role_secondary;
		};
		List<Row> facts = List.of(technical(Messages.row_address, node.config().address()), fact(Messages.row_version, node.version()),
				fact(Messages.row_ports, NLS.bind(Messages.ports, new Object[] { node.config().ports().administration(),
						node.config().ports().mesh(), node.config().ports().membership() })));
		return new PropertiesModel(Messages.properties_node + " \u00b7 " + role, node.name().toString(), Optional.empty(),
				node.state() == NodeState.GONE ? Messages.node_gone : "", "", sections(facts, node.problems()));
	}

	private static List<Section> sections(List<Row> facts, List<Problem> problems) {
		List<Section> sections = new ArrayList<>();
		if (!problems.isEmpty()) {
			sections.add(problems(problems));
		}
		sections.add(new Section(Messages.section_facts, facts));
		return sections;
	}

	private static Section problems(List<Problem> problems) {
		List<Row> rows = new ArrayList<>();
		for (Problem problem : problems) {
			rows.add(fact("", problem.summary()));
			rows.add(fact(Messages.row_why, problem.explanation()));
			rows.add(fact(Messages.row_remedy, problem.remedy()));
		}
		rows.removeIf(row -> row.value().isEmpty());
		return new Section(Messages.section_problems, rows);
	}

	private static PropertiesModel application(ApplicationStatus a, DesktopState state) {
		List<Row> facts = List.of(fact(Messages.row_primary, a.primary()),
				fact(Messages.row_secondaries, String.join(", ", a.spec().secondaries().stream().map(Object::toString).toList())),
				technical(Messages.row_address, a.spec().address()), technical(Messages.row_command, ShellWords.join(a.spec().command())),
				fact(Messages.row_period, Texts.of(a.spec().period())), fact(Messages.row_mode, a.spec().mode().name()
				.toLowerCase(java.util.Locale.ROOT)),
				fact(Messages.row_term, a.term()), fact(Messages.row_epoch, a.committed()));
		List<Section> sections = new ArrayList<>(sections(facts, a.problems()));
		Coverage c = a.coverage();
		sections.add(new Section(NLS.bind(Messages.section_coverage, c.percent()),
				List.of(fact("captured", c.captured()), fact("copied", c.copied()), fact("required", c.required()), fact("external",
				c.external()),
						fact("blocked", c.blocked()))));
		state.preflights().getOrDefault(a.name(), List.of()).forEach(p -> sections.add(preflight(p)));
		return new PropertiesModel(Messages.properties_application, a.name().toString(), Optional.empty(), Texts.of(a.state()), "", sections);
	}

	private static Section preflight(Preflight preflight) {
		List<Row> rows = new ArrayList<>();
		for (Problem finding : preflight.findings()) {
			rows.add(fact(sign(finding.severity()), finding.summary()));
			if (finding.severity() != Severity.OK) {
				rows.add(fact(Messages.row_why, finding.explanation()));
				rows.add(fact(Messages.row_remedy, finding.remedy()));
			}
		}
		rows.removeIf(row -> row.value().isEmpty());
		return new Section(NLS.bind(Messages.section_preflight, preflight.node()), rows);
	}

	private static String sign(Severity severity) {
		return switch (severity) {
			case OK -> "\u2713";
			case INFO -> "i";
			case WARNING -> "!";
			case ERROR -> "\u2717";
		};
	}

	private static PropertiesModel run(Run run) {
		List<Row> facts = new ArrayList<>(List.of(fact(Messages.row_state, Texts.of(run.state())), fact(Messages.row_reason, run.authority()
				.reason()),
				fact(Messages.row_actor, run.authority().actor()), fact(Messages.row_node, run.node()),
				fact(Messages.row_started, Texts.day(run.started())), fact(Messages.row_took, Texts.of(run.took()))));
		run.recoveryTime().ifPresent(t -> facts.add(fact(Messages.row_recovery, Texts.of(t))));
		List<Section> sections = new ArrayList<>(sections(facts, run.findings()));
		sections.add(new Section(Messages.section_steps, run.steps().stream().map(PropertiesModels::step).toList()));
		List<Row> moments = java.util.Arrays.stream(Milestone.values()).filter(m -> run.milestone(m).isPresent())
				.map(m -> fact(m.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), Texts.clock(run.milestone(m).orElseThrow())))
				.toList();
		if (!moments.isEmpty()) {
			sections.add(new Section(Messages.section_moments, moments));
		}
		return new PropertiesModel(Texts.of(run.kind()), run.application().toString(), Optional.empty(), run.verdict(), "", sections);
	}

	private static Row step(RunStep step) {
		String sign = switch (step.state()) {
			case PLANNED, NOT_EXECUTED -> "\u25cb ";
			case RUNNING -> "\u25b8 ";
			case DONE -> "\u2713 ";
			case FAILED -> "\u2717 ";
			case SKIPPED -> "\u2013 ";
			case COMPENSATED -> "\u21b6 ";
		};
		String took = step.took().isZero() ? "" : Texts.of(step.took());
		return fact(sign + step.name(), step.detail().isEmpty() ? took : took.isEmpty() ? step.detail()
				: took + " \u00b7 " + step.detail());
	}
}
