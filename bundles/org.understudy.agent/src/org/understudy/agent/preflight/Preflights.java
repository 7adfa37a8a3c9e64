// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.agent.door.Peers;
import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.Services;
import org.understudy.core.preflight.PreflightCase;
import org.understudy.core.preflight.PreflightCheck;
import org.understudy.core.preflight.PreflightQuestions;
import org.understudy.core.preflight.PreflightSizes;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.Preflight;
import org.understudy.model.preflight.SurveyQuestions;

/** Asks this host and the secondaries the same questions, and compares. Thread-safe; blocks up to its deadline. */
public final class Preflights {

	/** A secondary reads all libraries the first time, perhaps from a cold disk. */
	private static final Duration SURVEY = Duration.ofSeconds(60);

	private final Services services;
	private final Peers peers;

	public Preflights(Services services, Peers peers) {
		this.services = services;
		this.peers = peers;
	}

	/** Those that would keep a replica: the wanted secondaries, else every other node that may. */
	public List<NodeName> secondaries(ApplicationSpec spec) {
		return spec.secondaries().isEmpty() ? services.cluster().get().nodes().stream().filter(n -> !n.witness() && !n.name().equals(services.self()))
				.map(n -> n.name()).sorted().toList() : spec.secondaries();
	}

	/** One for each node, in their order. */
	public List<Preflight> examine(ApplicationGuard guard, List<NodeName> nodes) throws InterruptedException {
		ResourceGraph graph = guard.graph();
		SurveyQuestions questions = PreflightQuestions.of(graph);
		HostFacts here = services.host().survey().survey(questions);
		SurveyQuestions asked = questions.withProcessor(here.system().processor());
		Map<NodeName, List<Problem>> findings = new ConcurrentHashMap<>(new TreeMap<>());
		List<Thread> surveys = new ArrayList<>();
		for (NodeName node : nodes) {
			surveys.add(Thread.ofVirtual().name("preflight " + node).start(() -> findings.put(node, findings(node, asked,
					there -> new PreflightCase(guard.spec(), graph, here, node, there, PreflightSizes.epoch(graph))))));
		}
		for (Thread survey : surveys) {
			survey.join();
		}
		return nodes.stream().map(n -> new Preflight(guard.spec().name(), n, services.state().clock().instant(), findings.getOrDefault(n, List.of())))
				.toList();
	}

	private interface Case {
		PreflightCase with(HostFacts there);
	}

	private List<Problem> findings(NodeName node, SurveyQuestions questions, Case compared) {
		try {
			return PreflightCheck.findings(compared.with(peers.call(node, SURVEY, peer -> peer.survey(questions))));
		} catch (ProblemException e) {
			return List.of(e.problem());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return List.of();
		}
	}
}
