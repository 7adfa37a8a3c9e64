// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import org.eclipse.osgi.util.NLS;
import org.understudy.ui.Messages;

/**
 * What was typed into the Add host wizard.
 *
 * @param where {@code user@host[:port]}
 */
public record HostModel(String where, String name, boolean witness, String key, String reason) {

	private static final String WHERE = "[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+(:\\d{1,5})?";

	/** What is wrong on the first page; empty when nothing is. */
	public String whereComplaint() {
		if (!where.matches(WHERE)) {
			return Messages.host_badWhere;
		}
		return key.isBlank() ? Messages.host_badKey : "";
	}

	/** What is wrong on the second page; empty when nothing is. */
	public String roleComplaint(DesktopState state) {
		if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
			return Messages.protect_badName;
		}
		return state.nodes().stream().anyMatch(n -> n.name().toString().equals(name)) ? NLS.bind(Messages.host_taken, name) : "";
	}

	public String reasonComplaint() {
		return OrderModel.complaint(reason);
	}

	/** What will happen, one sentence a line. */
	public String consequences() {
		return NLS.bind(Messages.host_consequences, new Object[] { where, name, witness ? Messages.host_asWitness : Messages.host_asHost });
	}

	/** The same on the command line. */
	public String commandLine() {
		return "understudy hosts add " + ShellWords.quote(where) + " --name " + name + (witness ? " --witness" : "") + " --host-identity "
				+ ShellWords.quote(key) + " --reason " + ShellWords.quote(reason.isBlank() ? "\u2026" : reason.strip());
	}
}
