// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/**
 * When an epoch counts as committed: how many secondaries must have verified it and made it durable.
 *
 * @param acknowledgements that many; 0 for all that are wanted
 */
public record CommitPolicy(int acknowledgements) {

	/** The first secondary that has it is enough. */
	public static final CommitPolicy ANY = new CommitPolicy(1);
	/** Every wanted secondary must have it: while one is away nothing is committed. */
	public static final CommitPolicy ALL = new CommitPolicy(0);

	public CommitPolicy {
		if (acknowledgements < 0) {
			throw new IllegalArgumentException("not a number of secondaries: " + acknowledgements);
		}
	}

	/** How many of so many wanted secondaries must have an epoch. */
	public int needed(int wanted) {
		return acknowledgements == 0 ? Math.max(1, wanted) : acknowledgements;
	}

	/** {@code any}, {@code all} or a number, as {@link #toString} writes it. */
	public static CommitPolicy parse(String text) {
		return switch (text) {
			case "any" -> ANY;
			case "all" -> ALL;
			default -> new CommitPolicy(positive(text));
		};
	}

	private static int positive(String text) {
		try {
			return Math.max(1, Integer.parseInt(text));
		} catch (NumberFormatException e) {
			throw new IllegalArgumentException("any, all or a number of secondaries: " + text, e);
		}
	}

	@Override
	public String toString() {
		return switch (acknowledgements) {
			case 0 -> "all";
			case 1 -> "any";
			default -> Integer.toString(acknowledgements);
		};
	}
}
