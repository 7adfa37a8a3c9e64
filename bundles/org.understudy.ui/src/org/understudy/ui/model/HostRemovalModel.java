// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import org.eclipse.osgi.util.NLS;
import org.understudy.ui.Messages;

/**
 * What was typed into the Remove host wizard.
 *
 * @param node  its name in the cluster
 * @param where {@code user@host[:port]}
 */
public record HostRemovalModel(String node, String where, String key, String reason) {

	/** What is wrong on the first page; empty when nothing is. */
	public String hostComplaint() {
		return node.isEmpty() ? Messages.remove_noNode : new HostModel(where, node, false, key, reason).whereComplaint();
	}

	public String reasonComplaint() {
		return OrderModel.complaint(reason);
	}

	/** What will happen, one sentence a line. */
	public String consequences() {
		return NLS.bind(Messages.remove_consequences, node, where);
	}

	/** The same on the command line. */
	public String commandLine() {
		return "understudy hosts remove " + ShellWords.quote(where) + " --name " + node + " --host-identity " + ShellWords.quote(key) + " --reason "
				+ ShellWords.quote(reason.isBlank() ? "\u2026" : reason.strip());
	}
}
