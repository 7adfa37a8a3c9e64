// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;

import org.understudy.agent.replication.Replicas.Way;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.Mesh;
import org.understudy.model.NodeConfig;
import org.understudy.model.ProblemException;

/** A stream to one node for the epochs of a planned move: open before the application stands still. Not thread-safe. */
final class Delivery implements AutoCloseable {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private final Way way;
	private final Mesh.Link link;
	private final EpochShipper shipper;

	Delivery(Way way, NodeConfig target) throws ProblemException {
		this.way = way;
		this.link = way.mesh().connect(target, Mesh.EPOCHS, CONNECT);
		this.shipper = way.transfer().open(link.in(), link.out());
	}

	/** Answers when the epoch is verified and durable there. */
	void ship(Capture capture, Label label, byte[] meta) throws ProblemException {
		shipper.ship(way.transfer().prepare(capture, label, meta), way.keeping().get());
	}

	@Override
	public void close() {
		shipper.close();
		link.close();
	}
}
