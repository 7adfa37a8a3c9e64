// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.SocketTableParser.Inet;
import org.understudy.linux.proc.SocketTableParser.Other;
import org.understudy.linux.proc.SocketTableParser.Socket;
import org.understudy.linux.proc.SocketTableParser.Unix;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** Sockets, and the other ends of those that are connected. */
final class SocketMapper {

	/** A connected socket of the tree with its namespace. */
	private record Connected(ProcessSample sample, Inet inet) {
	}

	private final Scan scan;
	private final Map<Vertex, Connected> connected = new LinkedHashMap<>();
	private final Map<String, Vertex> byEnds = new HashMap<>();
	private final Map<String, Vertex> listeners = new HashMap<>();
	private final Map<Long, Vertex> unix = new LinkedHashMap<>();
	private final Map<Long, ProcessSample> unixHolders = new HashMap<>();
	private final Set<Long> backlogs = new HashSet<>();

	SocketMapper(Scan scan) {
		this.scan = scan;
	}

	/** Empty when the socket was closed meanwhile. */
	Optional<Vertex> map(ProcessSample sample, Descriptor descriptor) {
		long inode = Numbers.decimal(descriptor.link().name());
		String protocol = scan.reader.protocol(sample.pid() + "/fd/" + descriptor.number());
		Optional<Vertex> vertex = scan.tables.socket(sample, inode, protocol).map(socket -> vertex(sample, descriptor, socket))
				.or(() -> unlisted(sample, descriptor, protocol));
		vertex.ifPresent(v -> scan.graph.edge(scan.process(sample), v, edge(v), "fd " + descriptor.number()));
		return vertex;
	}

	private DependencyKind edge(Vertex vertex) {
		return vertex.id().kind().equals(ResourceKind.TCP_LISTENER) || vertex.seen().attributes().containsKey("listens")
				? DependencyKind.LISTENS_ON
				: connected.containsKey(vertex) ? DependencyKind.CONNECTS_TO : DependencyKind.OPENS;
	}

	private Vertex vertex(ProcessSample sample, Descriptor descriptor, Socket socket) {
		String evidence = "fd/" + descriptor.number();
		return switch (socket) {
			case Inet inet when inet.listens() -> listener(sample, inet, evidence);
			case Inet inet -> inet(sample, inet, evidence);
			case Unix local -> local(sample, local, evidence);
			case Other other -> scan.graph.vertex(
					other.family().equals("packet") ? ResourceKind.PACKET_SOCKET : ResourceKind.NETLINK_SOCKET,
					Long.toString(other.inode()),
					other.family() + " " + other.detail(), scan.evidence(sample, evidence));
		};
	}

	private Vertex listener(ProcessSample sample, Inet inet, String evidence) {
		String key = inet.localEndpoint() + scan.suffix(sample, "net");
		Vertex vertex = scan.graph.vertex(ResourceKind.TCP_LISTENER, key, inet.localEndpoint(), scan.evidence(sample, evidence));
		listeners.put(inet.localPort() + scan.suffix(sample, "net"), vertex);
		if (backlogs.add(inet.inode())) {
			long known = Numbers.decimal(vertex.seen().attributes().getOrDefault(Facts.BACKLOG, "0"));
			vertex.fact(Facts.BACKLOG, Long.toString(known + inet.queue()));
		}
		return vertex.fact(Facts.PROTOCOL, inet.protocol()).fact(Facts.LOCAL_ADDRESS, inet.local());
	}

	private Vertex inet(ProcessSample sample, Inet inet, String evidence) {
		ResourceKind kind = inet.protocol().startsWith("tcp") ? ResourceKind.TCP_CONNECTION
				: inet.protocol().startsWith("udp") ? ResourceKind.UDP_SOCKET : ResourceKind.SOCKET;
		boolean raw = kind.equals(ResourceKind.SOCKET);
		String ends = raw || !inet.connected() ? inet.localEndpoint() : inet.localEndpoint() + "->" + inet.remoteEndpoint();
		String label = raw ? "raw " + inet.local() + " protocol " + inet.localPort() : ends;
		Vertex vertex = scan.graph.vertex(kind, (raw ? inet.protocol() + " " : "") + ends + scan.suffix(sample, "net"), label,
				scan.evidence(sample, evidence));
		if (!raw && inet.connected()) {
			connected.put(vertex, new Connected(sample, inet));
			byEnds.put(inet.protocol().substring(0, 3) + ends + scan.suffix(sample, "net"), vertex);
		}
		return vertex.fact(Facts.PROTOCOL, raw ? inet.protocol().toUpperCase(Locale.ROOT).replace("RAW6", "RAWv6") : inet.protocol())
				.fact(Facts.LOCAL_ADDRESS, inet.local()).fact("socket-state", kind.equals(ResourceKind.TCP_CONNECTION)
				? inet.state() : "");
	}

	private Vertex local(ProcessSample sample, Unix socket, String evidence) {
		String name = socket.path().isEmpty() ? "unix socket " + socket.inode() : socket.path();
		Vertex vertex = scan.graph.vertex(ResourceKind.UNIX_SOCKET, Long.toString(socket.inode()), name, scan.evidence(sample, evidence));
		unix.put(socket.inode(), vertex);
		unixHolders.put(socket.inode(), sample);
		return vertex.fact(Facts.TYPE, socket.type()).fact(Facts.PATH, socket.path()).fact("listens", socket.listens() ? "true" : "")
				.fact("connected", socket.connected() ? "true" : "");
	}

	/** In no table: unbound, of a family without a table, or of a namespace outside the tree. The kernel still tells the protocol. */
	private Optional<Vertex> unlisted(ProcessSample sample, Descriptor descriptor, String protocol) {
		String place = "fd/" + descriptor.number();
		if (protocol.isEmpty() && scan.reader.link(sample.pid() + "/" + place).filter(descriptor.text()::equals).isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(scan.graph.vertex(ResourceKind.SOCKET, descriptor.link().name(),
				protocol + " socket " + descriptor.link().name(),
				scan.evidence(sample, place)).fact(Facts.PROTOCOL, protocol));
	}

	/** After all processes: who is at the other end. */
	void finish() {
		connected.forEach(this::peer);
		unix.forEach(this::unixPeer);
	}

	private void peer(Vertex vertex, Connected end) {
		Inet inet = end.inet();
		String suffix = scan.suffix(end.sample(), "net");
		Vertex listener = listeners.get(inet.localPort() + suffix);
		boolean accepted = listener != null && inet.protocol().startsWith("tcp");
		if (accepted) {
			scan.graph.edge(vertex, listener, DependencyKind.USES, "accepted from");
		}
		Vertex other = byEnds.get(inet.protocol().substring(0, 3) + inet.remoteEndpoint() + "->" + inet.localEndpoint() + suffix);
		Vertex waiting = other == null ? ownListener(inet, suffix) : null;
		vertex.fact(Facts.PEER, other == null && waiting == null ? "outside" : "inside").fact("remote-address", inet.remoteEndpoint());
		if (waiting != null) {
			scan.graph.edge(vertex, waiting, DependencyKind.CONNECTS_TO, "not yet accepted");
		} else if (other == null) {
			scan.graph.edge(vertex, remote(vertex, inet, accepted), DependencyKind.CONNECTS_TO, "");
		} else if (!accepted) {
			scan.graph.edge(vertex, other, DependencyKind.CONNECTS_TO, "");
		}
	}

	/** The tree's own listener that a connection without a seen other end goes to: it waits in the backlog. */
	private Vertex ownListener(Inet inet, String suffix) {
		boolean local = inet.remote().equals(inet.local()) || inet.remote().startsWith("127.")
				|| scan.scope.addresses().contains(inet.remote());
		return local && inet.protocol().startsWith("tcp") ? listeners.get(inet.remotePort() + suffix) : null;
	}

	/** Clients are told apart by address alone: their ports come and go. */
	private Vertex remote(Vertex vertex, Inet inet, boolean client) {
		String key = client ? inet.remote() : inet.protocol().substring(0, 3) + " " + inet.remoteEndpoint();
		return scan.graph.vertex(ResourceKind.REMOTE_ENDPOINT, key, client ? "client " + inet.remote() : inet.remoteEndpoint(),
				vertex.seen().evidence()).fact("address", inet.remote()).fact("role", client ? "client" : "server");
	}

	private void unixPeer(Long inode, Vertex vertex) {
		Optional<Long> peer = scan.tables.unixPeer(unixHolders.get(inode), inode);
		if (peer.isEmpty()) {
			vertex.fact(Facts.PEER, vertex.seen().attributes().containsKey("connected") ? "unknown" : "none");
			return;
		}
		Vertex other = unix.get(peer.get());
		vertex.fact(Facts.PEER, peer.get() == 0 ? "none" : other == null ? "outside" : "inside");
		if (other != null && other != vertex) {
			scan.graph.edge(vertex, other, DependencyKind.CONNECTS_TO, "");
		} else if (other == null && peer.get() != 0) {
			scan.graph.edge(vertex, scan.graph.vertex(ResourceKind.REMOTE_ENDPOINT, "unix " + peer.get(), "unix socket " + peer.get(),
					vertex.seen().evidence()).fact("inode", peer.get().toString()), DependencyKind.CONNECTS_TO, "");
		}
	}
}
