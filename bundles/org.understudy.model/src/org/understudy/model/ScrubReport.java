// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;

/**
 * What came of reading again all that one node keeps of an application's epochs.
 *
 * @param node     where
 * @param read     bytes that were read
 * @param epochs   epochs that are whole
 * @param findings what is damaged and was set aside; empty when nothing is
 */
public record ScrubReport(NodeName node, Bytes read, int epochs, List<Problem> findings) {

	public ScrubReport {
		findings = List.copyOf(findings);
	}
}
