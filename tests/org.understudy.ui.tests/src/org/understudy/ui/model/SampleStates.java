// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.HealthCheck;
import org.understudy.model.JournalEntry;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.NodeState;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.Severity;
import org.understudy.model.Term;

/** States as they come from a cluster of three nodes with one redis. */
final class SampleStates {

	static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
	static final ApplicationName REDIS = new ApplicationName("redis");
	static final LinkState.Connected CONNECTED = new LinkState.Connected("alpha 10.77.0.1", "demo cluster");

	final List<NodeInfo> nodes = new ArrayList<>(List.of(node("alpha", false, NodeState.ALIVE), node("beta", false, NodeState.ALIVE),
			node("gamma", true, NodeState.ALIVE)));
	final List<Run> runs = new ArrayList<>();
	final List<JournalEntry> journal = new ArrayList<>();
	final List<EpochRecord> epochs = new ArrayList<>();
	ApplicationState state = ApplicationState.PROTECTED;
	long epoch = 214;
	boolean application = true;

	static NodeInfo node(String name, boolean witness, NodeState state) {
		NodeConfig config = new NodeConfig(new NodeName(name), "10.77.0." + name.length(), witness, NodePorts.DEFAULT, "", "");
		return new NodeInfo(config, state, "0.1.0", List.of());
	}

	static Run run(RunKind kind, RunState state) {
		return new Run("20261123-110000-" + kind, kind, REDIS, new NodeName("beta"), new Authority("administrator", "proof"), state,
				AT.minus(Duration.ofHours(2)), Duration.ofMillis(840), List.of(), Map.of(), new Epoch(200), Duration.ZERO, List.of(),
				"It worked.", "");
	}

	static EpochRecord epoch(long number, long pauseMillis, EpochRecord.State state) {
		Duration pause = Duration.ofMillis(pauseMillis);
		Duration none = Duration.ZERO;
		return new EpochRecord(new Epoch(number), new Term(3), AT, state, new EpochRecord.Anatomy(pause, none, none, none, none, none,
				none),
				Bytes.of(1 << 20), Bytes.ZERO, Bytes.of(2048), state == EpochRecord.State.ABANDONED ? "the disk is full" : "");
	}

	static JournalEntry entry(String event, String text) {
		return new JournalEntry(new NodeName("alpha"), 1, AT, Severity.INFO, "understudy", "redis", event, text, "", "");
	}

	ApplicationStatus status() {
		ApplicationSpec spec = new ApplicationSpec(REDIS, List.of("/usr/bin/redis-server", "--save", ""), Map.of(), "/", "10.77.0.100/24",
				Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, List.of(new NodeName("beta")));
		return new ApplicationStatus(spec, new NodeName("alpha"), new Term(3), state, new Epoch(epoch), AT.minusMillis(400), AT, epochs,
				new Coverage(10, 2, 6, 1, 1), List.of());
	}

	/** Connected, the snapshot came at nanosecond 0. */
	DesktopState build() {
		ClusterSnapshot snapshot = new ClusterSnapshot("demo cluster", new NodeName("alpha"), AT, nodes,
				application ? List.of(status()) : List.of(), runs, journal);
		DesktopState base = DesktopState.START.with(snapshot, 0).with(CONNECTED);
		return application ? base.showing(REDIS) : base;
	}
}
