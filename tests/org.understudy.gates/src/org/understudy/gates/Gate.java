// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

/** How a gate speaks: what breaks a rule fails the build, what only deserves a talk is printed. */
final class Gate {

	private Gate() {
	}

	static void holds(String rule, List<String> violations) {
		if (!violations.isEmpty()) {
			fail(rule + ": " + violations.size() + " violation(s)\n  " + String.join("\n  ", violations));
		}
	}

	static void talk(String about, List<String> places) {
		if (!places.isEmpty()) {
			System.out.println("[talk] " + about + ": " + places.size() + "\n  " + String.join("\n  ", places));
		}
	}
}
