// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the libraries say in the log. */
final class Libraries {

	/** Held, for the log manager holds its loggers weakly and would forget their levels. */
	private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.apache.sshd"), Logger.getLogger("com.hazelcast"));

	private Libraries() {
	}

	/** Clients that leave and members that die are told by the journal, in the words of this product; a library's warning adds nothing. */
	static void quieten() {
		LOGGERS.forEach(l -> l.setLevel(Level.SEVERE));
	}
}
