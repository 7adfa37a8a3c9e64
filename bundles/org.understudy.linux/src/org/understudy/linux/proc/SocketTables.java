// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.linux.proc.DiagMessages.Family;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.SocketTableParser.Socket;
import org.understudy.linux.proc.SocketTableParser.Unix;

/**
 * The sockets of the network namespaces of a tree. Only tables of protocols that the tree uses are asked for, and each once a look: a walk
 * over all TCP sockets takes the kernel milliseconds even when there is none. Remembers from one look to the next what cannot change.
 * Not thread-safe.
 */
final class SocketTables implements AutoCloseable {

	/** Names that protocols have in the kernel: struct proto, struct net_proto_family. */
	private static final Map<String, Family> FAMILIES = Map.of("TCP", Family.TCP, "TCPv6", Family.TCP, "UDP", Family.UDP, "UDPv6",
			Family.UDP6, "UNIX", Family.UNIX, "PACKET", Family.PACKET, "NETLINK", Family.NETLINK);
	/** Tables that are small, and that the kernel often has no module for. */
	private static final Map<String, String> TEXTS = Map.of("RAW", "raw", "RAWv6", "raw6");
	private static final String OWN = "self/ns/net";

	/** @param namespace {@code net:[4026531833]}, empty when that is not known */
	record Found(Optional<Socket> socket, String protocol, String namespace) {
	}

	private final Map<String, Optional<DiagSocket>> doors = new HashMap<>();
	/** By inode, which is that of one socket for as long as it lives. */
	private Map<Long, String> protocols = new HashMap<>();
	private Map<Long, String> namespaces = new HashMap<>();

	private ProcReader reader;
	private Kernel kernel;
	/** A process of each network namespace: its {@code net} directory shows that namespace. */
	private final Map<String, ProcessSample> members = new LinkedHashMap<>();
	private final Map<String, Map<Long, Socket>> tables = new HashMap<>();
	private final Set<Long> seen = new HashSet<>();

	/** Begins a look. */
	void begin(ProcReader newReader, Kernel newKernel, List<ProcessSample> samples) {
		reader = newReader;
		kernel = newKernel;
		tables.clear();
		members.clear();
		protocols.keySet().retainAll(seen);
		namespaces.keySet().retainAll(seen);
		seen.clear();
		samples.stream().filter(ProcessSample::holdsSockets).forEach(s -> members.putIfAbsent(s.namespace("net"), s));
	}

	/** A socket, looked for in the process' own network namespace, then in the others of the tree, then in the one that it says it is of. */
	Found find(ProcessSample sample, Descriptor descriptor) {
		long inode = Numbers.decimal(descriptor.link().name());
		seen.add(inode);
		String protocol = protocols.computeIfAbsent(inode,
				_ -> reader.protocol(sample.pid() + "/fd/" + descriptor.number()).replaceFirst("^UNIX-.*", "UNIX"));
		String own = sample.namespace("net");
		// many programs only listen: then the long walk over all connections is not needed
		Socket listener = protocol.startsWith("TCP") ? listeners(own, sample).get(inode) : null;
		Socket found = listener != null ? listener : table(own, sample, protocol).get(inode);
		if (found != null) {
			return new Found(Optional.of(found), protocol, own);
		}
		for (Map.Entry<String, ProcessSample> member : members.entrySet()) {
			found = table(member.getKey(), member.getValue(), protocol).get(inode);
			if (found != null) {
				return new Found(Optional.of(found), protocol, member.getKey());
			}
		}
		return elsewhere(sample, descriptor, inode, protocol);
	}

	/** In no table: it is not bound, its family has no table, or it is of a namespace that no process of the tree is in. */
	private Found elsewhere(ProcessSample sample, Descriptor descriptor, long inode, String protocol) {
		String of = namespaces.computeIfAbsent(inode, _ -> kernel.socketNamespace(sample.pid(), descriptor.number(), this::remember));
		Socket found = of.isEmpty() || members.containsKey(of) ? null : table(of, null, protocol).get(inode);
		return new Found(Optional.ofNullable(found), protocol, of);
	}

	private void remember(String namespace, String file) {
		doors.computeIfAbsent(namespace, _ -> DiagSocket.in(file));
	}

	/** @param member null when no process of the tree is in that namespace */
	private Map<Long, Socket> table(String namespace, ProcessSample member, String protocol) {
		String name = FAMILIES.containsKey(protocol) ? FAMILIES.get(protocol).name() : TEXTS.getOrDefault(protocol, "");
		if (name.isEmpty()) {
			return protocol.isEmpty() && member != null ? everything(namespace, member) : Map.of();
		}
		String key = namespace + name;
		Map<Long, Socket> known = tables.get(key);
		if (known == null) {
			Family family = FAMILIES.get(protocol);
			known = family == null ? text(member, List.of(name)) : asked(namespace, member, family);
			joinWaiting(known);
			tables.put(key, known);
		}
		return known;
	}

	private Map<Long, Socket> listeners(String namespace, ProcessSample member) {
		return tables.computeIfAbsent(namespace + Family.TCP_LISTENERS,
				_ -> door(namespace, member).flatMap(door -> door.ask(Family.TCP_LISTENERS)).orElse(Map.of()));
	}

	/** The kernel did not tell the protocol, as in a record of another host: all tables there are. */
	private Map<Long, Socket> everything(String namespace, ProcessSample member) {
		return tables.computeIfAbsent(namespace, _ -> text(member, List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "unix", "packet", "netlink")));
	}

	private Map<Long, Socket> asked(String namespace, ProcessSample member, Family family) {
		return door(namespace, member).flatMap(door -> door.ask(family)).orElseGet(() -> text(member, switch (family) {
			case TCP_LISTENERS, TCP -> List.of("tcp", "tcp6");
			case UDP -> List.of("udp");
			case UDP6 -> List.of("udp6");
			case UNIX -> List.of("unix");
			case NETLINK -> List.of("netlink");
			case PACKET -> List.of("packet");
		}));
	}

	/** Who waits to be accepted has nobody at its other end yet; only the listener knows it. */
	private static void joinWaiting(Map<Long, Socket> table) {
		for (Socket socket : List.copyOf(table.values())) {
			if (socket instanceof Unix listener) {
				for (long client : listener.waiting()) {
					table.computeIfPresent(client, (_, s) -> s instanceof Unix waiting ? waiting.pendingAt(listener.inode()) : s);
				}
			}
		}
	}

	private Optional<DiagSocket> door(String namespace, ProcessSample member) {
		return doors.computeIfAbsent(namespace, _ -> {
			if (member == null || !reader.isReal()) {
				return Optional.empty();
			}
			boolean own = reader.link(OWN).filter(namespace::equals).isPresent();
			return DiagSocket.in(own ? "" : reader.root() + "/" + member.pid() + "/ns/net");
		});
	}

	private Map<Long, Socket> text(ProcessSample member, List<String> names) {
		Map<Long, Socket> found = new HashMap<>();
		if (member != null) {
			for (String name : names) {
				String text = reader.text(member.pid() + "/net/" + name).orElse("");
				SocketTableParser.table(name, text).forEach(s -> found.put(s.inode(), s));
			}
		}
		return found;
	}

	@Override
	public void close() {
		doors.values().forEach(door -> door.ifPresent(DiagSocket::close));
		doors.clear();
	}
}
