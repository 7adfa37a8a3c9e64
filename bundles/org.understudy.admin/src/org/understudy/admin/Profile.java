// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;

/**
 * A known cluster: the key to log in with and the agents that may answer, the preferred one first.
 *
 * @param name    what the administrator calls it
 * @param keyFile private key, absolute path
 * @param members agents with pinned host keys
 */
public record Profile(String name, String keyFile, List<Member> members) {

	/** One agent's administration door; {@code node} and {@code hostKey} are empty while not known. */
	public record Member(String node, String host, int port, String hostKey) {

		public Member {
			node = Objects.requireNonNullElse(node, "");
			hostKey = Objects.requireNonNullElse(hostKey, "");
		}
	}

	public Profile {
		Objects.requireNonNull(name);
		Objects.requireNonNull(keyFile);
		members = List.copyOf(members);
	}

	/** With the host key of the agent at {@code host:port} accepted by the administrator. */
	public Profile pinned(String host, int port, String hostKey) {
		return new Profile(name, keyFile, members.stream()
				.map(m -> m.host().equals(host) && m.port() == port ? new Member(m.node(), host, port, hostKey) : m).toList());
	}

	/**
	 * With the agents of the cluster as it is now. The one that answers stays first and keeps the address by which it was reached,
	 * which need not be the one its cluster knows; the others are trusted because it, being pinned, named their keys.
	 */
	Profile learnt(Member answering, ClusterConfig cluster) {
		List<Member> all = new ArrayList<>();
		all.add(answering);
		for (NodeConfig node : cluster.nodes()) {
			if (!node.name().value().equals(answering.node()) && node.hostKey() != null && !node.hostKey().isEmpty()) {
				all.add(new Member(node.name().value(), node.address(), node.ports().administration(), node.hostKey()));
			}
		}
		return new Profile(name, keyFile, all);
	}
}
