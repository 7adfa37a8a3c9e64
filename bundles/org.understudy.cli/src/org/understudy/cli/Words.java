// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Instant;
import java.util.function.Function;

import org.understudy.core.graph.Moment;
import org.understudy.model.ApplicationName;
import org.understudy.model.Epoch;
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

	/** {@code now}, an epoch's number, how long before {@code now} ({@code 90s}), or an instant. */
	static Moment moment(String text, Instant now) throws ProblemException {
		return checked(text, word -> {
			if (word.equals("now")) {
				return new Moment.Now();
			} else if (word.matches("\\d{1,18}")) {
				return new Moment.OfEpoch(new Epoch(Long.parseLong(word)));
			}
			return word.matches("[\\d.]+[a-z]+") ? new Moment.At(now.minus(Times.parse(word))) : Moment.parse("at:" + word);
		});
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
