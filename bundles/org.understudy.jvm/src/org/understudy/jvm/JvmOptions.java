// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.jvm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a java(1) command line says. Pure.
 *
 * @param main    main class, {@code module/class}, or the jar's path; empty when it is not said
 * @param heap    largest heap in bytes
 * @param jmxPort port of the remote JMX connector
 */
record JvmOptions(String main, OptionalLong heap, OptionalLong jmxPort) {

	private static final Pattern HEAP = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(\\d{1,15})([kKmMgGtT]?)");
	private static final Pattern JMX = Pattern.compile("-Dcom\\.sun\\.management\\.jmxremote\\.port=(\\d{1,5})");
	/** Options whose value is the next word, java(1). */
	private static final List<String> WITH_VALUE = List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path",
			"--add-modules", "--describe-module", "-d", "--add-reads", "--add-exports", "--add-opens", "--limit-modules", "--patch-module",
			"--enable-native-access", "--source", "--finalization");

	/** @param words without the program itself */
	static JvmOptions of(List<String> words) {
		int main = mainIndex(words);
		List<String> options = words.subList(0, main); // what comes behind it is the application's
		return new JvmOptions(main < words.size() ? words.get(main).replaceFirst("^--module=", "") : "",
				last(options, HEAP).map(JvmOptions::bytes).map(OptionalLong::of).orElse(OptionalLong.empty()),
				last(options, JMX).map(m -> OptionalLong.of(Long.parseLong(m.group(1)))).orElse(OptionalLong.empty()));
	}

	/** Where the main class, module or jar stands; the number of words when it is not said. */
	private static int mainIndex(List<String> words) {
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
				return Math.min(i + 1, words.size());
			} else if (word.startsWith("--module=") || !word.startsWith("-") && !word.startsWith("@")) {
				return i;
			} else if (WITH_VALUE.contains(word)) {
				i++;
			}
		}
		return words.size();
	}

	/** The last of several counts. */
	private static Optional<Matcher> last(List<String> words, Pattern pattern) {
		return words.reversed().stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
	}

	private static long bytes(Matcher size) {
		int exponent = size.group(2).isEmpty() ? 0 : "kmgt".indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
		long number = Long.parseLong(size.group(1));
		return number > Long.MAX_VALUE >> 10 * exponent ? Long.MAX_VALUE : number << 10 * exponent;
	}
}
