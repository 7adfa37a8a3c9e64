// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.nio.file.Path;
import java.util.Optional;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.ApplicationSpec;

/** Makes the plans of this node's capsules, and says against what they are inspected. */
public final class Plans {

	private Plans() {
	}

	/** @param id name of the capsule, and of its directory among the node's capsules */
	public static CapsulePlan of(Services services, ApplicationSpec spec, String id, Network network) {
		Path home = services.state().home().capsules().resolve(id);
		return new CapsulePlan(id, spec.name(), spec.command(), spec.environment(), spec.workingDirectory(), spec.address(), network, home,
				spec.capture().capsule());
	}

	/** What a capsule's processes are inspected against. */
	public static InspectionScope scope(ApplicationSpec spec, Capsule capsule) {
		return new InspectionScope(capsule.rootPid(), spec.hosts(), Optional.of(capsule.upper()));
	}
}
