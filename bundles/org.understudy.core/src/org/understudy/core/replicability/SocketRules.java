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

/** Sockets and pipes: what has another end. */
final class SocketRules {

	/** Protocols whose unbound sockets CRIU makes again; all else in no socket table is unproven (ALG, VSOCK, XDP, MPTCP, SCTP…). */
	private static final Set<String> UNBOUND = Set.of("TCP", "TCPv6", "UDP", "UDPv6", "NETLINK", "PACKET");

	private SocketRules() {
	}

	static void addTo(Map<ResourceKind, Rule> rules) {
		rules.put(ResourceKind.TCP_LISTENER, SocketRules::listener);
		rules.put(ResourceKind.TCP_CONNECTION, (r, b) -> bound(r, b, "the connection is in the checkpoint and goes on after a takeover"));
		rules.put(ResourceKind.UDP_SOCKET, (r, b) -> bound(r, b, "the socket is in the checkpoint"));
		Rule plain = ReplicabilityPolicy.captured("the socket is in the checkpoint");
		rules.put(ResourceKind.NETLINK_SOCKET, (r, b) -> here(r, plain.judge(r, b)));
		rules.put(ResourceKind.PACKET_SOCKET, (r, b) -> here(r, plain.judge(r, b)));
		rules.put(ResourceKind.SOCKET, SocketRules::other);
		rules.put(ResourceKind.UNIX_SOCKET, SocketRules::unix);
		rules.put(ResourceKind.PIPE, SocketRules::pipe);
	}

	/** Connections not yet accepted are skipped ({@code --skip-in-flight}); without it CRIU refuses with {@code In-flight connection}. */
	private static Replicability listener(Resource resource, Background background) {
		String backlog = resource.attributes().getOrDefault(Facts.BACKLOG, "0");
		return bound(resource, background, backlog.equals("0") ? "the listener is in the checkpoint"
				: "the listener is in the checkpoint; " + backlog + " connections not yet accepted are left out and retried by their clients");
	}

	/** The restore of a socket with an address that is not there fails: {@code Can't bind inet socket back}. */
	private static Replicability bound(Resource resource, Background background, String reason) {
		String address = resource.attributes().getOrDefault(Facts.LOCAL_ADDRESS, "");
		return isOwn(address, background) ? here(resource, new Captured(reason))
				: new Blocked("its local address " + address + " is not one of the application's own",
						background.capsule() ? "Bind to the application's address"
						: "Restart the application into a capsule with an own address");
	}

	/** CRIU: {@code Socket state 10 obtained but expected 7}, for it looks for the socket in the namespaces of the processes. */
	private static Replicability here(Resource resource, Replicability otherwise) {
		String namespace = resource.attributes().get(Facts.FOREIGN_NAMESPACE);
		return namespace == null ? otherwise : new Blocked("it is a socket of a network namespace (" + namespace + ") that no process is in",
				"Let the application open it after it has entered its network");
	}

	/** Wildcards and loopback exist wherever the clone runs. IPv4 may come mapped into IPv6. */
	private static boolean isOwn(String address, Background background) {
		String plain = address.startsWith("::ffff:") ? address.substring(7) : address;
		return Set.of("0.0.0.0", "::", "::1").contains(plain) || plain.startsWith("127.") || background.addresses().contains(plain);
	}

	private static Replicability other(Resource resource, Background background) {
		String protocol = resource.attributes().getOrDefault(Facts.PROTOCOL, "");
		if (protocol.equals("RAW") || protocol.equals("RAWv6")) {
			return bound(resource, background, "the raw socket is in the checkpoint");
		}
		return UNBOUND.contains(protocol) ? here(resource, new Captured("an unbound socket; made again on restore"))
				: new Blocked("sockets of this sort are blocked until proven: " + (protocol.isEmpty() ? "unknown" : protocol),
						"Use warm mode, or let the application do without");
	}

	/** CRIU: {@code Unix socket N not found}. */
	private static Replicability unix(Resource resource, Background background) {
		String waiting = resource.attributes().getOrDefault(Facts.PENDING, "0");
		if (!waiting.equals("0") && resource.attributes().getOrDefault(Facts.PEER, "").equals("inside")) {
			// CRIU: Non-empty write queue on an in-flight socket
			return new Blocked("it has sent " + waiting + " bytes and is not accepted yet",
					"Nothing: it passes as soon as the other program accepts it, and the next epoch succeeds");
		}
		return switch (resource.attributes().getOrDefault(Facts.PEER, "unknown")) {
			case "none" -> new Captured("the socket is in the checkpoint");
			case "inside" -> new Captured("the socket and its other end are in the checkpoint");
			case "outside" -> new Blocked("its other end is outside the application",
					"Put the other program into the same capsule, or let the application close the connection");
			default -> new Blocked("its other end is not known", "Run the agent as root on a kernel with unix_diag");
		};
	}

	private static Replicability pipe(Resource resource, Background background) {
		return resource.attributes().getOrDefault(Facts.PEER, "").equals("inside")
				? new Captured("both ends and the content are in the checkpoint")
				: new External("its other end is outside the application: the clone's end leads nowhere",
						"Redirect it to a file of the application");
	}
}
