// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.util.Optional;

import org.understudy.agent.guard.Services;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;

/** What must hold before an order is taken. */
final class Preconditions {

	private Preconditions() {
	}

	static void protect(ProtectOrder order, Services services) throws ProblemException {
		Optional<ApplicationStatus> known = services.state().board().application(order.spec().name());
		if (known.isPresent()) {
			throw Problem.error("already-protected", "There is an application " + order.spec().name() + " already, on " + known.get().primary() + ".",
					"", "Choose another name, or end that one: understudy unprotect " + order.spec().name()).exception();
		}
		witness(services, order.primary(), "run");
		for (NodeName secondary : order.spec().secondaries()) {
			witness(services, secondary, "keep");
			if (secondary.equals(order.primary())) {
				throw Problem.error("same-node", "Primary and secondary are both " + secondary + ".", "A replica on the same host protects from nothing.",
						"Name another secondary: --to NODE").exception();
			}
		}
	}

	private static void witness(Services services, NodeName name, String verb) throws ProblemException {
		NodeConfig node = services.cluster().get().node(name).orElseThrow(() -> unknown(name).exception());
		if (node.witness()) {
			throw Problem.error("witness", "Node " + name + " is a witness: it cannot " + verb + " applications.", "A witness only votes.",
					"Choose another node: understudy nodes").exception();
		}
	}

	static void dismiss(NodeName node, Services services) throws ProblemException {
		services.cluster().get().node(node).orElseThrow(() -> unknown(node).exception());
		if (node.equals(services.self())) {
			throw Problem.error("dismiss-self", "Node " + node + " cannot dismiss itself.", "", "Connect to another node and repeat.").exception();
		}
		for (ApplicationStatus application : services.state().board().applications()) {
			if (application.primary().equals(node) || application.spec().secondaries().contains(node)) {
				throw Problem.error("node-in-use", "Node " + node + " runs or keeps " + application.name() + ".", "",
						"Move it first (understudy failover), or end its protection (understudy unprotect).").exception();
			}
		}
	}

	static Problem unknown(NodeName name) {
		return Problem.error("unknown-node", "There is no node " + name + ".", "", "List them: understudy nodes");
	}
}
