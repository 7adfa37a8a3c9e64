// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * Writes messages on its own thread, so that an event to a client that stands still never holds the agent's loop. A client that
 * falls too far behind is disconnected: it will fetch the state anew.
 */
final class MessageWriter implements MessageConsumer, Runnable {

	private static final int BACKLOG = 2048;
	private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());

	private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(BACKLOG);
	private final OutputStream out;
	private final MessageJsonHandler json;
	private final Runnable broken;
	private volatile Thread thread;
	private volatile boolean stopped;

	MessageWriter(OutputStream out, MessageJsonHandler json, Runnable broken) {
		this.out = out;
		this.json = json;
		this.broken = broken;
	}

	@Override
	public void consume(Message message) {
		if (!stopped && !queue.offer(message)) {
			LOG.log(System.Logger.Level.WARNING, "a client does not read: disconnected after {0} messages", BACKLOG);
			broken.run();
		}
	}

	@Override
	public void run() {
		thread = Thread.currentThread();
		try {
			while (!stopped) {
				write(queue.take());
				if (queue.isEmpty()) {
					out.flush();
				}
			}
		} catch (IOException e) {
			LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} finally {
			broken.run();
		}
	}

	private void write(Message message) throws IOException {
		byte[] body = json.serialize(message).getBytes(StandardCharsets.UTF_8);
		out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		out.write(body);
	}

	void stop() {
		stopped = true;
		Thread writing = thread;
		if (writing != null && writing != Thread.currentThread()) {
			writing.interrupt();
		}
	}
}
