// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * A node's decided place in the cluster: where it is and how it proves itself.
 *
 * @param name            unique name
 * @param address         IP address at which the other nodes reach it
 * @param witness         votes, runs no application
 * @param ports           where its doors are
 * @param certificate     SHA-256 of its mesh certificate (DER), hex: the only one the mesh accepts from it
 * @param hostKey         public host key of its administration SSH server, OpenSSH format
 */
public record NodeConfig(NodeName name, String address, boolean witness, NodePorts ports, String certificate, String hostKey) {

	public NodeConfig {
		Objects.requireNonNull(name);
		Objects.requireNonNull(address);
		Objects.requireNonNull(ports);
	}
}
