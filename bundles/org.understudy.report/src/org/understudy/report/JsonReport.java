// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import org.understudy.model.RunReport;

/** Renders a report as JSON of the published shape {@link RunReport#SCHEMA}; see {@link RecordJson} for how values are written. */
public final class JsonReport {

	public static final String MEDIA_TYPE = "application/json";

	/** One JSON object and a line feed; UTF-8 when stored. */
	public String render(RunReport report) {
		return RecordJson.of(report);
	}
}
