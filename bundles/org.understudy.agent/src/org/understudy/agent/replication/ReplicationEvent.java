// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import java.time.Duration;
import java.util.List;

import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;

/** What happened on the way to the secondaries, in order for each of them. */
public sealed interface ReplicationEvent {

	/** Where epochs go from now on. */
	record Retargeted(Targets targets) implements ReplicationEvent {
	}

	/** A new epoch, and who is to have it. */
	record Offered(EpochRecord record, List<NodeName> to) implements ReplicationEvent {
	}

	/**
	 * A secondary has it, verified and durable.
	 *
	 * @param cut how long naming its content took
	 */
	record Held(NodeName node, Epoch epoch, Duration cut, Shipment shipment) implements ReplicationEvent {
	}

	/** A secondary gets a newer one in its place. */
	record Skipped(NodeName node, Epoch epoch) implements ReplicationEvent {
	}

	/** A secondary could not be given it. */
	record Failed(NodeName node, Epoch epoch, Problem why) implements ReplicationEvent {
	}
}
