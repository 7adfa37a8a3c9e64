// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.List;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.Severity;
import org.understudy.model.preflight.Preflight;

/** All that a preflight found amiss, as one problem of the application. Pure. */
public final class PreflightSummary {

	private PreflightSummary() {
	}

	/** Empty when nothing is amiss. A node that could not be asked is no finding: that it does not answer is told elsewhere. */
	public static Optional<Problem> of(Preflight preflight) {
		List<Problem> amiss = preflight.findings().stream()
				.filter(f -> f.severity().compareTo(Severity.WARNING) >= 0 && !f.code().startsWith("peer-") && !f.code().startsWith("unknown-")).toList();
		if (amiss.isEmpty()) {
			return Optional.empty();
		}
		Problem worst = amiss.getFirst();
		String more = amiss.size() == 1 ? "" : " And %d more.".formatted(amiss.size() - 1);
		String verdict = worst.severity() == Severity.ERROR ? "%s could not continue on %s: " : "%s may not continue well on %s: ";
		return Optional.of(new Problem("preflight", worst.severity(), verdict.formatted(preflight.application(), preflight.node()) + worst.summary()
				+ more, worst.explanation(), worst.remedy() + " All of it: understudy preflight " + preflight.application(), ""));
	}
}
