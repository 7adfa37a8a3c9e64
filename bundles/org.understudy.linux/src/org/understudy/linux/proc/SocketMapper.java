// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.SocketTableParser.Inet;
import org.understudy.linux.proc.SocketTableParser.Other;
import org.understudy.linux.proc.SocketTableParser.Unix;
import org.understudy.linux.proc.SocketTables.Found;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** Sockets; {@link PeerMapper} joins them. */
final class SocketMapper {

	private final Scan scan;
	private final PeerMapper peers;
	/** Network namespaces that processes of the tree are in. */
	private final Set<String> own;
	/** Of sockets that share one vertex, those that are counted. */
	private final Set<Long> counted = new HashSet<>();

	SocketMapper(Scan scan) {
		this.scan = scan;
		this.peers = new PeerMapper(scan);
		this.own = scan.samples.stream().map(s -> s.namespace("net")).collect(Collectors.toSet());
	}

	/** Empty when the socket was closed meanwhile. */
	Optional<Vertex> map(ProcessSample sample, Descriptor descriptor) {
		Optional<Vertex> vertex = scan.socket(descriptor).flatMap(found -> vertex(sample, descriptor, found));
		vertex.ifPresent(v -> scan.graph.edge(scan.process(sample), v, edge(v), "fd " + descriptor.number()));
		return vertex;
	}

	/** After all processes: who is at the other end. */
	void finish() {
		peers.join();
	}

	private DependencyKind edge(Vertex vertex) {
		return vertex.is(ResourceKind.TCP_LISTENER) || !vertex.fact("listens").isEmpty() ? DependencyKind.LISTENS_ON
				: peers.isConnected(vertex) ? DependencyKind.CONNECTS_TO : DependencyKind.OPENS;
	}

	private Optional<Vertex> vertex(ProcessSample sample, Descriptor descriptor, Found found) {
		String evidence = scan.evidence(sample, "fd/" + descriptor.number());
		Optional<Vertex> vertex = found.socket().isEmpty() ? unlisted(sample, descriptor, found, evidence)
				: Optional.of(switch (found.socket().get()) {
					case Inet inet when inet.listens() -> listener(inet, suffix(found), evidence);
					case Inet inet -> inet(inet, suffix(found), evidence);
					case Unix local -> local(sample, descriptor, local, evidence);
					case Other other -> scan.graph.vertex(
							other.family().equals("packet") ? ResourceKind.PACKET_SOCKET : ResourceKind.NETLINK_SOCKET,
							Long.toString(other.inode()), other.family() + " " + other.detail(), evidence);
				});
		vertex.filter(_ -> !found.namespace().isEmpty() && !own.contains(found.namespace()))
				.ifPresent(v -> v.fact(Facts.FOREIGN_NAMESPACE, found.namespace()));
		return vertex;
	}

	private String suffix(Found found) {
		return scan.suffix("net", found.namespace());
	}

	private Vertex listener(Inet inet, String suffix, String evidence) {
		Vertex vertex = scan.graph.vertex(ResourceKind.TCP_LISTENER, inet.localEndpoint() + suffix, inet.localEndpoint(), evidence);
		peers.listens(inet, suffix, vertex);
		if (counted.add(inet.inode())) {
			vertex.fact(Facts.BACKLOG, Long.toString(Numbers.decimal(vertex.fact(Facts.BACKLOG)) + inet.queue()));
			count(vertex);
		}
		address(vertex, inet);
		return vertex.fact(Facts.PROTOCOL, inet.protocol()).fact(Facts.LOCAL_ADDRESS, inet.local())
				.fact("backlog-limit", inet.limit() < 0 ? "" : Long.toString(inet.limit()));
	}

	private Vertex inet(Inet inet, String suffix, String evidence) {
		ResourceKind kind = inet.protocol().startsWith("tcp") ? ResourceKind.TCP_CONNECTION
				: inet.protocol().startsWith("udp") ? ResourceKind.UDP_SOCKET : ResourceKind.SOCKET;
		boolean raw = kind.equals(ResourceKind.SOCKET);
		String ends = raw || !inet.connected() ? inet.localEndpoint() : inet.localEndpoint() + "->" + inet.remoteEndpoint();
		String label = raw ? "raw " + inet.local() + " protocol " + inet.localPort() : ends;
		Vertex vertex = scan.graph.vertex(kind, (raw ? inet.protocol() + " " : "") + ends + suffix, label, evidence);
		if (!raw && inet.connected()) {
			peers.connects(inet, suffix, vertex);
		}
		if (counted.add(inet.inode())) {
			count(vertex);
		}
		address(vertex, inet);
		return vertex.fact(Facts.PROTOCOL, raw ? inet.protocol().toUpperCase(Locale.ROOT).replace("RAW6", "RAWv6") : inet.protocol())
				.fact(Facts.LOCAL_ADDRESS, inet.local())
				.fact("socket-state", kind.equals(ResourceKind.TCP_CONNECTION) ? inet.state() : "").fact("timer", timer(inet));
	}

	/** That something is on its way is said by whether it must be sent again: the first sending's timer comes and goes all the time. */
	private static String timer(Inet inet) {
		return inet.timer().equals("retransmit") ? "" : inet.timer();
	}

	/** Sockets with one address (SO_REUSEPORT) are one vertex. */
	private static void count(Vertex vertex) {
		long sockets = Math.max(1, Numbers.decimal(vertex.fact("sockets")));
		vertex.fact("sockets", vertex.fact(Facts.PROTOCOL).isEmpty() ? "" : Long.toString(sockets + 1));
	}

	/** An address of its own, or of the host: not those that every host has. */
	private void address(Vertex vertex, Inet inet) {
		String address = inet.local();
		if (!address.equals("0.0.0.0") && !address.equals("::") && !address.equals("::1") && !address.startsWith("127.")) {
			Vertex used = scan.graph.vertex(ResourceKind.ADDRESS, address, address, vertex.evidence());
			scan.graph.edge(vertex, used, DependencyKind.USES, "");
		}
	}

	private Vertex local(ProcessSample sample, Descriptor descriptor, Unix socket, String evidence) {
		String name = socket.path().isEmpty() ? "unix socket " + socket.inode() : socket.path();
		Vertex vertex = scan.graph.vertex(ResourceKind.UNIX_SOCKET, Long.toString(socket.inode()), name, evidence);
		peers.unix(socket, vertex);
		if (socket.unread() > 0 && !socket.listens()) {
			vertex.fact("descriptors-under-way", underWay(sample, descriptor));
		}
		return vertex.fact(Facts.TYPE, socket.type()).fact(Facts.PATH, socket.path()).fact("listens", socket.listens() ? "true" : "")
				.fact(Facts.BACKLOG, socket.listens() ? Long.toString(socket.unread()) : "")
				.fact("connected", socket.connected() ? "true" : "");
	}

	/** Descriptors that wait in it to be received; since Linux 5.11. */
	private String underWay(ProcessSample sample, Descriptor descriptor) {
		String text = scan.reader.text(sample.pid() + "/fdinfo/" + descriptor.number()).orElse("");
		String count = FdInfoParser.parse(ByteText.of(text)).fields().getOrDefault("scm_fds", "0");
		return count.equals("0") ? "" : count;
	}

	/** In no table: unbound, or of a family without a table. The kernel still tells the protocol. */
	private Optional<Vertex> unlisted(ProcessSample sample, Descriptor descriptor, Found found, String evidence) {
		if (found.protocol().isEmpty()
				&& scan.reader.link(sample.pid() + "/fd/" + descriptor.number()).filter(descriptor.text()::equals).isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(scan.graph.vertex(ResourceKind.SOCKET, descriptor.link().name(),
				found.protocol() + " socket " + descriptor.link().name(), evidence).fact(Facts.PROTOCOL, found.protocol()));
	}
}
