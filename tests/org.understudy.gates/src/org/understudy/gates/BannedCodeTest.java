// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import java.util.ArrayList;
import java.util.List;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import org.junit.jupiter.api.Test;
import org.understudy.gates.Checkout.Source;

/** What the bundles' code must not contain (tests may). */
class BannedCodeTest {

	private static final class Banned extends TreeScanner<Void, List<String>> {

		private final Source source;

		Banned(Source source) {
			this.source = source;
		}

		@Override
		public Void visitMemberSelect(MemberSelectTree select, List<String> violations) {
			if (select.getIdentifier().contentEquals("printStackTrace")) {
				violations.add(source.at(select) + " printStackTrace: hand a Problem on, or log");
			}
			if (select.toString().equals("System.currentTimeMillis") && !source.name().endsWith("Clock.java")) {
				violations.add(source.at(select) + " System.currentTimeMillis: take a clock; decisions take monotonic time");
			}
			return super.visitMemberSelect(select, violations);
		}

		@Override
		public Void visitCatch(CatchTree clause, List<String> violations) {
			String type = clause.getParameter().getType().toString();
			if ((type.equals("Throwable") || type.equals("java.lang.Throwable")) && !callsNativeCode()) {
				violations.add(source.at(clause) + " catch (Throwable): an Error is nobody's to handle");
			}
			return super.visitCatch(clause, violations);
		}

		/** A MethodHandle's invokeExact declares Throwable: who calls native code must catch it. */
		private boolean callsNativeCode() {
			return source.tree().getImports().stream().anyMatch(i -> i.getQualifiedIdentifier().toString().equals("java.lang.invoke.MethodHandle"));
		}

		@Override
		public Void visitMethod(MethodTree method, List<String> violations) {
			if (method.getThrows().stream().map(Object::toString).anyMatch(t -> t.equals("Exception") || t.equals("Throwable"))) {
				violations.add(source.at(method) + " throws Exception: say which");
			}
			return super.visitMethod(method, violations);
		}
	}

	@Test
	void bundlesKeepClearOfWhatIsBanned() {
		List<String> violations = new ArrayList<>();
		Checkout.sources("bundles").forEach(source -> new Banned(source).scan(source.tree(), violations));
		Gate.holds("bundles keep clear of what is banned", violations);
	}
}
