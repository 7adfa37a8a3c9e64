// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.VerbOrder;
import org.understudy.model.Vote;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.SurveyQuestions;

/** What the agents ask of each other over the mesh. */
@JsonSegment("peer")
public interface PeerApi {

	@JsonRequest
	CompletableFuture<Vote> vote(Ballot ballot);

	/** Stops the application here for good, so that another node may run it. */
	@JsonRequest
	CompletableFuture<FenceEvidence> fence(VerbOrder order);

	/** Brings {@code order.to()} near, while the application runs here; answers with the epoch that it has then. */
	@JsonRequest
	CompletableFuture<Epoch> approach(VerbOrder order);

	/** Freezes the application for good and brings its last state to {@code order.to()}; on failure it goes on here. */
	@JsonRequest
	CompletableFuture<Departed> depart(VerbOrder order);

	/** It could not be moved: it goes on here, with its connections. */
	@JsonRequest
	CompletableFuture<FenceEvidence> goOn(VerbOrder order);

	/** It serves elsewhere: what stands here is removed. */
	@JsonRequest
	CompletableFuture<FenceEvidence> leave(VerbOrder order);

	/** Takes over a configuration with a higher version. */
	@JsonRequest
	CompletableFuture<Void> configure(ClusterConfig configuration);

	/** Removes the replicas of an application. */
	@JsonRequest
	CompletableFuture<Void> forget(VerbOrder order);

	/** What this host has of what an application requires; blocks up to a minute where much must be read. */
	@JsonRequest
	CompletableFuture<HostFacts> survey(SurveyQuestions questions);

	/** Orders passed on to this node; their authority was checked by the sender. */
	@JsonDelegate
	AdministrationApi administration();
}
