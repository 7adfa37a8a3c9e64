// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to redis: the few commands that are needed, inline. */
final class Redis implements AutoCloseable {

	private final Socket socket = new Socket();
	private final InputStream in;

	Redis(String host, int port, int millis) throws IOException {
		try {
			socket.setTcpNoDelay(true);
			socket.connect(new InetSocketAddress(host, port), millis);
			socket.setSoTimeout(millis);
			in = new BufferedInputStream(socket.getInputStream());
		} catch (IOException e) {
			socket.close();
			throw e;
		}
	}

	/** The first line of the answer without its kind, or for a bulk answer its text. */
	String ask(String command) throws IOException {
		socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
		String line = line();
		if (!line.startsWith("$")) {
			return line.substring(1);
		}
		return line.equals("$-1") ? "" : line();
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new IOException("closed");
			}
			line.append((char) c);
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
