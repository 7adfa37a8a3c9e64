// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.util.List;

import org.understudy.model.RunKind;

/**
 * The steps of each verb: what its script executes, its preview shows, and its measured times are found under.
 *
 * @param steps       in order
 * @param commitPoint the first one that is not taken back any more; empty when all are
 * @param outage      those during which nobody is served
 */
public record RunPlan(List<String> steps, String commitPoint, List<String> outage) {

	public static final String PREFLIGHT = "Check this node";
	public static final String START = "Start it in its capsule";
	public static final String CONNECT = "Connect its address";
	public static final String FIRST_EPOCH = "Wait for the first committed epoch";
	public static final String CHOOSE = "Choose the epoch";
	public static final String FENCE = "Stop the application on its primary";
	public static final String PREPARE = "Lay out the epoch in a capsule";
	public static final String TERM = "Take the right to run it";
	public static final String RESTORE = "Restore the processes";
	public static final String NETWORK = "Switch the address";
	public static final String VERIFY = "Ask whether it serves";
	public static final String PROTECT = "Protect it again";
	public static final String ISOLATE = "Lay out the epoch in an isolated capsule";
	public static final String RESTORE_CLONE = "Restore the clone";
	public static final String VERIFY_CLONE = "Ask whether the clone serves";
	public static final String COMPARE = "Compare the clone's graph with the master's";
	public static final String BREAK = "Break the clone, look whether it is noticed and mended";
	public static final String ISOLATION = "Count what tried to leave the clone's network";
	public static final String PRODUCTION = "Look whether production went on";
	public static final String CLEAN = "Remove the clone";
	public static final String NEAR = "Bring the replica near while it runs";
	public static final String HOLD = "Hold packets for its address here";
	public static final String FREEZE = "Freeze it and send the last changes";
	public static final String LEAVE = "Remove what stood still on the old primary";

	public static RunPlan of(RunKind kind) {
		return switch (kind) {
			case PROTECT -> new RunPlan(List.of(PREFLIGHT, TERM, START, CONNECT, VERIFY, FIRST_EPOCH), FIRST_EPOCH, List.of());
			case REHEARSAL -> new RunPlan(List.of(CHOOSE, ISOLATE, RESTORE_CLONE, VERIFY_CLONE, COMPARE, BREAK, ISOLATION, PRODUCTION, CLEAN), "", List.of());
			case FAILOVER -> new RunPlan(List.of(CHOOSE, PREPARE, FENCE, TERM, RESTORE, NETWORK, VERIFY, PROTECT), FENCE,
					List.of(FENCE, TERM, RESTORE, NETWORK));
			case SWITCHOVER -> new RunPlan(List.of(NEAR, HOLD, FREEZE, TERM, PREPARE, RESTORE, NETWORK, VERIFY, LEAVE, PROTECT), NETWORK,
					List.of(FREEZE, TERM, PREPARE, RESTORE, NETWORK));
		};
	}
}
