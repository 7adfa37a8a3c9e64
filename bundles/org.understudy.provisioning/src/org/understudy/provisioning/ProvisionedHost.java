// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.util.List;

import org.understudy.model.NodeName;
import org.understudy.model.Problem;

/**
 * A host that became a node.
 *
 * @param host     its own SSH server
 * @param node     its name in the cluster
 * @param program  directory of the agent there
 * @param home     directory of the node's state there
 * @param findings what preflight found that does not prevent it
 */
public record ProvisionedHost(HostAddress host, NodeName node, String program, String home, List<Problem> findings) {

	public ProvisionedHost {
		findings = List.copyOf(findings);
	}
}
