// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.understudy.gates.Checkout.Source;

/**
 * Holds the arrows of the house (ARCHITECTURE.md): who may see whom, by the manifests and by the import statements. The compiler
 * holds the manifests against the code; this test holds the manifests against the design.
 */
class ArchitectureTest {

	private static final String OURS = "org.understudy.";
	private static final Set<String> CORE = Set.of("model", "core");

	/** Every bundle and what of ours it may see. A new bundle must be entered here: that is the moment to think. */
	private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
			entry("model", Set.of()),
			entry("core", Set.of("model")),
			entry("linux", CORE),
			entry("checkpoint", CORE),
			entry("jvm", CORE),
			entry("cluster", CORE),
			entry("lease", CORE),
			entry("api", Set.of("model")),
			entry("provisioning", CORE),
			entry("report", CORE),
			entry("agent", Set.of("model", "core", "linux", "checkpoint", "cluster", "lease", "api", "provisioning", "report")),
			entry("admin", Set.of("model", "core", "api", "provisioning", "report")),
			entry("cli", Set.of("model", "core", "admin")),
			entry("ui.graph", CORE),
			entry("ui", Set.of("model", "core", "admin", "ui.graph")));

	/** A technology and the only bundles that know of it. */
	private static final Map<String, Set<String>> KNOWN_ONLY_TO = Map.of(
			"java.lang.foreign", Set.of("linux"),
			"com.hazelcast", Set.of("cluster"),
			"com.github.luben", Set.of("checkpoint"),
			"org.apache.sshd", Set.of("api", "provisioning"),
			"picocli", Set.of("cli"),
			"org.eclipse.draw2d", Set.of("ui.graph"),
			"org.eclipse.elk", Set.of("ui.graph"),
			"org.eclipse.swt", Set.of("ui", "ui.graph"),
			"org.eclipse.jface", Set.of("ui", "ui.graph"),
			"org.eclipse.ui", Set.of("ui"));

	private final List<BundleManifest> manifests = Checkout.bundles().stream().map(BundleManifest::of).toList();

	@Test
	void everyBundleHasItsPlaceInTheHouse() {
		assertEquals(new TreeSet<>(MAY_SEE.keySet()), new TreeSet<>(Checkout.bundles().stream().map(ArchitectureTest::shortName).toList()));
	}

	@Test
	void manifestsKeepTheArrows() {
		List<String> violations = new ArrayList<>();
		for (BundleManifest m : manifests) {
			Stream.concat(m.requires().stream(), m.imports().stream().filter(p -> p.startsWith(OURS)).map(this::owner))
					.filter(other -> other.startsWith(OURS) && !maySee(m.bundle(), other)).distinct()
					.forEach(other -> violations.add(m.bundle() + " may not see " + other));
			Stream.concat(m.requires().stream(), m.imports().stream()).forEach(n -> addIfUnknownTo(m.bundle(), n, "MANIFEST.MF", violations));
		}
		Gate.holds("manifests keep the arrows", violations);
	}

	@Test
	void importsKeepTheArrows() {
		List<String> violations = new ArrayList<>();
		for (Source source : Checkout.sources("bundles")) {
			for (var statement : source.tree().getImports()) {
				String imported = statement.getQualifiedIdentifier().toString();
				String where = source.at(statement);
				if (imported.startsWith(OURS) && !maySee(source.bundle(), owner(imported))) {
					violations.add(where + " may not import " + imported);
				}
				addIfUnknownTo(source.bundle(), imported, where, violations);
			}
		}
		Gate.holds("imports keep the arrows", violations);
	}

	@Test
	void packagesCarryTheNameOfTheirBundle() {
		List<String> violations = Checkout.sources("bundles").stream().filter(s -> !owner(s.packageName() + ".").equals(s.bundle()))
				.map(s -> s.name() + " has the package " + s.packageName()).toList();
		Gate.holds("packages carry the name of their bundle", violations);
	}

	@Test
	void whatAnotherBundleImportsIsExported() {
		Set<String> exported = new TreeSet<>(manifests.stream().flatMap(m -> m.exports().stream()).toList());
		List<String> violations = new ArrayList<>();
		for (Source source : Checkout.sources("bundles")) {
			for (var statement : source.tree().getImports()) {
				String imported = statement.getQualifiedIdentifier().toString();
				if (imported.startsWith(OURS) && !owner(imported).equals(source.bundle()) && !exported.contains(packageOf(imported))) {
					violations.add(source.at(statement) + " imports " + packageOf(imported) + ", which is not in the Export-Package of " + owner(imported));
				}
			}
		}
		Gate.holds("what another bundle imports is exported", violations);
	}

	@Test
	void whatIsExportedExists() {
		Set<String> packages = new TreeSet<>(Checkout.sources("bundles").stream().map(Source::packageName).toList());
		List<String> violations = manifests.stream().flatMap(m -> m.exports().stream().filter(p -> !packages.contains(p)).map(p -> m.bundle() + " exports " + p)).toList();
		Gate.holds("what is exported exists", violations);
	}

	private static void addIfUnknownTo(String bundle, String name, String where, List<String> violations) {
		KNOWN_ONLY_TO.forEach((technology, bundles) -> {
			if ((name + ".").startsWith(technology + ".") && !bundles.contains(shortName(bundle))) {
				violations.add(bundle + " (" + where + ") may not know of " + technology + ": " + name);
			}
		});
	}

	private static boolean maySee(String bundle, String other) {
		return bundle.equals(other) || MAY_SEE.getOrDefault(shortName(bundle), Set.of()).contains(shortName(other));
	}

	private static String shortName(String bundle) {
		return bundle.startsWith(OURS) ? bundle.substring(OURS.length()) : bundle;
	}

	/** The bundle that a package or type of ours belongs to: the one with the longest matching name. */
	private String owner(String qualified) {
		return manifests.stream().map(BundleManifest::bundle).filter(b -> (qualified + ".").startsWith(b + ".")).max(Comparator.comparing(String::length)).orElse(qualified);
	}

	/** The package of an imported type or member: up to the first part with a capital letter. */
	private static String packageOf(String imported) {
		StringBuilder name = new StringBuilder();
		for (String part : imported.split("\\.")) {
			if (part.equals("*") || Character.isUpperCase(part.charAt(0))) {
				break;
			}
			name.append(name.isEmpty() ? "" : ".").append(part);
		}
		return name.toString();
	}
}
