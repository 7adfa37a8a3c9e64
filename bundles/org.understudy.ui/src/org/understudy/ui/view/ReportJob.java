// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Display;
import org.understudy.admin.Answers;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.ui.Messages;
import org.understudy.ui.session.Session;
import org.understudy.ui.session.WaitingJob;

/** Fetches a report and saves or shows it: it is one self-contained file, so the system's browser shows it best. */
final class ReportJob extends WaitingJob {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Run run;
	private final String format;
	private final String file;

	/** An empty {@code file} means: show it. */
	ReportJob(Session session, Run run, String format, String file) {
		super(session, NLS.bind(Messages.job_report, run.id()));
		this.run = run;
		this.format = format;
		this.file = file;
	}

	@Override
	protected void work(IProgressMonitor monitor) throws ProblemException {
		Path target = file.isEmpty() ? temporary() : Path.of(file);
		Path written = Answers.await(session().operations().export(run.id(), format, target), PATIENCE);
		if (file.isEmpty()) {
			Display.getDefault().asyncExec(() -> open(written));
		}
	}

	/** In a folder that only this user may read: a report names hosts and reasons. */
	private Path temporary() throws ProblemException {
		try {
			Path folder = Files.createTempDirectory("understudy-report");
			folder.toFile().deleteOnExit();
			Path target = folder.resolve(run.id().replaceAll("[^A-Za-z0-9._-]", "_") + "." + format);
			target.toFile().deleteOnExit();
			return target;
		} catch (IOException e) {
			throw new ProblemException(Problem.error("report-not-saved", Messages.problem_reportNotSaved, "",
					Messages.problem_reportNotSavedRemedy), e);
		}
	}

	private static void open(Path report) {
		if (!Program.launch(report.toUri().toString())) {
			ReportWindow.open(report);
		}
	}
}
