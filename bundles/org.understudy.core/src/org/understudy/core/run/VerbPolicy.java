// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.Severity;
import org.understudy.model.VerbOrder;

/** What is against a verb now. The preview shows all of it; the order itself is refused for the first error. Pure. */
public final class VerbPolicy {

	private VerbPolicy() {
	}

	public static List<Problem> obstacles(RunKind kind, VerbOrder order, Situation situation) {
		Optional<ApplicationStatus> known = situation.application(order.application());
		if (known.isEmpty()) {
			return List.of(Problem.error("unknown-application", "There is no application " + order.application() + ".",
					"No node of this cluster has published it.", "List them: understudy apps"));
		}
		ApplicationStatus status = known.get();
		List<Problem> against = new ArrayList<>();
		underWay(order, situation).ifPresent(against::add);
		Destination.choose(status, situation.cluster(), situation.alive(), order.to()).refusal().ifPresent(against::add);
		if (status.committed().isNone()) {
			against.add(Problem.error("no-epoch", "No epoch of " + order.application() + " was committed yet.", "There is nothing to restore.",
					"Wait for the first one: understudy apps"));
		}
		against.addAll(switch (kind) {
			case REHEARSAL, PROTECT -> List.<Problem>of();
			case FAILOVER -> failover(status, situation);
			case SWITCHOVER -> switchover(status, situation);
		});
		return against;
	}

	/** The first thing that prevents it. */
	public static Optional<Problem> refusal(RunKind kind, VerbOrder order, Situation situation) {
		return obstacles(kind, order, situation).stream().filter(o -> o.severity() == Severity.ERROR).findFirst();
	}

	private static Optional<Problem> underWay(VerbOrder order, Situation situation) {
		return situation.runs().stream().filter(r -> r.application().equals(order.application()) && !r.state().isOver())
				.filter(r -> situation.alive().contains(r.node())).map(Run::id).findFirst()
				.map(id -> Problem.error("run-in-progress", "Another run of " + order.application() + " is not over: " + id + ".",
						"Only one run at a time may hold an application.", "Wait for it or cancel it: understudy runs"));
	}

	private static List<Problem> failover(ApplicationStatus status, Situation situation) {
		List<Problem> against = new ArrayList<>(majority(situation));
		if (serves(status) && situation.alive().contains(status.primary())) {
			against.add(Problem.warning("primary-answers", status.primary() + " answers and runs " + status.name() + ".",
					"A failover stops it there and loses what came after the last epoch; connections break.",
					"Move it without loss: understudy switchover " + status.name()));
		}
		return against;
	}

	private static List<Problem> switchover(ApplicationStatus status, Situation situation) {
		List<Problem> against = new ArrayList<>(majority(situation));
		if (!situation.alive().contains(status.primary()) || !serves(status)) {
			against.add(Problem.error("primary-gone", status.name() + " does not run on " + status.primary() + " now: there is nothing to move.",
					"It is " + status.state().name().toLowerCase(java.util.Locale.ROOT) + ".", "Take over from the last epoch: understudy failover " + status.name()));
		}
		if (status.spec().mode() == Mode.WARM) {
			against.add(Problem.warning("warm", status.name() + " is replicated warm: it is stopped and started anew, and its connections break.", "",
					"Protect it hot to keep them."));
		}
		return against;
	}

	private static boolean serves(ApplicationStatus status) {
		return status.state() == ApplicationState.PROTECTED || status.state() == ApplicationState.UNPROTECTED;
	}

	/** Without a majority nobody can be given the right to run anything. */
	private static List<Problem> majority(Situation situation) {
		long voters = situation.cluster().nodes().stream().filter(n -> situation.alive().contains(n.name())).count();
		int needed = situation.cluster().majority();
		return voters >= needed ? List.of() : List.of(Problem.error("no-majority", "Only " + voters + " of " + situation.cluster().nodes().size() + " voters answer.",
				needed + " must agree before another node may run an application.", "Start the missing agents: understudy nodes"));
	}
}
