// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.util.concurrent.CompletableFuture;

import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.LossOutlook;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/** An agent of which each test says what it answers. */
class ScriptedAgent implements AdministrationApi {

	final CompletableFuture<ClusterSnapshot> never = new CompletableFuture<>();

	@Override
	public CompletableFuture<Welcome> hello(Hello hello) {
		return CompletableFuture.completedFuture(new Welcome("alpha", "0.1.0", "ann"));
	}

	@Override
	public CompletableFuture<ClusterSnapshot> cluster() {
		return never;
	}

	@Override
	public CompletableFuture<ResourceGraph> graph(Target target) {
		return CompletableFuture.completedFuture(Samples.graph(new java.util.Random(5), 300));
	}

	@Override
	public GraphApi graphs() {
		return new GraphApi() {
			@Override
			public CompletableFuture<ResourceGraph> past(PastRequest request) {
				return graph(new Target(request.application()));
			}

			@Override
			public CompletableFuture<Preflights> preflight(PreflightRequest request) {
				return CompletableFuture.completedFuture(new Preflights(java.util.List.of(Samples.PREFLIGHT)));
			}

			@Override
			public CompletableFuture<Recording> record(RecordRequest request) {
				return CompletableFuture.completedFuture(new Recording(new byte[] { 1 }));
			}

			@Override
			public CompletableFuture<Past> changes(ChangesRequest request) {
				return CompletableFuture.completedFuture(new Past(Samples.NOW, java.util.List.of(), java.util.List.of()));
			}
		};
	}

	@Override
	public CompletableFuture<ResourceGraph> inspect(InspectRequest request) {
		throw new IllegalStateException("a bug");
	}

	@Override
	public CompletableFuture<ResourceGraph> watch(Target target) {
		return graph(target);
	}

	@Override
	public CompletableFuture<Void> unwatch(Target target) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Run> protect(ProtectOrder order) {
		return CompletableFuture.failedFuture(new IllegalArgumentException("another bug"));
	}

	@Override
	public CompletableFuture<Run> rehearse(VerbOrder order) {
		return CompletableFuture.completedFuture(Samples.RUN);
	}

	@Override
	public CompletableFuture<Run> failover(VerbOrder order) {
		return CompletableFuture.failedFuture(Samples.PROBLEM.exception());
	}

	@Override
	public CompletableFuture<Run> switchover(VerbOrder order) {
		return CompletableFuture.completedFuture(Samples.RUN);
	}

	@Override
	public CompletableFuture<Preview> preview(PreviewRequest request) {
		return CompletableFuture.completedFuture(Samples.PREVIEW);
	}

	@Override
	public CompletableFuture<LossOutlook> outlook(NodeReference lost) {
		return CompletableFuture.completedFuture(Samples.OUTLOOK);
	}

	@Override
	public CompletableFuture<Void> unprotect(VerbOrder order) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Run> run(RunReference run) {
		return CompletableFuture.completedFuture(Samples.RUN);
	}

	@Override
	public CompletableFuture<Run> cancel(RunReference run) {
		return CompletableFuture.completedFuture(Samples.RUN);
	}

	@Override
	public CompletableFuture<ReportDocument> report(ReportRequest request) {
		return CompletableFuture.completedFuture(new ReportDocument(request.run(), "text/html", "r.html", "x".repeat(5_000_000)));
	}

	@Override
	public CompletableFuture<ClusterConfig> configuration() {
		return CompletableFuture.completedFuture(Samples.CLUSTER);
	}

	@Override
	public CompletableFuture<ClusterConfig> admit(NodeChange change) {
		return configuration();
	}

	@Override
	public CompletableFuture<ClusterConfig> dismiss(NodeChange change) {
		return configuration();
	}
}
