// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.graph.Replicability;
import org.understudy.core.resource.ResourceClasses;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/**
 * What is drawn as one: a single resource, or several that are alike.
 *
 * @param id      identity on screen: the resource's own, or that of the fold
 * @param members sorted, at least one
 * @param group   the fold its resource belongs to when that fold has been opened; else empty
 */
public record FoldedNode(String id, List<Resource> members, String group) {

	/** How many member names a summary names. */
	private static final int NAMED = 3;
	private static final String DOT = " \u00b7 ";

	public FoldedNode {
		members = List.copyOf(members);
	}

	public boolean isFolded() {
		return members.size() > 1;
	}

	public ResourceKind kind() {
		return members.getFirst().kind();
	}

	public VertexShape shape() {
		VertexShape own = VertexShape.of(ResourceClasses.drawnAs(members.getFirst()));
		return isFolded() && own != VertexShape.CIRCLE ? VertexShape.STACK : own;
	}

	/** The verdict that matters most among the members. */
	public Replicability verdict() {
		return members.stream().map(Resource::replicability).max(Comparator.comparingInt(FoldedNode::weight)).orElseThrow();
	}

	private static int weight(Replicability verdict) {
		return switch (verdict) {
			case Replicability.Captured _ -> 0;
			case Replicability.Copied _ -> 1;
			case Replicability.Required _ -> 2;
			case Replicability.External _ -> 3;
			case Replicability.Blocked _ -> 4;
		};
	}

	public String label() {
		return isFolded() ? NLS.bind(Messages.fold_label, members.size(), Words.plural(kind())) : members.getFirst().label();
	}

	/** Second line: the kind and the verdict's word, so that the colour is never alone; for a fold also what is in it. */
	public String subtitle() {
		return isFolded() ? verdict().word() + DOT + summary() : Words.singular(kind()) + DOT + verdict().word();
	}

	private String summary() {
		String names = members.stream().limit(NAMED).map(Resource::label).collect(Collectors.joining(", "));
		return members.size() > NAMED ? names + ", \u2026" : names;
	}
}
