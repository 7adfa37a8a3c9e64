// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.understudy.api.SshKeys;
import org.understudy.cluster.MeshIdentity;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Makes a node's home: its keys and its identity. The first cluster configuration has this node alone. */
record Initialisation(NodeHome home, NodeName name, String address, boolean witness, NodePorts ports) {

	static Initialisation of(Arguments arguments) {
		return new Initialisation(new NodeHome(Path.of(arguments.need("home")).toAbsolutePath()), new NodeName(arguments.need("name")),
				arguments.need("address"), arguments.has("witness"), arguments.find("ports").map(Initialisation::ports).orElse(NodePorts.DEFAULT));
	}

	private static NodePorts ports(String text) {
		List<Integer> all = List.of(text.split(",")).stream().map(String::strip).map(Integer::valueOf).toList();
		if (all.size() != 3) {
			throw new IllegalArgumentException("--ports wants three numbers: administration,mesh,membership");
		}
		return new NodePorts(all.get(0), all.get(1), all.get(2));
	}

	NodeConfig perform() throws ProblemException {
		if (Files.exists(home.directory().resolve(NodeHome.NODE))) {
			throw Problem.error("already-initialised", home.directory() + " is a node's home already.", "",
					"Choose another directory, or remove that node first.").exception();
		}
		NodeConfig self = new NodeConfig(name, address, witness, ports, MeshIdentity.loadOrCreate(home.meshKeys(), name).fingerprint(),
				SshKeys.text(SshKeys.loadOrCreate(home.hostKey(), name.value()).getPublic()));
		home.save(new ClusterConfig("understudy", 1, List.of(self)));
		home.save(self);
		return self;
	}
}
