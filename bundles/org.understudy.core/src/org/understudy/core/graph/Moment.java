// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import org.understudy.model.Epoch;

/** A moment of an application's life of which its graph is wanted. The text form is what crosses the wire. */
public sealed interface Moment {

	/** The newest. */
	record Now() implements Moment {

		@Override
		public String toString() {
			return "now";
		}
	}

	/** The graph that was sent with this epoch. */
	record OfEpoch(Epoch epoch) implements Moment {

		@Override
		public String toString() {
			return "epoch:" + epoch.number();
		}
	}

	/** As it was then; between two changes the earlier one's. */
	record At(Instant instant) implements Moment {

		@Override
		public String toString() {
			return "at:" + instant;
		}
	}

	/**
	 * Reads what the moments' {@code toString} wrote.
	 *
	 * @throws IllegalArgumentException when it is none of them
	 */
	static Moment parse(String text) {
		try {
			if (text.equals("now")) {
				return new Now();
			} else if (text.startsWith("epoch:")) {
				return new OfEpoch(new Epoch(Long.parseLong(text.substring("epoch:".length()))));
			} else if (text.startsWith("at:")) {
				return new At(Instant.parse(text.substring("at:".length())));
			}
		} catch (DateTimeParseException e) {
			throw new IllegalArgumentException("not a moment: '" + text + "'", e);
		}
		throw new IllegalArgumentException("not a moment: '" + text + "'");
	}
}
