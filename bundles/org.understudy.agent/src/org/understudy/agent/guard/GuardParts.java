// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;

import org.understudy.agent.NodeLoop;
import org.understudy.core.port.Capture;
import org.understudy.core.port.Keeping;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** What a move needs of a guard whose application leaves; any thread. */
record GuardParts(ApplicationSpec spec, NodeLoop loop, EpochNumbers numbers, CaptureLoop captures, GraphWatch watch, LeaseBeat beat, Lock stillness) {

	/** A capture. */
	@FunctionalInterface
	interface Still {
		Capture take() throws ProblemException;
	}

	/** Takes one while nothing else looks at the processes. */
	Capture still(Still capture) throws ProblemException {
		stillness.lock();
		try {
			return capture.take();
		} finally {
			stillness.unlock();
		}
	}

	/** Waits until no capture is under way, after the guard was told to rest. */
	void awaitRest(Duration patience) throws InterruptedException {
		captures.join(patience);
	}

	/** The lease is about to be given back: what the voters say of it from now on means nothing here. Completes on the loop. */
	CompletableFuture<Void> restLease() {
		return loop.ask(() -> {
			beat.rest();
			return null;
		});
	}

	/** Its capsule is no more: stops what is left of the guard. */
	void gone() throws ProblemException {
		numbers.forget();
		loop.post(beat::close);
	}

	/** What another guard of the same capsule goes on from, under a term. */
	GuardRecord record(Term under) {
		loop.post(beat::rest);
		return numbers.record(under);
	}

	Epoch nextEpoch() throws ProblemException {
		return numbers.next();
	}

	Keeping keeping() {
		return captures.keeping();
	}

	/** What goes with an epoch. */
	byte[] meta() {
		return new EpochMeta(spec, watch.marked(numbers.last())).bytes();
	}
}
