// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.understudy.model.graph.ResourceGraph;

/** Folds, places and hands over scenes in the background; of requests that come faster than it works only the newest counts. */
final class SceneJob extends Job {

	/**
	 * What to show.
	 *
	 * @param opened    folds that are open
	 * @param rearrange give up the old places
	 */
	record Request(ResourceGraph graph, GraphFilter filter, Set<String> opened, boolean rearrange) {
	}

	private final AtomicReference<Request> next = new AtomicReference<>();
	private final NodeSizes sizes;
	private final Consumer<Scene> display;
	private Placement placement = Placement.EMPTY;

	/** {@code display} is called in this job's thread. */
	SceneJob(NodeSizes sizes, Consumer<Scene> display) {
		super(Messages.job_layout);
		this.sizes = sizes;
		this.display = display;
		setSystem(true);
	}

	void request(Request request) {
		// a wish to rearrange must not be lost to a newer graph
		next.accumulateAndGet(request, (old, now) -> old == null || !old.rearrange() ? now
				: new Request(now.graph(), now.filter(), now.opened(), true));
		schedule();
	}

	@Override
	protected IStatus run(IProgressMonitor monitor) {
		Request request = next.getAndSet(null);
		if (request != null && !monitor.isCanceled()) {
			FoldedGraph folded = GraphFolding.fold(request.filter().apply(request.graph()), request.opened());
			Optional<Placement> kept = request.rearrange() ? Optional.empty() : StablePlacement.update(placement, folded, sizes);
			placement = kept.orElseGet(() -> LayeredLayout.place(folded, sizes));
			display.accept(Scene.of(folded, placement));
		}
		return Status.OK_STATUS;
	}
}
