// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Tells the neighbours which MAC an address has now, so that they do not keep sending to the host that had it before. Source: RFC 5227
 * section 3, RFC 5944 section 4.6 (both forms, for neighbours heed the one or the other).
 */
public final class GratuitousArp {

	private static final Logger LOG = System.getLogger(GratuitousArp.class.getName());
	private static final List<Duration> MOMENTS = Stream.of(0L, 250L, 500L, 1000L, 2000L).map(Duration::ofMillis).toList();
	static final short REQUEST = 1;
	static final short REPLY = 2;
	private static final int FRAME = 42;

	private final Uplink uplink;

	public GratuitousArp(Uplink uplink) {
		this.uplink = uplink;
	}

	/**
	 * Sends at 0, 0.25, 0.5, 1 and 2 s, in the background; failures are logged. Returns at once.
	 *
	 * @param address IPv4 address without prefix length
	 */
	public void announce(String address) {
		// a platform thread of its own: it may change its network namespace, which must not happen to a carrier of virtual threads
		Thread.ofPlatform().daemon().name("announce-" + address).start(() -> send(address));
	}

	private void send(String address) {
		try {
			if (uplink.netns().isPresent()) {
				PacketSocket.enterNetworkNamespace(uplink.netns().get());
			}
			NetworkInterface device = NetworkInterface.getByName(uplink.name());
			if (device == null) {
				throw Problem.error("no-uplink", "There is no interface %s.".formatted(uplink.name()), "", "").exception();
			}
			byte[] ip = InetAddress.ofLiteral(address).getAddress();
			try (PacketSocket socket = new PacketSocket(device.getIndex())) {
				send(socket, device.getHardwareAddress(), ip);
			}
		} catch (IOException | ProblemException | RuntimeException e) {
			LOG.log(Level.WARNING, "The address %s could not be announced on %s.".formatted(address, uplink.name()), e);
		}
	}

	private static void send(PacketSocket socket, byte[] mac, byte[] ip) throws ProblemException {
		long start = System.nanoTime();
		for (Duration moment : MOMENTS) {
			long left = start + moment.toNanos() - System.nanoTime();
			while (left > 0) {
				LockSupport.parkNanos(left);
				left = start + moment.toNanos() - System.nanoTime();
			}
			socket.send(frame(REQUEST, mac, ip));
			socket.send(frame(REPLY, mac, ip));
		}
	}

	/** An Ethernet broadcast frame: sender and target address are both the announced one. Layout: RFC 826. */
	static byte[] frame(short operation, byte[] mac, byte[] ip) {
		byte[] everybody = { -1, -1, -1, -1, -1, -1 };
		ByteBuffer frame = ByteBuffer.allocate(FRAME);
		frame.put(everybody).put(mac).putShort((short) 0x0806);
		frame.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4).putShort(operation);
		frame.put(mac).put(ip).put(operation == REPLY ? mac : new byte[6]).put(ip);
		return frame.array();
	}
}
