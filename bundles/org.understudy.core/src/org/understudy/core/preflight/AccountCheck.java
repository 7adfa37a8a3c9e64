// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.understudy.model.Problem;
import org.understudy.model.preflight.HostFacts.Account;

/** Users and groups: processes keep their numbers, and files belong to numbers; the names matter to whoever looks them up. */
final class AccountCheck {

	private AccountCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		List<Problem> findings = new ArrayList<>(compare("user", it, it.here().users(), it.there().users()));
		findings.addAll(compare("group", it, it.here().groups(), it.there().groups()));
		return findings;
	}

	private static List<Problem> compare(String what, PreflightCase it, List<Account> here, List<Account> there) {
		Map<Long, String> names = there.stream().collect(Collectors.toMap(Account::number, Account::name, (a, _) -> a));
		List<Problem> findings = new ArrayList<>();
		int same = 0;
		for (Account account : here) {
			String name = names.get(account.number());
			if (account.name().equals(name)) {
				same++;
			} else {
				findings.add(finding(what, account, name, it));
			}
		}
		if (same > 0) {
			findings.add(PreflightCheck.well(what + "s", "%d %s the same on %s.".formatted(same, same == 1 ? what + " is" : what + "s are", it.node())));
		}
		return findings;
	}

	/** A missing one breaks only look-ups by name; another's number gives that one's files to the application. */
	private static Problem finding(String what, Account account, String other, PreflightCase it) {
		String remedy = "Make it there with the same number: %sadd --%sid %d %s".formatted(what, what.charAt(0), account.number(), account.name());
		if (other == null) {
			return Problem.warning("preflight-" + what + "-missing", "%s has no %s %s (%d).".formatted(it.node(), what, account.name(), account.number()),
					"Processes keep the number; what looks up the name fails.", remedy);
		}
		return Problem.error("preflight-" + what + "-differs", "%s %d is %s on %s, and %s on the primary.".formatted(
				Character.toUpperCase(what.charAt(0)) + what.substring(1), account.number(), other, it.node(), account.name()),
				"The application would act under the name of another, and share its rights.",
				"Give %s another number on %s, then: %sadd --%sid %d %s".formatted(other, it.node(), what, what.charAt(0), account.number(),
						account.name()));
	}
}
