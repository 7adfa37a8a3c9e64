// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.understudy.linux.proc.MountInfoParser.Mount;
import org.understudy.linux.proc.SocketTableParser.Socket;

/** What belongs to a namespace rather than to a process, read once per namespace and scan. Read after the descriptors. */
final class Tables {

	/** Tables by the names that protocols have in the kernel (struct proto, struct net_proto_family). */
	private static final Map<String, String> NAMES = Map.of("TCP", "tcp", "TCPv6", "tcp6", "UDP", "udp", "UDPv6", "udp6", "RAW",
			"raw", "RAWv6",
			"raw6", "UNIX", "unix", "PACKET", "packet", "NETLINK", "netlink");

	private final ProcReader reader;
	/** A process of each network namespace: its {@code net} directory shows that namespace. */
	private final Map<String, ProcessSample> networks = new LinkedHashMap<>();
	private final Map<String, Map<Long, Socket>> sockets = new HashMap<>();
	private final Map<String, Map<Long, Mount>> mounts = new HashMap<>();
	private final Map<String, Map<Long, String>> users = new HashMap<>();
	private final Map<Long, Long> unixPeers = new HashMap<>();
	private final Map<String, Boolean> peersKnown = new HashMap<>();

	Tables(ProcReader reader, List<ProcessSample> samples) {
		this.reader = reader;
		for (ProcessSample sample : samples) {
			mounts.computeIfAbsent(sample.namespace("mnt"), _ -> MountInfoParser.parse(text(sample, "mountinfo")));
			users.computeIfAbsent(sample.namespace("mnt"), _ -> users(text(sample, "root/etc/passwd")));
			if (sample.holdsSockets()) {
				networks.putIfAbsent(sample.namespace("net"), sample);
			}
		}
	}

	/**
	 * A socket, looked up in the process' own network namespace and then in the others of the tree. Only the table of its protocol is
	 * read, and once: a walk over the TCP tables takes the kernel milliseconds even when they are empty.
	 *
	 * @param protocol as the kernel calls it; empty to look into all tables
	 */
	Optional<Socket> socket(ProcessSample sample, long inode, String protocol) {
		List<String> names = protocol.isEmpty() ? List.copyOf(NAMES.values())
				: List.of(NAMES.getOrDefault(protocol.replaceFirst("^UNIX-.*", "UNIX"), ""));
		return Stream.concat(Stream.of(sample), networks.values().stream()).flatMap(s -> names.stream().map(n -> table(s, n).get(inode)))
				.filter(Objects::nonNull).findFirst();
	}

	private Map<Long, Socket> table(ProcessSample sample, String name) {
		return sockets.computeIfAbsent(sample.namespace("net") + name, _ -> {
			Map<Long, Socket> found = new HashMap<>();
			sockets(name, name.isEmpty() ? "" : text(sample, "net/" + name)).forEach(s -> found.put(s.inode(), s));
			return found;
		});
	}

	private static List<Socket> sockets(String name, String text) {
		return switch (name) {
			case "unix" -> SocketTableParser.unix(text);
			case "packet" -> SocketTableParser.packet(text);
			case "netlink" -> SocketTableParser.netlink(text);
			default -> SocketTableParser.inet(name, text);
		};
	}

	/** A mount, looked up in the process' own mount namespace and then in the others of the tree. */
	Optional<Mount> mount(ProcessSample sample, long id) {
		return find(mounts, sample.namespace("mnt"), id);
	}

	String user(ProcessSample sample, long uid) {
		return users.getOrDefault(sample.namespace("mnt"), Map.of()).getOrDefault(uid, Long.toString(uid));
	}

	/** The inode of a unix socket's peer, 0 when it has none; empty when the kernel did not tell. */
	Optional<Long> unixPeer(ProcessSample sample, long inode) {
		boolean known = peersKnown.computeIfAbsent(sample.namespace("net"), _ -> askPeers(sample));
		return known ? Optional.of(unixPeers.getOrDefault(inode, 0L)) : Optional.empty();
	}

	private boolean askPeers(ProcessSample sample) {
		boolean own = reader.link("self/ns/net").filter(sample.namespace("net")::equals).isPresent();
		String namespace = own ? "" : reader.root() + "/" + sample.pid() + "/ns/net";
		Optional<Map<Long, Long>> told = SockDiag.unixPeers(namespace);
		told.ifPresent(unixPeers::putAll);
		return told.isPresent();
	}

	/** {@code name:x:uid:…}, passwd(5); the first of several names counts. */
	private static Map<Long, String> users(String passwd) {
		Map<Long, String> names = new HashMap<>();
		passwd.lines().map(l -> l.split(":")).filter(f -> f.length > 3).forEach(f -> names.putIfAbsent(Numbers.decimal(f[2]), f[0]));
		return names;
	}

	private String text(ProcessSample sample, String name) {
		return reader.text(sample.pid() + "/" + name).orElse("");
	}

	private static <T> Optional<T> find(Map<String, Map<Long, T>> tables, String own, long key) {
		T found = tables.getOrDefault(own, Map.of()).get(key);
		return found != null ? Optional.of(found)
				: tables.values().stream().map(t -> t.get(key)).filter(Objects::nonNull).findFirst();
	}
}
