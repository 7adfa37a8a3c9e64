// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.SurveyQuestions;

/** Answers questions about this host. Blocks: files are read, connections tried; each has its own deadline. Thread-safe. */
public interface HostSurvey {

	/** What cannot be found out is left out. */
	HostFacts survey(SurveyQuestions questions) throws InterruptedException;
}
