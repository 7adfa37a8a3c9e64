// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.understudy.ui.model.Verb;

/** Identities of the commands, as in plugin.xml, and how a widget runs one. */
final class Commands {

	static final String CONNECT = "org.understudy.ui.connect";
	static final String PROTECT = "org.understudy.ui.protect";
	static final String REHEARSE = "org.understudy.ui.rehearse";
	static final String SWITCHOVER = "org.understudy.ui.switchover";
	static final String FAILOVER = "org.understudy.ui.failover";
	static final String ADD_HOST = "org.understudy.ui.addHost";
	static final String REMOVE_HOST = "org.understudy.ui.removeHost";

	private Commands() {
	}

	static String of(Verb verb) {
		return switch (verb) {
			case CONNECT -> CONNECT;
			case PROTECT -> PROTECT;
			case REHEARSE -> REHEARSE;
			case SWITCHOVER -> SWITCHOVER;
			case FAILOVER -> FAILOVER;
			case ADD_HOST -> ADD_HOST;
			case REMOVE_HOST -> REMOVE_HOST;
		};
	}

	static void run(String command) {
		try {
			PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			// not enabled any more: between click and execution the state changed
			ILog.get().log(Status.warning(command, e));
		}
	}
}
