// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.understudy.admin.Profile.Member;
import org.understudy.api.AdministrationApi.Hello;
import org.understudy.api.AdministrationClient;
import org.understudy.api.AdministrationClient.Agent;
import org.understudy.api.AdministrationClient.Caller;
import org.understudy.api.AdministrationEvents;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Finds an agent that answers: tries the members in order, the next one without waiting for a silent one, and keeps the first that
 * lets us in. A host that is down costs half a second, not its whole deadline.
 */
final class Approach {

	private static final Duration STAGGER = Duration.ofMillis(500);

	private final KeyPair key;
	private final Hello hello;
	private final Duration deadline;
	private final AdministrationEvents events;

	Approach(KeyPair key, Hello hello, Duration deadline, AdministrationEvents events) {
		this.key = key;
		this.hello = hello;
		this.deadline = deadline;
		this.events = events;
	}

	record Reached(Member member, AdministrationClient client) {
	}

	private record Outcome(Reached reached, Problem problem) {
	}

	/** Blocks; can be interrupted. */
	Reached reach(List<Member> members) throws ProblemException, InterruptedException {
		BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
		List<Thread> attempts = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		Reached reached = null;
		try {
			while (reached == null && problems.size() < members.size()) {
				if (attempts.size() < members.size()) {
					Member next = members.get(attempts.size());
					attempts.add(Thread.ofVirtual().name("connect " + next.host()).start(() -> outcomes.add(attempt(next))));
				}
				Outcome outcome = attempts.size() < members.size() ? outcomes.poll(STAGGER.toMillis(), TimeUnit.MILLISECONDS) : outcomes.take();
				if (outcome != null && outcome.reached == null) {
					problems.add(outcome.problem);
				}
				reached = outcome == null ? null : outcome.reached;
			}
		} finally {
			dropOthers(outcomes, attempts);
		}
		if (reached == null) {
			throw worst(problems).exception();
		}
		return reached;
	}

	private Outcome attempt(Member member) {
		try {
			Agent agent = new Agent(member.host(), member.port(), member.hostKey());
			AdministrationClient client = AdministrationClient.connect(agent, new Caller(key, hello, deadline), events);
			String node = client.welcome().node();
			return new Outcome(new Reached(new Member(node, member.host(), member.port(), member.hostKey()), client), null);
		} catch (ProblemException e) {
			return new Outcome(null, e.problem());
		}
	}

	private static void dropOthers(BlockingQueue<Outcome> outcomes, List<Thread> attempts) {
		Thread.ofVirtual().name("connect-tidy").start(() -> {
			for (Thread attempt : attempts) {
				try {
					attempt.join();
				} catch (InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			}
			outcomes.stream().filter(o -> o.reached != null).forEach(o -> o.reached.client.close());
		});
	}

	/** A refusal tells more than silence: it is what the administrator must act on. */
	private static Problem worst(List<Problem> problems) {
		return problems.stream().filter(p -> !p.code().equals("unreachable") && !p.code().equals("timeout")).findFirst()
				.orElseGet(() -> problems.isEmpty() ? Problem.error("unreachable", "No node of the cluster is known.",
						"The connection names none.", "Make the connection anew.") : problems.getFirst());
	}
}
