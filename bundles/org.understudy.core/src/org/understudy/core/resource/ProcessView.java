// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.resource;

import java.util.List;
import java.util.function.Predicate;

import org.understudy.model.graph.Resource;

/**
 * One process as a resource class sees it.
 *
 * @param process  its vertex with all facts
 * @param uses     the vertices that its edges lead to
 * @param evidence reads what the graph does not hold
 */
public record ProcessView(Resource process, List<Resource> uses, ProcessEvidence evidence) {

	public boolean uses(Predicate<Resource> which) {
		return uses.stream().anyMatch(which);
	}
}
