// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.List;

import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.preflight.HostFacts.Room;

/** Free space of the secondary: for the epochs that it keeps, and for one that is laid out to be restored. */
final class RoomCheck {

	/** A new epoch comes while the old ones are still kept; much of it is shared with them, but that cannot be counted on. */
	private static final int EPOCHS = 3;

	private RoomCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		Room room = it.there().room();
		List<Problem> findings = new ArrayList<>();
		compare(it, "store", room.store(), EPOCHS, findings);
		compare(it, "memory", room.memory(), 1, findings);
		compare(it, "capsules", room.capsules(), 1, findings);
		if (findings.isEmpty()) {
			findings.add(PreflightCheck.well("room", "%s has room for the epochs of %s (%s each): %s on disk, %s in memory.".formatted(it.node(),
					it.spec().name(), it.epoch(), room.store(), room.memory())));
		}
		return findings;
	}

	private static void compare(PreflightCase it, String what, Bytes free, int times, List<Problem> findings) {
		Bytes needed = Bytes.of(it.epoch().count() * times);
		if (free.compareTo(needed) < 0) {
			findings.add(Problem.error("preflight-" + what + "-full", "%s has %s free for %s; %d epochs of %s need %s.".formatted(it.node(), free, what,
					times, it.spec().name(), needed), "An epoch that does not fit is refused, or cannot be laid out.",
					"Free space there: df, understudy epochs."));
		}
	}
}
