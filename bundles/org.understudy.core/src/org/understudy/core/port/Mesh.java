// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;

/** Mutually authenticated streams between the agents of a cluster. Thread-safe. */
public interface Mesh extends AutoCloseable {

	/** Service name of peer calls. */
	String CALLS = "calls";
	/** Service name of epochs. */
	String EPOCHS = "epochs";

	/** Takes connections for a service; the handler runs on a virtual thread of its own and closes the link when it returns. */
	void serve(String service, Handler handler);

	/**
	 * Connects to a peer.
	 *
	 * @throws ProblemException unreachable, refused, or not the certificate that the cluster's configuration pins
	 */
	Link connect(NodeConfig peer, String service, Duration timeout) throws ProblemException;

	@Override
	void close();

	@FunctionalInterface
	interface Handler {
		void handle(Link link) throws ProblemException;
	}

	/** One authenticated stream; closing it ends both directions and wakes readers on both ends. */
	interface Link extends AutoCloseable {
		NodeName peer();

		InputStream in();

		OutputStream out();

		@Override
		void close();
	}
}
