// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What a bundle says of itself in its MANIFEST.MF: names only, without versions and directives. */
record BundleManifest(String bundle, List<String> requires, List<String> imports, List<String> exports) {

	static BundleManifest of(String bundle) {
		Path file = Checkout.ROOT.resolve("bundles").resolve(bundle).resolve("META-INF/MANIFEST.MF");
		try (InputStream in = Files.newInputStream(file)) {
			Attributes main = new Manifest(in).getMainAttributes();
			return new BundleManifest(bundle, names(main, "Require-Bundle"), names(main, "Import-Package"), names(main, "Export-Package"));
		} catch (IOException e) {
			throw new UncheckedIOException(file.toString(), e);
		}
	}

	private static List<String> names(Attributes main, String header) {
		String value = main.getValue(header);
		if (value == null) {
			return List.of();
		}
		String bare = value.replaceAll("\"[^\"]*\"", "");
		return Arrays.stream(bare.split(",")).map(clause -> clause.split(";")[0].strip()).filter(n -> !n.isEmpty()).toList();
	}
}
