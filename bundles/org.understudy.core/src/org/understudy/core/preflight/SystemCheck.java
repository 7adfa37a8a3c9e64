// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.List;

import org.understudy.model.Problem;
import org.understudy.model.preflight.HostFacts;

/** Kernel and processor: memory that is restored holds what libraries chose for the processor that they started on. */
final class SystemCheck {

	private static final int SHOWN = 12;

	private SystemCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		HostFacts.System here = it.here().system();
		HostFacts.System there = it.there().system();
		if (!here.machine().equals(there.machine())) {
			return List.of(Problem.error("preflight-machine-differs", "%s is a %s, the primary a %s.".formatted(it.node(), there.machine(),
					here.machine()), "Memory cannot be carried over.", "Choose a secondary of the same sort, or protect in warm mode."));
		}
		List<Problem> findings = new ArrayList<>();
		processor(it, here, there, findings);
		if (version(there.kernel()) < version(here.kernel())) {
			findings.add(Problem.warning("preflight-kernel-older", "%s runs the older kernel %s; the primary %s.".formatted(it.node(), there.kernel(),
					here.kernel()), "What the application got from the newer kernel may be missing there.", "Upgrade the kernel of the secondary."));
		} else {
			findings.add(PreflightCheck.well("kernel", "The kernel of %s (%s) is not older than the primary's.".formatted(it.node(), there.kernel())));
		}
		return findings;
	}

	private static void processor(PreflightCase it, HostFacts.System here, HostFacts.System there, List<Problem> findings) {
		List<String> missing = new ArrayList<>(here.features());
		missing.removeAll(there.features());
		if (!there.comparison().isEmpty()) {
			findings.add(Problem.error("preflight-processor-differs", "The processor of %s lacks what the primary's has.".formatted(it.node()),
					there.comparison() + (missing.isEmpty() ? "" : " Missing: " + shown(missing)),
					"Choose a secondary with the same or a newer processor, or let the primary's hypervisor hide those features."));
		} else if (!missing.isEmpty()) {
			findings.add(Problem.warning("preflight-processor-features", "The processor of %s lacks %d features of the primary's.".formatted(it.node(),
					missing.size()), "Missing: " + shown(missing) + ". CRIU finds them compatible, or could not be asked.",
					"Rehearse: understudy rehearse " + it.spec().name()));
		} else {
			findings.add(PreflightCheck.well("processor", "The processor of %s can do what the primary's can.".formatted(it.node())));
		}
	}

	private static String shown(List<String> features) {
		return String.join(" ", features.subList(0, Math.min(SHOWN, features.size()))) + (features.size() > SHOWN ? " …" : "");
	}

	/** Major and minor in one number; zero when it is none. */
	private static long version(String kernel) {
		var numbers = java.util.regex.Pattern.compile("(\\d{1,6})\\.(\\d{1,6})").matcher(kernel);
		return numbers.lookingAt() ? Long.parseLong(numbers.group(1)) * 1_000_000 + Long.parseLong(numbers.group(2)) : 0;
	}
}
