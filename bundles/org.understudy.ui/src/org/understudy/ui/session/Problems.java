// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.core.runtime.Status;
import org.understudy.model.Problem;
import org.understudy.model.Severity;

/** Problems as the platform's status. */
public final class Problems {

	private static final String BUNDLE = "org.understudy.ui";

	private Problems() {
	}

	/** The summary first, then why and what to do; code and technical origin as details. */
	public static IStatus status(Problem problem, Throwable origin) {
		int severity = problem.severity() == Severity.ERROR ? IStatus.ERROR : IStatus.WARNING;
		MultiStatus status = new MultiStatus(BUNDLE, 0, text(problem), origin);
		Stream.of(problem.code(), problem.cause()).filter(line -> !line.isEmpty()).forEach(line -> status.add(new Status(severity, BUNDLE,
				line)));
		return status;
	}

	/** Summary, explanation and remedy, each a paragraph. */
	public static String text(Problem problem) {
		return Stream.of(problem.summary(), problem.explanation(), problem.remedy()).filter(s -> !s.isEmpty())
				.collect(Collectors.joining("\n\n"));
	}

	/** For what nobody asked to be done and nobody needs to be told. */
	static void log(Problem problem, Throwable origin) {
		ILog.get().log(status(problem, origin));
	}
}
