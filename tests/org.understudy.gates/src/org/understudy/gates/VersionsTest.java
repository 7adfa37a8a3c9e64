// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** The desktop takes its third-party jars from the target platform, the agent from its pom: both must name the same versions. */
class VersionsTest {

	private static final Pattern DEPENDENCY = Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<$]+)</version>\\s*<exclusions>");

	@Test
	void agentAndTargetPlatformNameTheSameVersions() {
		Set<String> target = Checkout.lines(Checkout.ROOT.resolve("releng/platform/coords.txt")).stream().map(l -> l.split("\\s")[0]).collect(Collectors.toSet());
		List<String> agent = dependencies(Checkout.ROOT.resolve("product/agent/pom.xml"));
		assertFalse(agent.isEmpty());
		Gate.holds("the agent's jars are those of releng/platform/coords.txt", agent.stream().filter(c -> !target.contains(c)).toList());
	}

	@Test
	void targetDefinitionIsMadeFromTheCoordinates() {
		String definition = String.join("\n", Checkout.lines(Checkout.ROOT.resolve("target-platform/understudy.target")));
		List<String> missing = Checkout.lines(Checkout.ROOT.resolve("releng/platform/coords.txt")).stream().filter(l -> !l.endsWith("=> none"))
				.map(l -> l.split("\\s")[0])
				.filter(c -> c.split(":").length == 3)
				.filter(c -> !Pattern.compile(String.join("</[a-zA-Z]+>\\s*<[a-zA-Z]+>", List.of(c.split(":")).stream().map(Pattern::quote).toList())).matcher(definition).find())
				.toList();
		Gate.holds("the target definition is up to date (java releng/platform/MakeTarget.java)", missing);
	}

	private static List<String> dependencies(Path pom) {
		Matcher m = DEPENDENCY.matcher(String.join("\n", Checkout.lines(pom)));
		return m.results().map(r -> r.group(1) + ":" + r.group(2) + ":" + r.group(3)).toList();
	}
}
