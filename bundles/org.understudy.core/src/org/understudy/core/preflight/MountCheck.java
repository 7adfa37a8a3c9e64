// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.preflight.HostFacts.MountFact;

/** Mounts outside the capsule that the application has files on. */
final class MountCheck {

	private MountCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		List<Problem> findings = new ArrayList<>();
		int same = 0;
		for (MountFact here : it.here().mounts()) {
			Optional<MountFact> there = it.there().mounts().stream().filter(m -> m.point().equals(here.point())).findFirst();
			if (there.isEmpty()) {
				findings.add(Problem.error("preflight-mount-missing", "Nothing is mounted on %s on %s.".formatted(here.point(), it.node()),
						"The application has files on this mount (%s).".formatted(here.fileSystem()), "Mount the same there."));
			} else if (!there.get().fileSystem().equals(here.fileSystem())) {
				findings.add(Problem.warning("preflight-mount-differs", "%s is %s on %s, and %s on the primary.".formatted(here.point(),
						there.get().fileSystem(), it.node(), here.fileSystem()), "Some properties of files may be others.", "Mount the same sort there."));
			} else {
				same++;
			}
		}
		if (same > 0) {
			findings.add(PreflightCheck.well("mounts", "%d %s the same on %s.".formatted(same, same == 1 ? "mount is" : "mounts are", it.node())));
		}
		return findings;
	}
}
