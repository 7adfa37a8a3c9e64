// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.google.gson.JsonParseException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;

/**
 * Reads framed messages until the stream ends. lsp4j's own producer believes any {@code Content-Length} and any length of line; a
 * hostile or broken other end must cost no more than its own connection.
 */
final class MessageReader implements MessageProducer {

	static final int LARGEST_MESSAGE = 64 << 20;
	private static final int LONGEST_LINE = 1024;
	private static final String LENGTH = "content-length:";
	private static final System.Logger LOG = System.getLogger(MessageReader.class.getName());

	private final InputStream in;
	private final MessageJsonHandler json;
	private final MessageIssueHandler issues;

	MessageReader(InputStream in, MessageJsonHandler json, MessageIssueHandler issues) {
		this.in = new BufferedInputStream(in, 1 << 16);
		this.json = json;
		this.issues = issues;
	}

	@Override
	public void listen(MessageConsumer consumer) {
		try {
			for (int length = header(); length >= 0; length = header()) {
				deliver(new String(body(length), StandardCharsets.UTF_8), consumer);
			}
		} catch (IOException e) {
			LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
		}
	}

	/** Length of the next message, -1 at the end of the stream. */
	private int header() throws IOException {
		int length = -1;
		for (String line = line(); line != null; line = line()) {
			if (line.isEmpty() && length >= 0) {
				return length;
			} else if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
				length = length(line.substring(LENGTH.length()).strip());
			} else if (!line.contains(": ")) {
				throw new IOException("not a header: " + line);
			}
		}
		return -1;
	}

	private static int length(String text) throws IOException {
		try {
			int length = Integer.parseInt(text);
			if (length >= 0 && length <= LARGEST_MESSAGE) {
				return length;
			}
		} catch (NumberFormatException e) {
			throw new IOException("not a length: " + text, e);
		}
		throw new IOException("a message of " + text + " bytes; the largest allowed has " + LARGEST_MESSAGE);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				return null;
			}
			if (line.length() >= LONGEST_LINE) {
				throw new IOException("a header line longer than " + LONGEST_LINE);
			}
			line.append((char) c);
		}
		return line.toString().strip();
	}

	private byte[] body(int length) throws IOException {
		// readNBytes grows with what really comes: a lying length costs nothing.
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("the stream ended within a message");
		}
		return bytes;
	}

	private void deliver(String text, MessageConsumer consumer) {
		try {
			consumer.consume(json.parseMessage(text));
		} catch (MessageIssueException e) {
			issues.handle(e.getRpcMessage(), e.getIssues());
		} catch (JsonParseException e) {
			LOG.log(System.Logger.Level.WARNING, "a message that is not JSON-RPC was ignored", e);
		} catch (RuntimeException e) {
			// One bad message or handler does not end the connection; its request is answered by its deadline.
			LOG.log(System.Logger.Level.ERROR, "a message could not be handled", e);
		}
	}
}
