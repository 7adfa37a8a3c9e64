// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks redis' protocol (RESP 2) as far as the demo needs it. Every wait has the deadline. Not thread-safe. */
final class RedisClient implements AutoCloseable {

	private final Socket socket;
	private final InputStream in;

	private RedisClient(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	/** {@code deadline} is for connecting and for each answer. */
	static RedisClient connect(String host, int port, Duration deadline) throws IOException {
		Socket socket = new Socket();
		try {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout((int) deadline.toMillis());
			socket.connect(new InetSocketAddress(host, port), (int) deadline.toMillis());
			return new RedisClient(socket);
		} catch (IOException e) {
			socket.close();
			throw e;
		}
	}

	/** Sends a command as an array of bulk strings; answers with the reply's text, or null for nil. An error reply is an exception. */
	String command(String... words) throws IOException {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
		for (String word : words) {
			byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
			request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
			request.writeBytes(bytes);
			request.writeBytes(new byte[] { '\r', '\n' });
		}
		socket.getOutputStream().write(request.toByteArray());
		return reply();
	}

	private String reply() throws IOException {
		String line = line();
		String rest = line.substring(1);
		return switch (line.charAt(0)) {
			case '+', ':' -> rest;
			case '-' -> throw new IOException("redis: " + rest);
			case '$' -> rest.equals("-1") ? null : bulk(Integer.parseInt(rest));
			default -> throw new IOException("not a reply: " + line);
		};
	}

	private String bulk(int length) throws IOException {
		byte[] bytes = in.readNBytes(length + 2);
		if (bytes.length < length + 2) {
			throw new EOFException("the reply broke off");
		}
		return new String(bytes, 0, length, StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new EOFException("the connection was closed");
			}
			line.append((char) c);
		}
		if (line.length() < 2) {
			throw new IOException("not a reply");
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
