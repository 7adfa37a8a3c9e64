// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * What happened to the right to run, as clients and candidates saw it: terms that were won, each between its ballot and its majority,
 * and work that was answered under a term, each at an instant. Linearizable means: there is one order, true to real time, in which each
 * piece of work is done under the term won last, and each term is won once and above the one before.
 */
final class History {

	/** {@code won}: else it worked. */
	record Act(NodeName node, Term term, boolean won) {
	}

	/** Who may work. */
	record Holder(Term term, Optional<NodeName> node) {
	}

	private static final int KEPT = 600;

	private final List<Linearizability.Operation<Act>> operations = new ArrayList<>();

	void won(NodeName node, Term term, long asked, long answered) {
		operations.add(new Linearizability.Operation<>(new Act(node, term, true), asked, answered));
	}

	/** Work under the same term in a row counts once, at its first and its last instant. */
	void worked(NodeName node, Term term, long at) {
		Act act = new Act(node, term, false);
		int last = operations.size() - 1;
		boolean again = last >= 1 && operations.get(last).what().equals(act) && operations.get(last - 1).what().equals(act);
		if (again) {
			operations.removeLast();
		}
		if (operations.size() < KEPT) {
			operations.add(new Linearizability.Operation<>(act, at, at));
		}
	}

	boolean linearizable() {
		return Linearizability.check(operations, new Holder(Term.NONE, Optional.empty()), History::step);
	}

	private static Optional<Holder> step(Holder state, Act act) {
		if (act.won()) {
			return act.term().compareTo(state.term()) > 0 ? Optional.of(new Holder(act.term(), Optional.of(act.node()))) : Optional.empty();
		}
		boolean may = act.term().equals(state.term()) && state.node().equals(Optional.of(act.node()));
		return may ? Optional.of(state) : Optional.empty();
	}

	@Override
	public String toString() {
		return operations.toString();
	}
}
