// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.understudy.ui.Messages;

/**
 * What was chosen or typed in the Connect dialog.
 *
 * @param saved a saved connection; empty: the other fields count
 */
public record ConnectModel(String saved, String name, String host, String port, String key) {

	public boolean isSaved() {
		return !saved.isEmpty();
	}

	/** What is wrong, in words; empty when nothing is. */
	public String complaint(List<String> profiles) {
		if (isSaved()) {
			return "";
		}
		if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
			return Messages.connect_badName;
		}
		if (profiles.contains(name)) {
			return NLS.bind(Messages.connect_taken, name);
		}
		if (host.isBlank() || host.contains(" ")) {
			return Messages.connect_badHost;
		}
		boolean number = port.matches("\\d{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) < 65536;
		return !number ? Messages.connect_badPort : key.isBlank() ? Messages.connect_badKey : "";
	}
}
