// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Run;
import org.understudy.model.graph.GraphDelta;

/** What a node tells its clients unasked; at most four times a second each. */
@JsonSegment("understudy")
public interface AdministrationEvents {

	@JsonNotification
	void clusterChanged(ClusterSnapshot snapshot);

	@JsonNotification
	void graphChanged(GraphEvent event);

	@JsonNotification
	void runChanged(Run run);

	/** A watched application's graph changed; on a gap in the sequence ask for the graph again. */
	record GraphEvent(String application, GraphDelta delta) {
	}
}
