// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import org.understudy.model.NodeName;

/** What this node should do about an application now, and why in one sentence. */
public sealed interface Decision {

	String why();

	/** All is well, or none of this node's business. */
	record Stay(String why) implements Decision {
	}

	/** Not yet; look again soon. */
	record Wait(String why) implements Decision {
	}

	/** The primary starts it again where it is: the {@code attempt}th within the window. */
	record Restart(int attempt, String why) implements Decision {
	}

	/** The primary gives up: it stops renewing, and tells the others that it is faulty. */
	record HandOver(String why) implements Decision {
	}

	/** This node takes over from {@code primary}. */
	record TakeOver(NodeName primary, String why) implements Decision {
	}

	/** Somebody should take over, and an administrator must say so. */
	record Ask(String why) implements Decision {
	}

	/** Nothing is done although it is down: that is what was decided. */
	record Leave(String why) implements Decision {
	}

	/** A takeover is wanted and nobody can do it. */
	record Blocked(String why) implements Decision {
	}

	/** Stable word for scripts, see {@link org.understudy.model.Assessment#decision()}. */
	default String word() {
		return switch (this) {
			case Stay _ -> "stay";
			case Wait _ -> "wait";
			case Restart _ -> "restart";
			case HandOver _ -> "hand-over";
			case TakeOver _ -> "take-over";
			case Ask _ -> "ask";
			case Leave _ -> "leave";
			case Blocked _ -> "blocked";
		};
	}
}
