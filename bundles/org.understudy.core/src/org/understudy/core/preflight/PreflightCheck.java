// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.Severity;

/** Compares what an application requires with what a secondary has. Pure. */
public final class PreflightCheck {

	private PreflightCheck() {
	}

	/** One finding for each thing that is amiss, with what to do; one for each sort of thing that is well. The worst come first. */
	public static List<Problem> findings(PreflightCase it) {
		List<Problem> all = new ArrayList<>();
		boolean hot = it.spec().mode() == Mode.HOT;
		it.there().lacks().stream().map(p -> hot || !p.code().startsWith("criu") ? p : softened(p)).forEach(all::add);
		if (it.there().lacks().isEmpty()) {
			all.add(well("host", it.node() + " can run applications" + (hot ? " from checkpoints." : ".")));
		}
		all.addAll(FileCheck.findings(it));
		all.addAll(AccountCheck.findings(it));
		all.addAll(MountCheck.findings(it));
		if (hot) {
			all.addAll(SystemCheck.findings(it));
		}
		all.addAll(NetworkCheck.findings(it));
		all.addAll(RoomCheck.findings(it));
		all.sort(Comparator.comparing(Problem::severity).reversed());
		return List.copyOf(all);
	}

	/** Without checkpoints nothing hangs on CRIU. */
	private static Problem softened(Problem problem) {
		return new Problem(problem.code(), Severity.INFO, problem.summary(), problem.explanation(), problem.remedy(), problem.cause());
	}

	/** Something that was looked at and is as it must be. */
	static Problem well(String topic, String summary) {
		return new Problem("preflight-" + topic, Severity.OK, summary, "", "", "");
	}
}
