// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import org.understudy.api.Json;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.graph.ResourceGraph;

import java.nio.charset.StandardCharsets;

/** What travels with every epoch, so that a secondary can continue without its primary: what was decided, and the graph then. */
public record EpochMeta(ApplicationSpec spec, ResourceGraph graph) {

	public byte[] bytes() {
		return Json.bytes(this);
	}

	public static EpochMeta of(StoredEpoch epoch) {
		return Json.read(new String(epoch.meta(), StandardCharsets.UTF_8), EpochMeta.class);
	}
}
