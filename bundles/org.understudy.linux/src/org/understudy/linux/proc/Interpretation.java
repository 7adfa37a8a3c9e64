// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.time.Instant;

import org.understudy.core.replicability.Background;
import org.understudy.model.graph.ResourceGraph;

/** Makes a graph of what was read. */
final class Interpretation {

	private final Scan scan;
	private final FileMapper files;
	private final SocketMapper sockets;
	private final WatchMapper watches;
	private final DescriptorMapper descriptors;

	Interpretation(Scan scan) {
		this.scan = scan;
		this.files = new FileMapper(scan);
		this.sockets = new SocketMapper(scan);
		this.watches = new WatchMapper(scan, files);
		this.descriptors = new DescriptorMapper(scan, files, sockets, watches);
	}

	ResourceGraph graph(Instant now, Background background) {
		new ProcessMapper(scan).map();
		for (ProcessSample sample : scan.samples) {
			files.map(sample);
			descriptors.map(sample);
		}
		sockets.finish();
		descriptors.finish();
		new IpcMapper(scan).map();
		return scan.graph.build(now, background);
	}
}
