// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import java.util.ArrayList;
import java.util.List;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import org.junit.jupiter.api.Test;
import org.understudy.gates.Checkout.Source;

/** Sizes of bundles and tests: some fail, smaller ones are only printed, to be talked about. */
class SizeTest {

	private static final int METHOD_FAILS = 60;
	private static final int METHOD_TALK = 30;
	private static final int FILE_FAILS = 500;
	private static final int FILE_TALK = 300;
	private static final int PARAMETERS_FAIL = 7;
	private static final int PARAMETERS_TALK = 4;

	private record Sized(String place, long size) {

		static List<String> over(List<Sized> all, long limit, long upTo) {
			return all.stream().filter(s -> s.size > limit && s.size <= upTo).map(s -> s.place + "  " + s.size).toList();
		}
	}

	/** Collects the methods and constructors of a source, with their lines and their parameters. */
	private static final class Methods extends TreeScanner<Void, Boolean> {

		private final Source source;
		private final List<Sized> lines = new ArrayList<>();
		private final List<Sized> parameters = new ArrayList<>();

		Methods(Source source) {
			this.source = source;
			scan(source.tree(), false);
		}

		@Override
		public Void visitClass(ClassTree type, Boolean inRecord) {
			return super.visitClass(type, type.getKind() == Tree.Kind.RECORD);
		}

		@Override
		public Void visitMethod(MethodTree method, Boolean inRecord) {
			String place = source.at(method) + " " + method.getName();
			lines.add(new Sized(place, linesOf(method)));
			boolean componentsOfRecord = inRecord && method.getReturnType() == null;
			if (!componentsOfRecord) {
				parameters.add(new Sized(place, method.getParameters().size()));
			}
			return super.visitMethod(method, inRecord);
		}

		private long linesOf(MethodTree method) {
			var positions = source.trees().getSourcePositions();
			return source.line(positions.getEndPosition(source.tree(), method)) - source.line(positions.getStartPosition(source.tree(), method)) + 1;
		}
	}

	private final List<Source> sources = Checkout.sources(".");

	@Test
	void methodsAreShort() {
		List<Sized> methods = sources.stream().flatMap(s -> new Methods(s).lines.stream()).toList();
		Gate.talk("methods of more than " + METHOD_TALK + " lines", Sized.over(methods, METHOD_TALK, METHOD_FAILS));
		Gate.holds("no method of more than " + METHOD_FAILS + " lines", Sized.over(methods, METHOD_FAILS, Long.MAX_VALUE));
	}

	@Test
	void filesAreShort() {
		List<Sized> files = sources.stream().map(s -> new Sized(s.name(), s.lines().size())).toList();
		Gate.talk("files of more than " + FILE_TALK + " lines", Sized.over(files, FILE_TALK, FILE_FAILS));
		Gate.holds("no file of more than " + FILE_FAILS + " lines", Sized.over(files, FILE_FAILS, Long.MAX_VALUE));
	}

	@Test
	void parametersAreFew() {
		List<Sized> methods = sources.stream().flatMap(s -> new Methods(s).parameters.stream()).toList();
		Gate.talk("methods with more than " + PARAMETERS_TALK + " parameters", Sized.over(methods, PARAMETERS_TALK, PARAMETERS_FAIL));
		Gate.holds("no method with more than " + PARAMETERS_FAIL + " parameters", Sized.over(methods, PARAMETERS_FAIL, Long.MAX_VALUE));
	}
}
