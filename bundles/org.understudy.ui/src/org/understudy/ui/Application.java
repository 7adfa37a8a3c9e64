// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** The desktop. Arguments: {@code -connection NAME_OR_DIRECTORY}; else the variable UNDERSTUDY_CONNECTION. */
public final class Application implements IApplication {

	@Override
	public Object start(IApplicationContext context) {
		Display.setAppName(Messages.title);
		Display display = PlatformUI.createDisplay();
		try {
			Desktop.open(display);
			String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
			DesktopAdvisor advisor = new DesktopAdvisor(StartOptions.of(arguments, System.getenv()));
			int code = PlatformUI.createAndRunWorkbench(display, advisor);
			return code == PlatformUI.RETURN_RESTART ? IApplication.EXIT_RESTART : IApplication.EXIT_OK;
		} finally {
			Desktop.close();
			display.dispose();
		}
	}

	@Override
	public void stop() {
		if (PlatformUI.isWorkbenchRunning()) {
			Display display = PlatformUI.getWorkbench().getDisplay();
			display.syncExec(() -> {
				if (!display.isDisposed()) {
					PlatformUI.getWorkbench().close();
				}
			});
		}
	}
}
