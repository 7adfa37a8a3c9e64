// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.understudy.model.Epoch;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.Preflight;

/**
 * What can be asked about graphs beyond the newest one. The answering node passes a question on to the one that knows; a peer asks
 * only what the peer itself knows. Futures fail with a {@code ProblemException}.
 */
@JsonSegment("graphs")
public interface GraphApi {

	/** The graph of an application as it was; {@code unknown-moment} when no node remembers it. */
	@JsonRequest
	CompletableFuture<ResourceGraph> past(PastRequest request);

	/** The newest changes of an application's graph, newest first, and the epochs whose graphs can be had. */
	@JsonRequest
	CompletableFuture<Past> changes(ChangesRequest request);

	/** Compares what an application requires with what each of its secondaries has; takes up to a minute. */
	@JsonRequest
	CompletableFuture<Preflights> preflight(PreflightRequest request);

	/** What an inspection of some processes reads, without secrets and names; to be looked at again elsewhere. */
	@JsonRequest
	CompletableFuture<Recording> record(RecordRequest request);

	/** Of an application, or with an empty name of the target as {@code inspect} takes it, on the node or, when empty, the answering one. */
	record RecordRequest(String application, String target, String node) {
	}

	/** A ZIP of small files. */
	record Recording(byte[] zip) {
	}

	/** Of one node, or with an empty name of all that would keep a replica. */
	record PreflightRequest(String application, String node) {
	}

	record Preflights(List<Preflight> nodes) {
	}

	/** {@code moment}: {@code now}, {@code epoch:42} or {@code at:2026-11-24T10:00:00Z}. */
	record PastRequest(String application, String moment) {
	}

	/** At most {@code last} of them. */
	record ChangesRequest(String application, int last) {
	}

	/**
	 * The remembered past.
	 *
	 * @param since   before that no moment can be shown, but epochs
	 * @param changes newest first
	 * @param epochs  newest first
	 */
	record Past(Instant since, List<Change> changes, List<Epoch> epochs) {
	}

	/** How many vertices and edges one change added, altered and removed. */
	record Change(long sequence, Instant at, Epoch epoch, int put, int removed, int edgesAdded, int edgesRemoved) {
	}
}
