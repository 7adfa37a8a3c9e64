// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.nio.file.Path;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.understudy.ui.Messages;

/** Shows a report where the system has no browser to open it with. */
final class ReportWindow {

	private ReportWindow() {
	}

	static void open(Path report) {
		Shell shell = new Shell(Display.getCurrent(), SWT.SHELL_TRIM);
		shell.setText(Messages.reports_title);
		shell.setLayout(new FillLayout());
		shell.setSize(1000, 800);
		try {
			new Browser(shell, SWT.NONE).setUrl(report.toUri().toString());
			shell.open();
		} catch (SWTError e) {
			shell.dispose();
			MessageDialog.openInformation(null, Messages.reports_title, NLS.bind(Messages.reports_noBrowser, e.getMessage()));
		}
	}
}
