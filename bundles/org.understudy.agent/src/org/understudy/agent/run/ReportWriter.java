// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.util.List;

import org.understudy.agent.guard.Services;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.EpochRecord;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunReport;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.report.HtmlReport;
import org.understudy.report.JsonReport;

/** Writes the evidence of a run beside its record: HTML for people, JSON for machines. */
public final class ReportWriter {

	private final Services services;
	private final String generator;

	public ReportWriter(Services services, String version) {
		this.services = services;
		this.generator = "Understudy " + version;
	}

	/** What a run's script saw, for its report. */
	public record Scene(ApplicationSpec spec, ResourceGraph before, ResourceGraph after, List<EpochRecord> epochs) {
	}

	public void write(RunTracker tracker, Run over, Scene scene) throws ProblemException {
		RunReport report = new RunReport(RunReport.SCHEMA, over, scene.spec(), services.cluster().get(), scene.before(), scene.after(),
				scene.epochs(), tracker.checks(), services.state().clock().instant(), generator);
		services.state().home().write("reports/" + over.id() + ".json", new JsonReport().render(report));
		services.state().home().write("reports/" + over.id() + ".html", new HtmlReport().render(report));
	}
}
