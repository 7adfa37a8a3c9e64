// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the target platform's definition from the list of coordinates beside this file: {@code java releng/platform/MakeTarget.java}. */
public final class MakeTarget {

	private static final Path LIST = Path.of("releng/platform/coords.txt");
	private static final Path TARGET = Path.of("target-platform/understudy.target");

	private MakeTarget() {
	}

	record Coordinate(String group, String artifact, String version, String bundle) {

		static Coordinate parse(String line) {
			String[] sides = line.split("\\s*=>\\s*");
			String[] c = sides[0].split(":");
			if (c.length != 3) {
				throw new IllegalArgumentException("not group:artifact:version: " + line);
			}
			return new Coordinate(c[0], c[1], c[2], sides.length > 1 ? sides[1] : null);
		}

		boolean wrapped() {
			return bundle != null;
		}

		String xml() {
			String in = "\t\t\t\t";
			return in + "<dependency>\n" + in + "\t<groupId>" + group + "</groupId>\n" + in + "\t<artifactId>" + artifact + "</artifactId>\n"
					+ in + "\t<version>" + version + "</version>\n" + in + "\t<type>jar</type>\n" + in + "</dependency>\n";
		}

		/** bnd's recipe; a name below org.w3c gets the version that Batik's and the platform's imports ask for. */
		String recipe() {
			String exported = bundle.equals("org.w3c.css.sac") ? "org.w3c.css.sac.*;version=\"1.3.0\"" : "*;version=\"${version}\"";
			return """
				version: ${version_cleanup;${mvnVersion}}
				Bundle-Name: %s (wrapped)
				Bundle-SymbolicName: %s
				Bundle-Version: ${version}
				Import-Package: *;resolution:=optional
				Export-Package: %s;-noimport:=true""".formatted(artifact, bundle, exported);
		}
	}

	public static void main(String[] args) throws IOException {
		List<Coordinate> all = Files.readAllLines(LIST).stream().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).map(Coordinate::parse).filter(c -> !"none".equals(c.bundle())).toList();
		StringBuilder out = new StringBuilder("""
			<?xml version="1.0" encoding="UTF-8" standalone="no"?>
			<?pde version="3.8"?>
			<!-- made by releng/platform/MakeTarget.java from releng/platform/coords.txt -->
			<target name="understudy">
				<locations>
			""");
		out.append(location("Bundles", all.stream().filter(c -> !c.wrapped()).toList(), "error", ""));
		for (Coordinate c : all.stream().filter(Coordinate::wrapped).toList()) {
			out.append(location(c.artifact(), List.of(c), "generate", "\t\t\t<instructions><![CDATA[\n" + c.recipe() + "\n]]></instructions>\n"));
		}
		Files.createDirectories(TARGET.getParent());
		Files.writeString(TARGET, out.append("\t</locations>\n</target>\n"));
	}

	private static String location(String label, List<Coordinate> jars, String missing, String instructions) {
		String head = "\t\t<location includeDependencyDepth=\"none\" includeDependencyScopes=\"compile\" includeSource=\"false\" label=\"" + label
				+ "\" missingManifest=\"" + missing + "\" type=\"Maven\">\n\t\t\t<dependencies>\n";
		return head + jars.stream().map(Coordinate::xml).collect(Collectors.joining()) + "\t\t\t</dependencies>\n" + instructions + "\t\t</location>\n";
	}
}
