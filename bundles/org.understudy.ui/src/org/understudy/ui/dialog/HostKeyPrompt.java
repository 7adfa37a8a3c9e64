// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.understudy.ui.Messages;
import org.understudy.ui.session.HostKeyQuestion;

/** Shows the fingerprint of a host that nobody has seen before. The connecting job waits for the answer; the window does not. */
public final class HostKeyPrompt implements HostKeyQuestion {

	private final Display display;

	public HostKeyPrompt(Display display) {
		this.display = display;
	}

	@Override
	public boolean trust(String host, String shown) {
		if (display.isDisposed()) {
			return false;
		}
		AtomicBoolean trusted = new AtomicBoolean();
		display.syncExec(() -> trusted.set(ask(host, shown)));
		return trusted.get();
	}

	private static boolean ask(String host, String shown) {
		MessageDialog dialog = new MessageDialog(null, Messages.hostkey_title, null, NLS.bind(Messages.hostkey_text, host, shown),
				MessageDialog.QUESTION, 1, Messages.hostkey_trust, Messages.hostkey_refuse);
		return dialog.open() == 0;
	}
}
