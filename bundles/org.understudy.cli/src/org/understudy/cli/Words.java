// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.function.Function;

import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The user's words as the model's values. */
final class Words {

	private Words() {
	}

	static ApplicationName application(String text) throws ProblemException {
		return checked(text, ApplicationName::new);
	}

	static NodeName node(String text) throws ProblemException {
		return checked(text, NodeName::new);
	}

	/** What a record's constructor refuses is the user's mistake. */
	static <T> T checked(String text, Function<String, T> make) throws ProblemException {
		try {
			return make.apply(text);
		} catch (IllegalArgumentException e) {
			throw new ProblemException(Problem.error("usage", "'" + text + "' cannot be used here.", e.getMessage(), "Correct it."), e);
		}
	}
}
