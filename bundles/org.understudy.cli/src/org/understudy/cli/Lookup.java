// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Finds what the user names in what the cluster says. Pure. */
final class Lookup {

	private Lookup() {
	}

	/** @throws ProblemException {@code unknown-application} */
	static ApplicationStatus application(ClusterSnapshot cluster, String text) throws ProblemException {
		ApplicationName name = Words.application(text);
		return cluster.applications().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow(() -> Problem.error(
				"unknown-application", "There is no application " + name + ".", "No node of this cluster has published it.",
				"List them: understudy apps").exception());
	}
}
