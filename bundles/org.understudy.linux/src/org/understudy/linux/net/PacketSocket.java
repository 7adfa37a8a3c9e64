// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.understudy.model.ProblemException;

/** Sends raw Ethernet frames of ARP through one interface. Source: packet(7), setns(2). Not thread-safe; needs CAP_NET_RAW. */
final class PacketSocket implements AutoCloseable {

	private static final int AF_PACKET = 17;
	private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
	private static final int O_RDONLY_CLOEXEC = 0x80000;
	private static final int CLONE_NEWNET = 0x40000000;
	private static final short ETH_P_ARP = 0x0806;
	private static final int SOCKADDR_LL = 20;

	private final int descriptor;
	private final int device;

	/** @param device index of the interface, in the calling thread's network namespace */
	PacketSocket(int device) throws ProblemException {
		// protocol 0: nothing is received
		this.descriptor = (int) LibC.call("socket", errno -> LibC.SOCKET.call(errno, AF_PACKET, SOCK_RAW_CLOEXEC, 0));
		this.device = device;
	}

	/** Moves the calling thread, for good. */
	static void enterNetworkNamespace(Path file) throws ProblemException {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment path = arena.allocateFrom(file.toString());
			int namespace = (int) LibC.call("open " + file, errno -> LibC.OPEN.call(errno, path, O_RDONLY_CLOEXEC));
			try {
				LibC.call("setns", errno -> LibC.SETNS.call(errno, namespace, CLONE_NEWNET));
			} finally {
				LibC.call("close", errno -> LibC.CLOSE.call(errno, namespace));
			}
		}
	}

	/** Sends one frame, Ethernet header included. */
	void send(byte[] frame) throws ProblemException {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, frame);
			MemorySegment to = arena.allocate(SOCKADDR_LL, Integer.BYTES);
			// family, protocol (network order), interface, 2 + 1 unused bytes, length of the address, address
			ByteBuffer address = to.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
			address.putShort(2, ETH_P_ARP).put(11, (byte) 6).put(12, frame, 0, 6);
			address.order(ByteOrder.nativeOrder()).putShort(0, (short) AF_PACKET).putInt(4, device);
			LibC.call("sendto", errno -> LibC.SENDTO.call(errno, descriptor, bytes, frame.length, 0, to, SOCKADDR_LL));
		}
	}

	@Override
	public void close() throws ProblemException {
		LibC.call("close", errno -> LibC.CLOSE.call(errno, descriptor));
	}
}
