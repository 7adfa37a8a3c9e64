// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.HashMap;
import java.util.Map;

import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Replicability.Blocked;
import org.understudy.model.graph.Replicability.Captured;
import org.understudy.model.graph.Replicability.External;
import org.understudy.model.graph.Replicability.Required;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/**
 * Says what becomes of a resource on takeover, from its kind, its {@link Facts} and the {@link Background}. Pure. What it does not
 * know is blocked until proven: nothing is accepted silently. The refusals it predicts were measured with CRIU 4.2.1.
 */
public final class ReplicabilityPolicy {

	/** Judges one resource of a kind. */
	@FunctionalInterface
	interface Rule {
		Replicability judge(Resource resource, Background background);
	}

	private static final Map<ResourceKind, Rule> RULES = rules();

	private ReplicabilityPolicy() {
	}

	/** The same resource with its verdict. */
	public static Resource judged(Resource resource, Background background) {
		return resource.withReplicability(verdict(resource, background));
	}

	public static Replicability verdict(Resource resource, Background background) {
		String denied = resource.attributes().get(Facts.NOT_PERMITTED);
		if (denied != null) {
			return new Blocked("not permitted to look: " + denied, "Run the agent as root");
		}
		return RULES.getOrDefault(resource.kind(), ReplicabilityPolicy::unproven).judge(resource, background);
	}

	static Replicability unproven(Resource resource, Background background) {
		return new Blocked("resources of this sort are blocked until proven: " + resource.kind() + " " + resource.label(),
				"Report it with 'understudy diagnose', or use warm mode");
	}

	static Rule captured(String reason) {
		return (_, _) -> new Captured(reason);
	}

	private static Map<ResourceKind, Rule> rules() {
		Map<ResourceKind, Rule> rules = new HashMap<>();
		ProcessRules.addTo(rules);
		FileRules.addTo(rules);
		SocketRules.addTo(rules);
		DescriptorRules.addTo(rules);
		rules.put(ResourceKind.USER, (_, _) -> new Required("the user must exist with the same number", ""));
		rules.put(ResourceKind.GROUP, (_, _) -> new Required("the group must exist with the same number", ""));
		rules.put(ResourceKind.REMOTE_ENDPOINT, (_, _) -> new External("it is outside the application",
				"It must be reachable from the secondary too"));
		rules.put(ResourceKind.ADDRESS, (r, b) -> b.addresses().contains(r.label()) ? new Captured("the application's own address")
				: new External("an address of the host", ""));
		return Map.copyOf(rules);
	}
}
