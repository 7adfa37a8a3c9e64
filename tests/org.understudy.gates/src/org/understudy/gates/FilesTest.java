// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.understudy.gates.Checkout.Source;

/** What every file must have, and what none may name. */
class FilesTest {

	private static final List<String> HEADER = List.of("// SPDX-License-Identifier: EPL-2.0", "// SPDX-FileCopyrightText: 2026 Understudy contributors");

	/** A build takes its artifacts from where the machine's own Maven and apt are told to; no file of ours names a host. */
	private static final Pattern REGISTRY = Pattern.compile("repo1?\\.maven|repo\\.apache|maven\\.org|deb\\.debian|ftp\\.debian|snapshot\\.debian|security\\.debian"
			+ "|archive\\.ubuntu|registry\\.npmjs|registry\\.yarnpkg|pypi\\.org|docker\\.io|ghcr\\.io|download\\.eclipse\\.org");

	/** A path of somebody's own machine, at the start of a word. */
	private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w./}$)~-])(/root/(?!\\.ssh/)|/home/[a-z]|/work/|/Users/[A-Za-z]|/tmp/us-)");

	private static final Set<String> TEXT = Set.of("java", "xml", "sh", "properties", "MF", "target", "product", "txt", "md", "html", "config", "gitignore", "");

	@Test
	void everySourceHasTheHeader() {
		List<String> violations = Checkout.sources(".").stream().filter(s -> s.lines().size() < 2 || !s.lines().subList(0, 2).equals(HEADER)).map(Source::name).toList();
		Gate.holds("every source begins with the two SPDX lines", violations);
	}

	@Test
	void noFileNamesARegistry() {
		Gate.holds("no file names a registry's host", naming(REGISTRY));
	}

	@Test
	void noFileNamesAPathOfSomebodysMachine() {
		Gate.holds("no file names a path of somebody's machine", naming(MACHINE_PATH));
	}

	private static List<String> naming(Pattern pattern) {
		List<String> places = new ArrayList<>();
		for (Path file : Checkout.files(".", FilesTest::isText)) {
			List<String> lines = Checkout.lines(file);
			for (int i = 0; i < lines.size(); i++) {
				if (pattern.matcher(lines.get(i)).find()) {
					places.add(Checkout.name(file) + ":" + (i + 1) + " " + lines.get(i).strip());
				}
			}
		}
		return places;
	}

	/** Recorded fixtures hold what the recorded machine had; this file holds the patterns. */
	private static boolean isText(Path file) {
		String name = file.getFileName().toString();
		String extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
		boolean fixture = Checkout.name(file).startsWith("tests/") && !extension.equals("java");
		return TEXT.contains(extension) && !fixture && !name.equals("FilesTest.java");
	}
}
