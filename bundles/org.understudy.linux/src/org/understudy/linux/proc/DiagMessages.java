// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.understudy.linux.proc.SocketTableParser.Inet;
import org.understudy.linux.proc.SocketTableParser.Other;
import org.understudy.linux.proc.SocketTableParser.Socket;
import org.understudy.linux.proc.SocketTableParser.Unix;

/**
 * Messages of netlink's sock_diag(7): requests, and what comes of a whole answer. Structures of linux/inet_diag.h, unix_diag.h,
 * netlink_diag.h, packet_diag.h. In the machine's own byte order, but for addresses and ports. Pure.
 */
final class DiagMessages {

	/** What is asked for; each is one walk over one table of the kernel's. */
	enum Family {
		/** Listeners alone, of IPv4 and IPv6: a small table of its own. */
		TCP_LISTENERS,
		/** All of both in one walk, as the request of old does it. */
		TCP, UDP, UDP6, UNIX, NETLINK, PACKET
	}

	/** What a part of an answer was. */
	enum Part {
		MORE, END, REFUSED
	}

	private static final int HEADER = 16;
	private static final short TCP_OF_OLD = 18;
	private static final short BY_FAMILY = 20;
	/** NLM_F_REQUEST and NLM_F_DUMP. */
	private static final short DUMP = 0x301;
	private static final short ERROR = 2;
	private static final short DONE = 3;
	private static final int AF_UNIX = 1;
	private static final int AF_INET = 2;
	private static final int AF_INET6 = 10;
	private static final int AF_NETLINK = 16;
	private static final int AF_PACKET = 17;
	private static final int UDP_NUMBER = 17;
	/** UDIAG_SHOW_NAME, _PEER, _ICONS and _RQLEN. */
	private static final int SHOW_UNIX = 1 | 4 | 8 | 16;
	private static final int PACKET_INFO = 1;
	private static final int ALL_PROTOCOLS = 255;
	private static final int TIME_WAIT_STATES = 1 << 6 | 1 << 3 | 1 << 12;
	private static final int LISTEN = 10;

	private DiagMessages() {
	}

	/** @param sequence comes back with each part of the answer */
	static byte[] request(Family family, int sequence) {
		byte[] request = request(family);
		ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(8, sequence);
		return request;
	}

	private static byte[] request(Family family) {
		return switch (family) {
			case TCP_LISTENERS -> message(TCP_OF_OLD, 60).putInt(HEADER + 52, 1 << LISTEN).array();
			case TCP -> message(TCP_OF_OLD, 60).putInt(HEADER + 52, ~TIME_WAIT_STATES).array();
			case UDP -> udp(AF_INET);
			case UDP6 -> udp(AF_INET6);
			case UNIX -> message(BY_FAMILY, 24).put(HEADER, (byte) AF_UNIX).putInt(HEADER + 4, -1).putInt(HEADER + 12, SHOW_UNIX).array();
			case NETLINK -> message(BY_FAMILY, 20).put(HEADER, (byte) AF_NETLINK).put(HEADER + 1, (byte) ALL_PROTOCOLS).array();
			case PACKET -> message(BY_FAMILY, 20).put(HEADER, (byte) AF_PACKET).putInt(HEADER + 8, PACKET_INFO).array();
		};
	}

	private static byte[] udp(int family) {
		return message(BY_FAMILY, 56).put(HEADER, (byte) family).put(HEADER + 1, (byte) UDP_NUMBER).putInt(HEADER + 4, -1).array();
	}

	private static ByteBuffer message(short type, int body) {
		return ByteBuffer.allocate(HEADER + body).order(ByteOrder.nativeOrder()).putInt(0, HEADER + body).putShort(4, type).putShort(6, DUMP);
	}

	/** One datagram of an answer; what is damaged in it, or answers an earlier request, is left out. */
	static Part parse(Family family, int sequence, ByteBuffer datagram, Consumer<Socket> found) {
		ByteBuffer all = datagram.order(ByteOrder.nativeOrder());
		for (int at = 0; at + HEADER <= all.limit();) {
			int size = all.getInt(at);
			short type = all.getShort(at + 4);
			if (size < HEADER || size > all.limit() - at) {
				return Part.REFUSED;
			}
			if (all.getInt(at + 8) == sequence) {
				if (type == DONE || type == ERROR) {
					return type == DONE ? Part.END : Part.REFUSED;
				}
				Socket socket = socket(family, all.slice(at + HEADER, size - HEADER).order(ByteOrder.nativeOrder()));
				if (socket != null && socket.inode() != 0) {
					found.accept(socket);
				}
			}
			at += size + 3 & ~3;
		}
		return Part.MORE;
	}

	/** Null for what is too short. */
	private static Socket socket(Family family, ByteBuffer body) {
		return switch (family) {
			case TCP_LISTENERS, TCP -> body.limit() < 72 ? null : inet("tcp", body);
			case UDP, UDP6 -> body.limit() < 72 ? null : inet("udp", body);
			case UNIX -> body.limit() < 16 ? null : unix(body);
			case NETLINK -> body.limit() < 28 ? null
					: new Other("netlink", "protocol " + (body.get(2) & 255) + ", port " + Integer.toUnsignedString(body.getInt(4)),
							unsigned(body, 16));
			case PACKET -> body.limit() < 16 ? null : packet(body);
		};
	}

	/** struct inet_diag_msg: an IPv6 socket may show an IPv4 address. */
	private static Inet inet(String protocol, ByteBuffer body) {
		boolean six = body.get(0) == AF_INET6;
		int state = body.get(1);
		boolean listens = state == LISTEN && protocol.equals("tcp");
		return new Inet(six ? protocol + "6" : protocol, address(body, 8, six), port(body, 4), address(body, 24, six), port(body, 6),
				SocketTableParser.state(state), unsigned(body, 56), listens ? unsigned(body, 60) : SocketTableParser.UNKNOWN,
				SocketTableParser.timer(body.get(2)), unsigned(body, 68));
	}

	private static String address(ByteBuffer body, int at, boolean six) {
		byte[] bytes = new byte[six ? 16 : 4];
		body.get(at, bytes);
		return InetAddresses.of(bytes);
	}

	private static int port(ByteBuffer body, int at) {
		return (body.get(at) & 255) << 8 | body.get(at + 1) & 255;
	}

	private static Other packet(ByteBuffer body) {
		int device = 0;
		for (Attribute attribute : attributes(body, 16)) {
			device = attribute.type == 0 && attribute.value.limit() >= 4 ? attribute.value.getInt(0) : device;
		}
		return new Other("packet", "protocol %04x, interface %d".formatted(port(body, 2), device), unsigned(body, 4));
	}

	/** struct unix_diag_msg and its attributes: 0 name, 2 peer, 3 those that wait, 4 queues. State 1 is TCP_ESTABLISHED, 10 TCP_LISTEN. */
	private static Unix unix(ByteBuffer body) {
		String path = "";
		long peer = 0;
		List<Long> waiting = new ArrayList<>(0);
		long unread = 0;
		long sent = 0;
		for (Attribute attribute : attributes(body, 16)) {
			ByteBuffer value = attribute.value;
			switch (attribute.type) {
				case 0 -> path = name(value);
				case 2 -> peer = value.limit() >= 4 ? unsigned(value, 0) : 0;
				case 3 -> {
					for (int at = 0; at + 4 <= value.limit(); at += 4) {
						waiting.add(unsigned(value, at));
					}
				}
				case 4 -> {
					unread = value.limit() >= 8 ? unsigned(value, 0) : 0;
					sent = value.limit() >= 8 ? unsigned(value, 4) : 0;
				}
				default -> {
					// nothing that is asked for
				}
			}
		}
		boolean listens = body.get(2) == LISTEN;
		return new Unix(SocketTableParser.unixType(body.get(1)), listens, peer != 0 || body.get(2) == 1, path, unsigned(body, 4), peer, false,
				List.copyOf(waiting), listens ? 0 : sent, unread);
	}

	/** A path ends with a zero; an abstract name begins with one, and {@code /proc} shows zeros of it as {@code @}. */
	private static String name(ByteBuffer value) {
		byte[] bytes = new byte[value.limit()];
		value.get(0, bytes);
		boolean isAbstract = bytes.length > 0 && bytes[0] == 0;
		int length = bytes.length;
		while (!isAbstract && length > 0 && bytes[length - 1] == 0) {
			length--;
		}
		for (int i = 0; i < length; i++) {
			bytes[i] = bytes[i] == 0 ? (byte) '@' : bytes[i];
		}
		return new ByteText(bytes, length).toString();
	}

	private record Attribute(int type, ByteBuffer value) {
	}

	private static List<Attribute> attributes(ByteBuffer body, int from) {
		List<Attribute> found = new ArrayList<>(4);
		for (int at = from; at + 4 <= body.limit();) {
			int length = Short.toUnsignedInt(body.getShort(at));
			if (length < 4 || length > body.limit() - at) {
				break;
			}
			found.add(new Attribute(body.getShort(at + 2), body.slice(at + 4, length - 4).order(ByteOrder.nativeOrder())));
			at += length + 3 & ~3;
		}
		return found;
	}

	private static long unsigned(ByteBuffer body, int at) {
		return Integer.toUnsignedLong(body.getInt(at));
	}
}
