// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.Map;
import java.util.Set;

import org.understudy.core.replicability.ReplicabilityPolicy.Rule;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Replicability.Blocked;
import org.understudy.model.graph.Replicability.Captured;
import org.understudy.model.graph.Replicability.External;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/** Processes and what surrounds them: namespaces, cgroups. */
final class ProcessRules {

	/**
	 * CRIU dumps several mount namespaces in one tree ({@code Can't dump nested X namespace} of others). A second network namespace it
	 * dumps too, and cannot restore where the first one is given from outside, as a capsule's is ({@code Can't restore sub-task in NS}).
	 */
	private static final Set<String> NESTABLE = Set.of("mnt");

	private ProcessRules() {
	}

	static void addTo(Map<ResourceKind, Rule> rules) {
		rules.put(ResourceKind.PROCESS, ProcessRules::process);
		rules.put(ResourceKind.THREAD_GROUP, (r, _) -> threads(r.attributes()));
		rules.put(ResourceKind.NAMESPACE, ProcessRules::namespace);
		rules.put(ResourceKind.CGROUP, (_, b) -> b.capsule() ? new Captured("the capsule makes its cgroup anew")
				: new External("the cgroup belongs to this host", ""));
	}

	private static Replicability process(Resource resource, Background background) {
		Map<String, String> facts = resource.attributes();
		if (facts.containsKey(Facts.TRACER)) {
			return new Blocked("it is traced by process " + facts.get(Facts.TRACER) + ", and a task has one tracer",
					"End the debugger or tracer");
		}
		if (facts.getOrDefault(Facts.STATE, "").startsWith("t")) {
			return new Blocked("it stands in a tracing stop", "End the debugger or tracer");
		}
		if (facts.containsKey(Facts.FOREIGN_TERMINAL)) {
			return new Blocked("its controlling terminal " + facts.get(Facts.FOREIGN_TERMINAL) + " is the host's",
					"Start it in a capsule, without the host's terminal");
		}
		if (facts.getOrDefault(Facts.SESSION_LEADER, "").equals("outside")) {
			return new Blocked("the leader of its session is outside the application", "Start it in a capsule, in a session of its own");
		}
		if (facts.containsKey(Facts.SHARES)) {
			return new Blocked("it shares with its parent what only threads may share in a checkpoint: " + facts.get(Facts.SHARES),
					"It may pass, as between vfork and exec; else let the application fork in the usual way");
		}
		if (!facts.getOrDefault(Facts.UID, "0").equals("0") && !background.raisesLimits()) {
			return new Blocked("this host withholds CAP_SYS_RESOURCE, so the limits of a process of another user cannot be read",
					"Give the agent CAP_SYS_RESOURCE, or run the application as root");
		}
		return new Captured("memory, threads and call stacks are in the checkpoint");
	}

	/** What CRIU takes of a thread is its registers, signals and credentials; all else it takes of the first thread, and asks no other. */
	private static Replicability threads(Map<String, String> facts) {
		if (facts.containsKey(Facts.TRACER)) {
			return new Blocked("one of its threads is traced by process " + facts.get(Facts.TRACER) + ", and a task has one tracer",
					"End the debugger or tracer");
		}
		return facts.containsKey(Facts.ASTRAY)
				? new Blocked("a thread has something of its own that the checkpoint would not have (" + facts.get(Facts.ASTRAY) + ")",
						"Let the application do that in a process of its own")
				: new Captured("threads are in the checkpoint");
	}

	private static Replicability namespace(Resource resource, Background background) {
		String type = resource.attributes().getOrDefault(Facts.TYPE, "");
		if (resource.attributes().getOrDefault(Facts.PEER, "").equals("outside")) {
			return new Blocked("a descriptor holds a " + type + " namespace that none of the processes is in",
					"Let the application close it");
		}
		boolean nested = resource.attributes().getOrDefault(Facts.NESTED, "").equals("true");
		if (!nested) {
			return new Captured("a namespace of the application's own");
		}
		return NESTABLE.contains(type) ? new Captured("nested " + type + " namespaces are in the checkpoint")
				: new Blocked("a nested " + type + " namespace cannot be captured", "Run without a " + type + " namespace of its own");
	}
}
