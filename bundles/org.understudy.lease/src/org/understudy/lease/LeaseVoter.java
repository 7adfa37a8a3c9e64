// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * A node's voice in who may run what. Keeps its promises on disk before it answers. Thread-safe; {@link #vote} may wait for the
 * disk. The caller makes sure that {@link Ballot#node()} is who asks (the mesh's authenticated peer).
 */
public final class LeaseVoter {

	private static final Logger LOG = System.getLogger(LeaseVoter.class.getName());

	private final NodeName self;
	private final VoteStore store;
	private final LeaseTiming timing;
	private final LongSupplier nanoTime;
	private final long started;
	private final Map<ApplicationName, Grant> grants;
	private final Set<ApplicationName> damaged;
	private final Map<ApplicationName, Long> heard = new HashMap<>();

	/**
	 * @param nanoTime a monotonic clock like {@link System#nanoTime}
	 * @throws ProblemException when the promises made before cannot be read
	 */
	public LeaseVoter(NodeName self, VoteStore store, LeaseTiming timing, LongSupplier nanoTime) throws ProblemException {
		this.self = self;
		this.store = store;
		this.timing = timing;
		this.nanoTime = nanoTime;
		try {
			VoteStore.Contents contents = store.load();
			this.grants = new HashMap<>(contents.grants());
			this.damaged = contents.damaged();
		} catch (IOException e) {
			throw new ProblemException(Problem.error("votes-unreadable", "The votes of node " + self + " cannot be read",
					"Without them this node could grant a second primary.", "Repair the disk or the rights of the state directory."), e);
		}
		// After a restart nobody knows when the holder was heard last: assume just now. Taken last, loading may be slow.
		this.started = nanoTime.getAsLong();
	}

	/** Answers a ballot; a grant is durable when this returns. */
	public synchronized Vote vote(Ballot ballot) {
		if (damaged.contains(ballot.application())) {
			return refusal(Term.NONE, "this voter's record of " + ballot.application()
					+ " is damaged; make sure that no node runs it, delete the record, restart the agent");
		}
		Grant known = grants.get(ballot.application());
		Duration silent = Duration.ofNanos(nanoTime.getAsLong() - heard.getOrDefault(ballot.application(), started));
		VoteRule.Verdict verdict = VoteRule.judge(ballot, known, silent, timing.guard());
		boolean promise = verdict.granted() && ballot.kind() != Ballot.Kind.ASK;
		if (promise && !verdict.next().equals(known) && !saved(ballot.application(), verdict.next())) {
			return refusal(known == null ? Term.NONE : known.term(), "this voter cannot write its vote to disk");
		}
		if (promise) {
			// The clock is read again: writing may have been slow, and the promise counts from the answer on.
			heard.put(ballot.application(), nanoTime.getAsLong());
		}
		Term highest = verdict.next() == null ? Term.NONE : verdict.next().term();
		return new Vote(self, verdict.granted(), highest, verdict.retryAfter(), verdict.why());
	}

	/** The highest term that this voter has granted; {@link Term#NONE} when none. */
	public synchronized Term highest(ApplicationName application) {
		Grant grant = grants.get(application);
		return grant == null ? Term.NONE : grant.term();
	}

	private Vote refusal(Term highest, String why) {
		return new Vote(self, false, highest, Duration.ZERO, why);
	}

	private boolean saved(ApplicationName application, Grant grant) {
		try {
			store.save(application, grant);
			grants.put(application, grant);
			return true;
		} catch (IOException e) {
			LOG.log(Level.ERROR, "vote on " + application + " refused: cannot be written", e);
			return false;
		}
	}
}
