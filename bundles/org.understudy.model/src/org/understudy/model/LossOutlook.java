// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the loss of a node at this moment would mean.
 *
 * @param node      which would be lost
 * @param voters    how many voters would still answer
 * @param majority  how many are needed to take anything over
 * @param fates     of the applications that run or have a replica there
 * @param findings  what should be mended before it happens
 */
public record LossOutlook(NodeName node, int voters, int majority, List<Fate> fates, List<Problem> findings) {

	/**
	 * What would become of one application.
	 *
	 * @param runsThere whether it runs on the lost node; else its replica is there
	 * @param next      where it would run; empty when nowhere
	 * @param loses     work that would be lost
	 * @param standsStill until it serves again after the order; zero when it goes on
	 * @param sentence  all of it in words
	 */
	public record Fate(ApplicationName application, boolean runsThere, String next, Duration loses, Duration standsStill, String sentence) {
	}

	public LossOutlook {
		Objects.requireNonNull(node);
		fates = List.copyOf(fates);
		findings = List.copyOf(findings);
	}
}
