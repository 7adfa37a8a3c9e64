// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.ProblemException;
import org.understudy.model.Vote;

/** Asks all voters of the cluster at once; a voter that does not answer in time simply gave no vote. Thread-safe. */
public final class Ballots {

	/** This node's own voter. */
	public interface OwnVoter {
		/** @throws ProblemException when it has none to give: its disk fails */
		Vote vote(Ballot ballot) throws ProblemException;

		/** The highest term it has granted. */
		Term highest(ApplicationName application);
	}

	private final NodeName self;
	private final Supplier<ClusterConfig> cluster;
	private final OwnVoter own;
	private final BiFunction<NodeName, Ballot, CompletableFuture<Vote>> peers;

	public Ballots(NodeName self, Supplier<ClusterConfig> cluster, OwnVoter own,
			BiFunction<NodeName, Ballot, CompletableFuture<Vote>> peers) {
		this.self = self;
		this.cluster = cluster;
		this.own = own;
		this.peers = peers;
	}

	/** The votes that came within the deadline; as soon as a majority has granted, or cannot grant any more, the rest is not waited for. */
	public List<Vote> ask(Ballot ballot, Duration deadline) throws InterruptedException {
		Tally tally = new Tally(cluster.get().majority(), cluster.get().nodes().size());
		List<CompletableFuture<Void>> open = new ArrayList<>();
		for (var node : cluster.get().nodes()) {
			open.add(cast(node.name(), ballot).thenAccept(tally::add));
		}
		CompletableFuture<Void> all = CompletableFuture.allOf(open.stream().map(f -> f.exceptionally(_ -> null)).toArray(CompletableFuture[]::new));
		try {
			CompletableFuture.anyOf(all, tally.decided).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
		} catch (TimeoutException | ExecutionException e) {
			return tally.votes(); // who did not answer gave no vote
		}
		return tally.votes();
	}

	/** The highest term that this node knows of; an election that starts above it needs fewer rounds. */
	public Term highest(ApplicationName application) {
		return own.highest(application);
	}

	private CompletableFuture<Vote> cast(NodeName node, Ballot ballot) {
		if (!node.equals(self)) {
			return peers.apply(node, ballot);
		}
		CompletableFuture<Vote> vote = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try {
				vote.complete(own.vote(ballot));
			} catch (ProblemException | RuntimeException e) {
				vote.completeExceptionally(e);
			}
		});
		return vote;
	}

	/** For the helper that takes terms: asks with a fixed deadline. */
	public Function<Ballot, List<Vote>> within(Duration deadline) {
		return ballot -> {
			try {
				return ask(ballot, deadline);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return List.of();
			}
		};
	}

	private static final class Tally {

		private final int majority;
		private final List<Vote> votes = new ArrayList<>();
		private final CompletableFuture<Void> decided = new CompletableFuture<>();

		private final int voters;

		Tally(int majority, int voters) {
			this.majority = majority;
			this.voters = voters;
		}

		synchronized void add(Vote vote) {
			votes.add(vote);
			long granted = votes.stream().filter(Vote::granted).count();
			if (granted >= majority || votes.size() - granted > voters - majority) {
				decided.complete(null);
			}
		}

		synchronized List<Vote> votes() {
			return List.copyOf(votes);
		}
	}
}
