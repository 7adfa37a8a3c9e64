// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;

import jdk.net.ExtendedSocketOptions;

/** TCP below the mesh. */
final class Sockets {

	private Sockets() {
	}

	/** A peer whose host died is noticed within 5 s on an idle connection; with unacknowledged data, callers' deadlines do it. */
	static void tune(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
		socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 2);
		socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
		socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
	}

	static void close(Closeable socket) {
		try {
			socket.close();
		} catch (IOException e) {
			System.getLogger(Sockets.class.getName()).log(Level.DEBUG, "closing " + socket, e);
		}
	}

	/**
	 * Closing a socket with unread input resets the connection, and the peer might not get to read the alert that tells why: takes
	 * what still comes, for a second.
	 */
	static void letReadTheLastWord(Socket socket) {
		try (var _ = new Deadline(socket, Duration.ofSeconds(1))) {
			socket.shutdownOutput();
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		} catch (IOException e) {
			System.getLogger(Sockets.class.getName()).log(Level.DEBUG, "after a refused handshake", e);
		}
	}

	/** Closes the socket when the time is over before this is closed: a read timeout alone would let a peer drip bytes for ever. */
	static final class Deadline implements AutoCloseable {

		private final Thread timer;

		Deadline(Socket socket, Duration time) {
			timer = Thread.ofVirtual().name("mesh deadline").start(() -> {
				try {
					Thread.sleep(time);
					Sockets.close(socket);
				} catch (InterruptedException _) {
					// in time
				}
			});
		}

		@Override
		public void close() {
			timer.interrupt();
		}
	}
}
