// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.util.Objects;

import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * What a voter has promised for an application, and must never forget.
 *
 * @param term     the highest it granted
 * @param holder   to whom
 * @param released whether the holder gave it back
 */
public record Grant(Term term, NodeName holder, boolean released) {

	public Grant {
		Objects.requireNonNull(term);
		Objects.requireNonNull(holder);
	}

	boolean heldBy(NodeName node) {
		return holder.equals(node);
	}
}
