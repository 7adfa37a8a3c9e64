// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.understudy.model.Assessment;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.LossOutlook;
import org.understudy.model.NodeConfig;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.ScrubReport;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/**
 * What an administrator can ask of any node; the node passes an order on to the one that must carry it out. Futures fail with a
 * {@code ProblemException}. The server puts the authenticated key's name in place of every order's actor.
 */
@JsonSegment("understudy")
public interface AdministrationApi {

	/** First call: versions on both sides must agree in the major number. */
	@JsonRequest
	CompletableFuture<Welcome> hello(Hello hello);

	@JsonRequest
	CompletableFuture<ClusterSnapshot> cluster();

	/** The live graph of an application; follow it with {@link #watch}. */
	@JsonRequest
	CompletableFuture<ResourceGraph> graph(Target target);

	/** What can be asked about graphs beyond the newest one. */
	@JsonDelegate
	GraphApi graphs();

	/** The graph of any process tree on a node: not protected, only looked at. */
	@JsonRequest
	CompletableFuture<ResourceGraph> inspect(InspectRequest request);

	/** From now on this client gets {@code graphChanged} for the application; answers with the graph they apply to. */
	@JsonRequest
	CompletableFuture<ResourceGraph> watch(Target target);

	@JsonRequest
	CompletableFuture<Void> unwatch(Target target);

	/** Starts; follow the run with {@code runChanged} or {@link #run}. */
	@JsonRequest
	CompletableFuture<Run> protect(ProtectOrder order);

	@JsonRequest
	CompletableFuture<Run> rehearse(VerbOrder order);

	@JsonRequest
	CompletableFuture<Run> failover(VerbOrder order);

	/** Moves a running application to another node, with its connections. */
	@JsonRequest
	CompletableFuture<Run> switchover(VerbOrder order);

	/** What a verb would do now; changes nothing. */
	@JsonRequest
	CompletableFuture<Preview> preview(PreviewRequest request);

	/** What the loss of a node would mean now. */
	@JsonRequest
	CompletableFuture<LossOutlook> outlook(NodeReference lost);

	/** Stops the application and forgets its replicas. */
	@JsonRequest
	CompletableFuture<Void> unprotect(VerbOrder order);

	/** From now on no node moves or restarts the application by itself, or does so again: all nodes know before this answers. */
	@JsonRequest
	default CompletableFuture<ClusterConfig> maintenance(MaintenanceOrder order) {
		return CompletableFuture.failedFuture(new UnsupportedOperationException("maintenance"));
	}

	/** What each node thinks of an application's place now, and why; nodes that do not answer are absent. */
	@JsonRequest
	default CompletableFuture<Whys> why(Target target) {
		return CompletableFuture.failedFuture(new UnsupportedOperationException("why"));
	}

	/** Reads again what the named node keeps of an application's epochs, and sets aside what is damaged. */
	@JsonRequest
	default CompletableFuture<ScrubReport> scrub(ScrubRequest request) {
		return CompletableFuture.failedFuture(new UnsupportedOperationException("scrub"));
	}

	@JsonRequest
	CompletableFuture<Run> run(RunReference run);

	/** Asks a run to stop at its next safe point. */
	@JsonRequest
	CompletableFuture<Run> cancel(RunReference run);

	@JsonRequest
	CompletableFuture<ReportDocument> report(ReportRequest request);

	@JsonRequest
	CompletableFuture<ClusterConfig> configuration();

	/** Makes a new node a member: all nodes get the new configuration before this answers. */
	@JsonRequest
	CompletableFuture<ClusterConfig> admit(NodeChange change);

	/** Takes a node out; refused while it runs or keeps an application. */
	@JsonRequest
	CompletableFuture<ClusterConfig> dismiss(NodeChange change);

	record Hello(String client, String version) {
	}

	record Welcome(String node, String version, String actor) {
	}

	/** {@code application} by name. */
	record Target(String application) {
	}

	/** {@code begin}: else it ends. */
	record MaintenanceOrder(String application, boolean begin, org.understudy.model.Authority authority) {
	}

	/** By node. */
	record Whys(List<Assessment> assessments) {

		public Whys {
			assessments = List.copyOf(assessments);
		}
	}

	record NodeReference(String node) {
	}

	/**
	 * Which processes: {@code 4711} and its descendants, a control group {@code /system.slice/nginx.service}, a unit
	 * {@code nginx.service}. On the named node; on the answering one when it is empty.
	 */
	record InspectRequest(String target, String node) {
	}

	/** {@code application} on {@code node}, both by name. */
	record ScrubRequest(String application, String node) {
	}

	record RunReference(String id) {
	}

	/** {@code format}: {@code html} or {@code json}. */
	record ReportRequest(String run, String format) {
	}

	record ReportDocument(String run, String mediaType, String fileName, String content) {
	}

	record NodeChange(NodeConfig node, org.understudy.model.Authority authority) {
	}

	/** Names of formats that {@link #report} knows. */
	List<String> REPORT_FORMATS = List.of("html", "json");
}
