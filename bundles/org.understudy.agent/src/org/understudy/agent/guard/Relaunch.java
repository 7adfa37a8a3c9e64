// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.util.concurrent.locks.Lock;

import org.understudy.core.port.Capsule;
import org.understudy.model.Mode;
import org.understudy.model.ProblemException;

/** Starts a capsule's command again in the capsule: its files stay, what was in memory does not. Blocks. */
record Relaunch(Services services, Mode mode) {

	/** @param stillness nobody captures or inspects meanwhile */
	Capsule of(Capsule capsule, Lock stillness) throws ProblemException {
		stillness.lock();
		try {
			services.epochs().engine(mode).forget(capsule.id());
			services.host().capsules().stop(capsule);
			Capsule fresh = services.host().capsules().launch(capsule);
			services.host().capsules().connect(fresh);
			return fresh;
		} finally {
			stillness.unlock();
		}
	}
}
