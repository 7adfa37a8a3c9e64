// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.understudy.agent.guard.Ballots.OwnVoter;
import org.understudy.api.AdministrationApi;
import org.understudy.api.PeerApi;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.VerbOrder;
import org.understudy.model.Vote;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.SurveyQuestions;

/** What one authenticated peer may ask of this node. Thread-safe. */
public final class PeerService implements PeerApi {

	private final NodeName peer;
	private final Desk desk;
	private final OwnVoter voter;

	public PeerService(NodeName peer, Desk desk, OwnVoter voter) {
		this.peer = peer;
		this.desk = desk;
		this.voter = voter;
	}

	@Override
	public CompletableFuture<Vote> vote(Ballot ballot) {
		return Answers.from(() -> {
			if (!ballot.node().equals(peer)) {
				throw Problem.error("not-your-ballot", peer + " cast a ballot for " + ballot.node() + ".", "A node may only ask for itself.", "").exception();
			}
			return voter.vote(ballot);
		});
	}

	@Override
	public CompletableFuture<FenceEvidence> fence(VerbOrder order) {
		return Answers.from(() -> desk.fence(order));
	}

	@Override
	public CompletableFuture<Epoch> approach(VerbOrder order) {
		return Answers.from(() -> desk.guards().approach(mine(order)));
	}

	@Override
	public CompletableFuture<Departed> depart(VerbOrder order) {
		return Answers.from(() -> desk.guards().depart(mine(order)));
	}

	@Override
	public CompletableFuture<FenceEvidence> goOn(VerbOrder order) {
		return Answers.from(() -> desk.guards().goOn(mine(order)));
	}

	@Override
	public CompletableFuture<FenceEvidence> leave(VerbOrder order) {
		return Answers.from(() -> desk.guards().leave(mine(order)));
	}

	/** An application may only be moved by the node that it is moved to. */
	private VerbOrder mine(VerbOrder order) throws ProblemException {
		if (!order.to().equals(peer.value())) {
			throw Problem.error("not-your-move", peer + " moves " + order.application() + " to " + order.to() + ".", "A node may only ask for itself.", "").exception();
		}
		return order;
	}

	@Override
	public CompletableFuture<Void> configure(ClusterConfig configuration) {
		return Answers.from(() -> {
			desk.configure(configuration);
			return null;
		});
	}

	@Override
	public CompletableFuture<Void> forget(VerbOrder order) {
		return Answers.from(() -> {
			desk.forget(order.application());
			return null;
		});
	}

	@Override
	public CompletableFuture<HostFacts> survey(SurveyQuestions questions) {
		return Answers.from(() -> desk.services().host().survey().survey(questions));
	}

	@Override
	public AdministrationApi administration() {
		return new AdministrationService(desk, Optional.empty());
	}
}
