// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

import javax.net.ssl.SSLSocket;

import org.understudy.core.port.Mesh;
import org.understudy.model.NodeName;

/** One authenticated stream. {@link #in()} is buffered, {@link #out()} is not: every write is a TLS record. */
final class TlsLink implements Mesh.Link {

	private final NodeName peer;
	private final Socket raw;
	private final InputStream in;
	private final OutputStream out;
	private final Consumer<TlsLink> onClose;

	TlsLink(NodeName peer, Socket raw, SSLSocket tls, Consumer<TlsLink> onClose) throws IOException {
		this.peer = peer;
		this.raw = raw;
		this.in = new BufferedInputStream(tls.getInputStream(), 1 << 16);
		this.out = tls.getOutputStream();
		this.onClose = onClose;
	}

	@Override
	public NodeName peer() {
		return peer;
	}

	@Override
	public InputStream in() {
		return in;
	}

	@Override
	public OutputStream out() {
		return out;
	}

	/**
	 * Closes the TCP socket below: closing the TLS socket would first send a farewell, and block behind a writer whose peer is stuck.
	 * Without the farewell the end of the stream proves nothing: what the services send tells its own length.
	 */
	@Override
	public void close() {
		onClose.accept(this);
		Sockets.close(raw);
	}
}
