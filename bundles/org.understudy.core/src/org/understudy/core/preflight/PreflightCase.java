// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.NodeName;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.HostFacts;

/**
 * All that a preflight judges by.
 *
 * @param spec  what was decided
 * @param graph what the application uses now
 * @param here  the host on which it runs, asked the same questions
 * @param node  the secondary
 * @param there the secondary's host
 * @param epoch bytes of a whole epoch: images and files
 */
public record PreflightCase(ApplicationSpec spec, ResourceGraph graph, HostFacts here, NodeName node, HostFacts there, Bytes epoch) {
}
