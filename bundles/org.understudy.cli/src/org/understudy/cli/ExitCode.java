// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.Set;

import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/** What the process answers to its caller; documented in docs/guide/exit-codes.md. */
public final class ExitCode {

	public static final int OK = 0;
	/** A run did not succeed, or something was found. */
	public static final int FINDING = 1;
	public static final int USAGE = 2;
	public static final int UNREACHABLE = 3;
	public static final int REFUSED = 4;
	public static final int NOT_FOUND = 5;
	public static final int NOT_NOW = 6;
	/** EX_SOFTWARE of sysexits.h. */
	public static final int INTERNAL = 70;

	private static final Set<String> USAGES = Set.of("usage", "unknown-command", "reason-missing", "name-invalid", "host-address-invalid",
			"no-connection", "connection-ambiguous");
	private static final Set<String> SILENCES = Set.of("unreachable", "timeout", "disconnected", "connection-lost", "run-not-finished",
			"cancelled", "host-unreachable", "host-connection-broken", "host-command-late", "peer-unreachable", "peer-silent");
	private static final Set<String> REFUSALS = Set.of("host-key-unknown", "host-key-changed", "key-refused", "key-unreadable",
			"not-allowed", "host-login-refused");
	private static final Set<String> ABSENCES = Set.of("no-node", "no-report", "connection-not-found", "host-not-provisioned");
	private static final Set<String> FAULTS = Set.of("internal-error", "not-supported", "version-mismatch");

	private ExitCode() {
	}

	/** Codes begin with {@code unknown-} when what was named does not exist; what is in no list cannot be done now. */
	public static int of(Problem problem) {
		String code = problem.code();
		if (USAGES.contains(code)) {
			return USAGE;
		} else if (SILENCES.contains(code)) {
			return UNREACHABLE;
		} else if (REFUSALS.contains(code)) {
			return REFUSED;
		} else if (FAULTS.contains(code)) {
			return INTERNAL;
		}
		return code.startsWith("unknown-") || ABSENCES.contains(code) ? NOT_FOUND : NOT_NOW;
	}

	public static int of(Run run) {
		return run.state() == RunState.SUCCEEDED || !run.state().isOver() ? OK : FINDING;
	}
}
