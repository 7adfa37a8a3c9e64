// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.SocketTableParser.Inet;
import org.understudy.linux.proc.SocketTableParser.Unix;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** The other ends of sockets. */
final class PeerMapper {

	/** A connected socket of the tree; {@code suffix} tells its network namespace. */
	private record Connected(Inet inet, String suffix) {
	}

	private final Scan scan;
	private final Map<Vertex, Connected> connected = new LinkedHashMap<>();
	/** By protocol, both ends and namespace. */
	private final Map<String, Vertex> byEnds = new HashMap<>();
	/** By endpoint and namespace. */
	private final Map<String, Vertex> listeners = new HashMap<>();
	private final Map<Long, Vertex> byInode = new HashMap<>();
	private final Map<Vertex, Unix> unix = new LinkedHashMap<>();

	PeerMapper(Scan scan) {
		this.scan = scan;
	}

	void listens(Inet inet, String suffix, Vertex vertex) {
		listeners.put(inet.localEndpoint() + suffix, vertex);
	}

	void connects(Inet inet, String suffix, Vertex vertex) {
		connected.put(vertex, new Connected(inet, suffix));
		byEnds.put(family(inet) + inet.localEndpoint() + "->" + inet.remoteEndpoint() + suffix, vertex);
	}

	void unix(Unix socket, Vertex vertex) {
		unix.put(vertex, socket);
		byInode.put(socket.inode(), vertex);
	}

	boolean isConnected(Vertex vertex) {
		return connected.containsKey(vertex);
	}

	void join() {
		connected.forEach(this::peer);
		unix.forEach(this::peer);
	}

	private static String family(Inet inet) {
		return inet.protocol().substring(0, 3) + " ";
	}

	private void peer(Vertex vertex, Connected end) {
		Inet inet = end.inet();
		Vertex listener = inet.protocol().startsWith("tcp") ? listener(inet.local(), inet.localPort(), end.suffix()) : null;
		if (listener != null) {
			scan.graph.edge(vertex, listener, DependencyKind.USES, "accepted from");
		}
		Vertex other = other(end);
		Vertex waiting = other == null ? ownListener(end) : null;
		vertex.fact(Facts.PEER, other == null && waiting == null ? "outside" : "inside").fact("remote-address", inet.remoteEndpoint());
		if (waiting != null) {
			scan.graph.edge(vertex, waiting, DependencyKind.CONNECTS_TO, "not yet accepted");
		} else if (other == null) {
			scan.graph.edge(vertex, remote(vertex, inet, listener != null), DependencyKind.CONNECTS_TO, "");
		} else if (listener == null) {
			scan.graph.edge(vertex, other, DependencyKind.CONNECTS_TO, "");
		}
	}

	/** The same connection from its other end, in the same namespace; what is not on loopback may be in another one of the tree. */
	private Vertex other(Connected end) {
		Inet inet = end.inet();
		String ends = family(inet) + inet.remoteEndpoint() + "->" + inet.localEndpoint();
		Vertex same = byEnds.get(ends + end.suffix());
		return same != null || inet.remote().startsWith("127.") || inet.remote().equals("::1") ? same
				: connected.values().stream().map(Connected::suffix).distinct().map(s -> byEnds.get(ends + s)).filter(v -> v != null)
						.findFirst().orElse(null);
	}

	private Vertex listener(String address, int port, String suffix) {
		return Stream.of(address, "0.0.0.0", "::").map(a -> listeners.get(InetAddresses.endpoint(a, port) + suffix)).filter(v -> v != null)
				.findFirst().orElse(null);
	}

	/** The tree's own listener that a connection without a seen other end goes to: it waits in the backlog. */
	private Vertex ownListener(Connected end) {
		Inet inet = end.inet();
		boolean local = inet.remote().equals(inet.local()) || inet.remote().startsWith("127.")
				|| scan.scope.addresses().contains(inet.remote());
		return local && inet.protocol().startsWith("tcp") ? listener(inet.remote(), inet.remotePort(), end.suffix()) : null;
	}

	/** Clients are told apart by address alone: their ports come and go. */
	private Vertex remote(Vertex vertex, Inet inet, boolean client) {
		String key = client ? inet.remote() : family(inet) + inet.remoteEndpoint();
		return scan.graph.vertex(ResourceKind.REMOTE_ENDPOINT, key, client ? "client " + inet.remote() : inet.remoteEndpoint(),
				vertex.evidence()).fact("address", inet.remote()).fact("role", client ? "client" : "server")
				.fact("port", client ? "" : Integer.toString(inet.remotePort()));
	}

	private void peer(Vertex vertex, Unix socket) {
		if (socket.peer() == SocketTableParser.UNKNOWN) {
			vertex.fact(Facts.PEER, socket.connected() ? "unknown" : "none");
			return;
		}
		Vertex other = byInode.get(socket.peer());
		vertex.fact(Facts.PEER, socket.peer() == 0 ? "none" : other == null ? "outside" : "inside");
		vertex.fact(Facts.PENDING, socket.pending() ? Long.toString(socket.sent()) : "");
		String detail = socket.pending() ? "not yet accepted" : "";
		if (other != null && other != vertex) {
			scan.graph.edge(vertex, other, DependencyKind.CONNECTS_TO, detail);
		} else if (other == null && socket.peer() != 0) {
			scan.graph.edge(vertex, scan.graph.vertex(ResourceKind.REMOTE_ENDPOINT, "unix " + socket.peer(), "unix socket " + socket.peer(),
					vertex.evidence()).fact("inode", Long.toString(socket.peer())), DependencyKind.CONNECTS_TO, detail);
		}
	}
}
