// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

import org.understudy.agent.Journal;
import org.understudy.agent.NodeHome;
import org.understudy.agent.NodeLoop;
import org.understudy.agent.live.LiveBoard;
import org.understudy.agent.replication.Replicas.Way;
import org.understudy.core.port.CapsuleHost;
import org.understudy.core.port.CapsuleProof;
import org.understudy.core.port.CheckpointEngine;
import org.understudy.core.port.EpochStore;
import org.understudy.core.port.HostSurvey;
import org.understudy.core.port.Inspector;
import org.understudy.core.port.LifeSigns;
import org.understudy.core.port.ProcessEvents;
import org.understudy.core.port.Pulse;
import org.understudy.core.port.Recorder;
import org.understudy.core.port.ServiceProbe;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;

/**
 * What guards and runs of this node work with.
 *
 * @param self    this node
 * @param state   loop, home, journal and board of the node
 * @param cluster the configuration as it is now
 * @param ballots asks the voters
 * @param host    this machine
 * @param epochs  how epochs are captured, kept and sent
 * @param alarm   to be run when something changed that decisions depend on
 */
public record Services(NodeName self, NodeState state, Supplier<ClusterConfig> cluster, Ballots ballots, Host host, Epochs epochs,
		Runnable alarm) {

	/** The node's own books. */
	public record NodeState(NodeLoop loop, NodeHome home, Journal journal, LiveBoard board, Clock clock) {
	}

	/** This machine, through its ports. */
	public record Host(CapsuleHost capsules, Inspector inspector, Recorder recorder, ServiceProbe probe, HostSurvey survey, Pulse pulse,
			ProcessEvents events, LifeSigns signs, CapsuleProof proof) {
	}

	/**
	 * Epochs, through their ports.
	 *
	 * @param way     how they get to other nodes
	 * @param scratch directory of this node for what is captured and not yet sent, in memory where possible
	 */
	public record Epochs(CheckpointEngine hot, CheckpointEngine warm, EpochStore store, Way way, Path scratch) {

		public CheckpointEngine engine(Mode mode) {
			return switch (mode) {
				case HOT -> hot;
				case WARM -> warm;
			};
		}
	}
}
