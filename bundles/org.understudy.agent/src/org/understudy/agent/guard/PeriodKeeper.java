// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.util.List;

import org.understudy.core.period.PeriodController;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.EpochRecord;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.PeriodPolicy;

/** The period in force. Adjusted on the loop, read from any thread. */
final class PeriodKeeper {

	/** A period that changed by this factor is worth a line in the journal. */
	private static final double NEWS = 2;

	private final PeriodPolicy policy;
	private volatile PeriodAdvice advice;
	private Duration told;

	PeriodKeeper(ApplicationSpec spec) {
		this.policy = spec.capture().period();
		this.advice = PeriodController.advise(policy, spec.period(), List.of());
		this.told = advice.period();
	}

	PeriodAdvice advice() {
		return advice;
	}

	/** After an epoch. @return whether the period is another one by now, so that it should be told */
	boolean adjust(List<EpochRecord> newestFirst) {
		advice = PeriodController.advise(policy, advice.period(), newestFirst);
		double change = (double) advice.period().toNanos() / told.toNanos();
		if (change < NEWS && change > 1 / NEWS) {
			return false;
		}
		told = advice.period();
		return true;
	}
}
