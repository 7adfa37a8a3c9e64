// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

/** Describes this host's processor so that another host can say whether it can do the same. Thread-safe; blocks for a moment. */
public interface Processors {

	/** For hosts that cannot tell: nothing is described, and nothing compared. */
	Processors NONE = new Processors() {
		@Override
		public byte[] describe() {
			return new byte[0];
		}

		@Override
		public String compare(byte[] other) {
			return "";
		}
	};

	/** Opaque; empty when it cannot be described. */
	byte[] describe();

	/** Why this processor cannot continue what began on the described one, one line; empty when it can, or cannot be told. */
	String compare(byte[] other);
}
