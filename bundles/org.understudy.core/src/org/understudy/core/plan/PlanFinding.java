// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import org.understudy.model.Severity;

/**
 * Something about a plan's text.
 *
 * @param line 1 is the first; 0 when it is about the whole
 * @param text what is wrong, and what would be right
 */
public record PlanFinding(int line, Severity severity, String text) {

	public static PlanFinding error(int line, String text) {
		return new PlanFinding(line, Severity.ERROR, text);
	}

	public static PlanFinding warning(int line, String text) {
		return new PlanFinding(line, Severity.WARNING, text);
	}
}
