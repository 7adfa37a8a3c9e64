// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

/** What becomes of a resource on takeover, with the reason; only {@link Blocked} prevents a checkpoint. */
public sealed interface Replicability {

	/** Why this verdict; one sentence without a full stop. */
	String reason();

	/** What to do about it; empty where there is nothing to do. */
	default String remedy() {
		return "";
	}

	/** The verdict's word, as on screen. */
	default String word() {
		return switch (this) {
			case Captured _ -> "captured";
			case Copied _ -> "copied";
			case Required _ -> "required";
			case External _ -> "external";
			case Blocked _ -> "blocked";
		};
	}

	/** It is in the checkpoint. */
	record Captured(String reason) implements Replicability {
	}

	/** Its content goes with the files of the epoch. */
	record Copied(String reason) implements Replicability {
	}

	/** It must exist on the secondary. */
	record Required(String reason, String remedy) implements Replicability {
	}

	/** It is outside and only watched. */
	record External(String reason, String remedy) implements Replicability {
	}

	/** It cannot be replicated. */
	record Blocked(String reason, String remedy) implements Replicability {
	}
}
