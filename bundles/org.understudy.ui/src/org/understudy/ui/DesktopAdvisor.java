// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.StatusModel;

/** Sets up the workbench and its window. */
final class DesktopAdvisor extends WorkbenchAdvisor {

	private final StartOptions options;

	DesktopAdvisor(StartOptions options) {
		this.options = options;
	}

	@Override
	public void initialize(IWorkbenchConfigurer configurer) {
		configurer.setSaveAndRestore(true);
	}

	@Override
	public String getInitialWindowPerspectiveId() {
		return DesktopPerspective.ID;
	}

	@Override
	public void postStartup() {
		options.connection().ifPresent(Desktop.session()::connect);
	}

	@Override
	public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
		return new Window(configurer);
	}

	private static final class Window extends WorkbenchWindowAdvisor {

		private IActionBarConfigurer bars;

		Window(IWorkbenchWindowConfigurer configurer) {
			super(configurer);
		}

		@Override
		public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
			bars = configurer;
			return super.createActionBarAdvisor(configurer);
		}

		@Override
		public void preWindowOpen() {
			IWorkbenchWindowConfigurer c = getWindowConfigurer();
			c.setInitialSize(new Point(1440, 900));
			c.setTitle(Messages.title);
			c.setShowMenuBar(true);
			c.setShowCoolBar(true);
			c.setShowStatusLine(true);
			c.setShowProgressIndicator(true);
			c.setShowPerspectiveBar(false);
		}

		@Override
		public void postWindowOpen() {
			Desktop.session().store().subscribe(this::show);
			// ages grow without news
			tick();
		}

		private void tick() {
			var shell = getWindowConfigurer().getWindow().getShell();
			if (shell != null && !shell.isDisposed()) {
				show(Desktop.session().store().get());
				shell.getDisplay().timerExec(1000, this::tick);
			}
		}

		private void show(DesktopState state) {
			var shell = getWindowConfigurer().getWindow().getShell();
			if (shell != null && !shell.isDisposed()) {
				getWindowConfigurer().setTitle(StatusModel.title(state));
				bars.getStatusLineManager().setMessage(StatusModel.line(state, Desktop.session().store().now()));
			}
		}
	}
}
