// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.corpus;

import java.util.List;
import java.util.Optional;

import org.understudy.core.graph.GraphText;
import org.understudy.model.Problem;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/**
 * What introspection predicted of one program, and what CRIU then did.
 *
 * @param absent   why this kernel does not offer the trait; then nothing was compared
 * @param captured the problem of the capture; empty when it succeeded
 * @param restored the problem of the restore; empty when it succeeded or was not tried
 */
record Outcome(String program, Optional<String> absent, ResourceGraph graph, Optional<Problem> captured, Optional<Problem> restored) {

	static Outcome absent(String program, String why) {
		return new Outcome(program, Optional.of(why), ResourceGraph.EMPTY, Optional.empty(), Optional.empty());
	}

	List<Resource> blocked() {
		return graph.resources().values().stream().filter(r -> r.replicability().word().equals("blocked")).toList();
	}

	boolean predictedFine() {
		return blocked().isEmpty();
	}

	boolean wasFine() {
		return captured.isEmpty() && restored.isEmpty();
	}

	/** Only the lines that matter, and the whole graph for whoever must find out why. */
	String story() {
		return verdict() + "\n" + GraphText.render(graph);
	}

	/** One line. */
	String verdict() {
		String predicted = predictedFine() ? "predicted fine"
				: "predicted blocked " + blocked().stream().map(r -> r.kind() + " " + r.label() + ": " + r.replicability().reason()).toList();
		String was = captured.map(p -> "capture FAILED: " + p.summary() + " / " + p.cause())
				.or(() -> restored.map(p -> "restore FAILED: " + p.summary() + " / " + p.cause())).orElse("captured and restored");
		return program + ": " + absent.map(why -> "not here: " + why).orElse(predicted + "; " + was);
	}
}
