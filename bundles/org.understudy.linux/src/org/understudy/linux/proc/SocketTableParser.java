// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code /proc/PID/net/*}, proc_pid_net(5). Pure; what is not a whole line of a table is left out. */
final class SocketTableParser {

	private static final String[] STATES = { "?", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE",
			"CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV" };

	/** What a socket's inode stands for. */
	sealed interface Socket {
		long inode();
	}

	/**
	 * @param protocol name of the table: {@code tcp6}
	 * @param queue    bytes to read; of a listener the connections not yet accepted
	 * @param limit    of a listener how many connections may wait; -1 when that is not told
	 * @param timer    which of the kernel's timers runs: {@code retransmit}, {@code keepalive}, {@code probe}; else empty
	 */
	record Inet(String protocol, String local, int localPort, String remote, int remotePort, String state, long queue, long limit,
			String timer, long inode) implements Socket {

		boolean listens() {
			return state.equals("LISTEN");
		}

		/** Whether it has another end. */
		boolean connected() {
			return remotePort != 0;
		}

		String localEndpoint() {
			return InetAddresses.endpoint(local, localPort);
		}

		String remoteEndpoint() {
			return InetAddresses.endpoint(remote, remotePort);
		}
	}

	/**
	 * @param path    file system path, {@code @abstract}, or empty
	 * @param peer    inode of its other end, 0 for none, {@link #UNKNOWN} when that is not told
	 * @param pending whether it waits to be accepted: then its other end is the listener
	 * @param waiting of a listener the inodes of those that wait to be accepted
	 * @param sent    bytes that it sent and its other end has not read
	 * @param unread  bytes, or of a listener connections, that it has not read
	 */
	record Unix(String type, boolean listens, boolean connected, String path, long inode, long peer, boolean pending, List<Long> waiting,
			long sent, long unread) implements Socket {

		Unix pendingAt(long listener) {
			return new Unix(type, listens, connected, path, inode, listener, true, waiting, sent, unread);
		}
	}

	/** The peer of a unix socket where only the text tells: it does not. */
	static final long UNKNOWN = -1;

	/** @param detail protocol number */
	record Other(String family, String detail, long inode) implements Socket {
	}

	private SocketTableParser() {
	}

	/** @param name of the file: {@code tcp6} */
	static List<Socket> table(String name, String text) {
		return switch (name) {
			case "unix" -> unix(text);
			case "packet" -> packet(text);
			case "netlink" -> netlink(text);
			default -> inet(name, text);
		};
	}

	static List<Socket> inet(String protocol, String text) {
		return rows(text, 10, f -> new Inet(protocol, address(f[1]), port(f[1]), address(f[2]), port(f[2]),
				state((int) Numbers.hex(f[3])), Numbers.hex(f[4].substring(f[4].indexOf(':') + 1)), UNKNOWN, timer(f[5]), Numbers.decimal(f[9])));
	}

	/** {@code Num RefCount Protocol Flags Type St Inode Path}; flag 0x10000 is __SO_ACCEPTCON, state 3 SS_CONNECTED. */
	static List<Socket> unix(String text) {
		return rows(text, 7, f -> new Unix(unixType((int) Numbers.hex(f[4])), Numbers.hex(f[3]) == 0x10000, f[5].equals("03"), f.length > 7 ? f[7] : "",
				Numbers.decimal(f[6]), UNKNOWN, false, List.of(), 0, 0));
	}

	/** {@code sk RefCnt Type Proto Iface R Rmem User Inode}. */
	static List<Socket> packet(String text) {
		return rows(text, 9, f -> new Other("packet", "protocol " + f[3] + ", interface " + f[4], Numbers.decimal(f[8])));
	}

	/** {@code sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode}. */
	static List<Socket> netlink(String text) {
		return rows(text, 10, f -> new Other("netlink", "protocol " + f[1] + ", port " + f[2], Numbers.decimal(f[9])));
	}

	private static List<Socket> rows(String text, int columns, Function<String[], Socket> row) {
		List<Socket> sockets = new ArrayList<>();
		text.lines().skip(1).map(l -> l.strip().split("\\s+", columns + 1)).filter(f -> f.length >= columns).map(row)
				.filter(s -> s.inode() != 0).forEach(sockets::add);
		return sockets;
	}

	private static String address(String endpoint) {
		return InetAddresses.parse(endpoint.substring(0, Math.max(0, endpoint.indexOf(':'))));
	}

	private static int port(String endpoint) {
		return (int) Numbers.hex(endpoint.substring(endpoint.indexOf(':') + 1));
	}

	/** Numbers of net/tcp_states.h. */
	static String state(int state) {
		return state > 0 && state < STATES.length ? STATES[state] : "?";
	}

	/** {@code 02:000A7B2C}: which, and when. */
	private static String timer(String column) {
		return timer((int) Numbers.hex(column.substring(0, Math.max(0, column.indexOf(':')))));
	}

	/** Numbers of inet_diag(7); when it fires changes all the time and says nothing. */
	static String timer(int timer) {
		return switch (timer) {
			case 1 -> "retransmit";
			case 2 -> "keepalive";
			case 3 -> "time-wait";
			case 4 -> "probe";
			default -> "";
		};
	}

	static String unixType(int type) {
		return switch (type) {
			case 1 -> "stream";
			case 2 -> "datagram";
			case 5 -> "seqpacket";
			default -> "type " + type;
		};
	}
}
