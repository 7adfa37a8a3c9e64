// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * One heartbeat: what the others must know of this node to decide, should it be the last one.
 *
 * @param incarnation differs with every start of the agent
 * @param sequence    1, 2, …
 * @param free        memory to spare
 * @param unable      why this node cannot take over anything
 * @param running     what it runs, or ran until a fault
 * @param held        the newest committed epoch of each application that it keeps
 * @param heard       which nodes it hears, and how many milliseconds ago each
 * @param underway    what it is taking over
 */
public record Pulse(NodeName node, String incarnation, long sequence, Bytes free, List<String> unable, List<Running> running, List<Held> held,
		Map<NodeName, Long> heard, List<ApplicationName> underway) {

	public Pulse {
		unable = List.copyOf(unable);
		running = List.copyOf(running);
		held = List.copyOf(held);
		heard = Map.copyOf(heard);
		underway = List.copyOf(underway);
	}

	/**
	 * An application on its primary.
	 *
	 * @param sinceMillis how long it has been in this situation
	 * @param committed   newest epoch that is committed
	 */
	public record Running(ApplicationSpec spec, Term term, Situation situation, long sinceMillis, Epoch committed, List<Fault> faults) {

		public Running {
			faults = List.copyOf(faults);
		}
	}

	/** A committed epoch. */
	public record Held(ApplicationName application, Epoch epoch, Term term, Instant capturedAt, Bytes size) {
	}
}
