// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.understudy.admin.Connection;
import org.understudy.admin.ConnectionListener;
import org.understudy.admin.JsonText;
import org.understudy.core.graph.DeltaText;
import org.understudy.core.graph.GraphDiff;
import org.understudy.model.ApplicationName;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;

/** Prints an application's graph and then its changes, until interrupted or the connection is closed. */
final class GraphFollow {

	private final Console console;
	private final Connection connection;
	private final BlockingQueue<ResourceGraph> graphs = new LinkedBlockingQueue<>();

	GraphFollow(Console console, Connection connection, ApplicationName name) {
		this.console = console;
		this.connection = connection;
		connection.addListener(new ConnectionListener() {
			@Override
			public void graphChanged(ApplicationName changed, ResourceGraph graph) {
				if (changed.equals(name)) {
					graphs.add(graph);
				}
			}
		});
	}

	void print(ResourceGraph first, GraphForm form) {
		console.line(console.json() ? JsonText.line(first) : form.render(first));
		ResourceGraph shown = first;
		try {
			while (connection.state() != Connection.State.CLOSED) {
				ResourceGraph next = graphs.take();
				change(shown, next);
				shown = next;
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void change(ResourceGraph old, ResourceGraph next) {
		GraphDelta delta = GraphDiff.between(old, next);
		if (!delta.isEmpty() && console.json()) {
			console.line(JsonText.line(delta));
		} else {
			DeltaText.lines(old, delta).forEach(console::line);
		}
	}
}
