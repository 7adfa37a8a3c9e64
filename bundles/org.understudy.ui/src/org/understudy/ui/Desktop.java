// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import java.time.Duration;

import org.eclipse.swt.widgets.Display;
import org.understudy.admin.Profiles;
import org.understudy.ui.dialog.HostKeyPrompt;
import org.understudy.ui.session.Session;
import org.understudy.ui.session.StateStore;

/** The one session of this desktop: views and handlers are made by the platform and find it here. */
public final class Desktop {

	private static Session session;

	private Desktop() {
	}

	static void open(Display display) {
		StateStore store = new StateStore((delay, what) -> later(display, delay, what), System::nanoTime);
		session = new Session(new Profiles(Profiles.directory(System.getenv())), store, new HostKeyPrompt(display));
	}

	private static void later(Display display, Duration delay, Runnable what) {
		if (!display.isDisposed()) {
			display.asyncExec(() -> display.timerExec((int) delay.toMillis(), what));
		}
	}

	static void close() {
		session.disconnect();
	}

	public static Session session() {
		return session;
	}
}
