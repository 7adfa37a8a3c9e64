// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.understudy.model.Problem;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.HostFacts.FileFact;

/**
 * Executables, libraries and unchanged files: CRIU opens them again by their paths and compares build-id or size (criu.org/Filesystems),
 * and mapped code must be the same to the byte.
 */
final class FileCheck {

	private FileCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		Map<String, FileFact> here = byPath(it.here());
		Map<String, FileFact> there = byPath(it.there());
		Map<String, ResourceKind> kinds = new LinkedHashMap<>();
		it.graph().resources().values().stream().filter(r -> !PreflightQuestions.path(r).isEmpty())
				.sorted((a, b) -> rank(a) - rank(b)).forEach(r -> kinds.putIfAbsent(PreflightQuestions.path(r), r.kind()));
		List<Problem> findings = new ArrayList<>();
		int same = 0;
		for (String path : PreflightQuestions.paths(it.graph())) {
			FileFact original = here.get(path);
			if (original == null) {
				continue; // it is not a path of the host: in a mount of the capsule's own
			}
			Problem finding = compare(it, kinds.get(path), original, there.get(path));
			if (finding == null) {
				same++;
			} else {
				findings.add(finding);
			}
		}
		if (same > 0) {
			findings.add(PreflightCheck.well("files", same + " executables, libraries and files are the same on " + it.node() + "."));
		}
		return findings;
	}

	/** Code before data: where one path is both, the stricter rule holds. */
	private static int rank(Resource resource) {
		return resource.kind().equals(ResourceKind.EXECUTABLE) || resource.kind().equals(ResourceKind.LIBRARY) ? 0 : 1;
	}

	/** Null when it is the same. */
	private static Problem compare(PreflightCase it, ResourceKind kind, FileFact here, FileFact there) {
		if (there == null) {
			return Problem.error("preflight-" + kind + "-missing", "The %s %s is not on %s.".formatted(word(kind), here.path(), it.node()),
					"The application uses it on its primary; a restore would fail.", remedy(kind, it));
		}
		if (!here.kind().equals(there.kind())) {
			return Problem.error("preflight-" + kind + "-differs", "%s is a %s on %s, and a %s on the primary.".formatted(here.path(), there.kind(),
					it.node(), here.kind()), "", remedy(kind, it));
		}
		String difference = here.kind().equals("file") ? difference(here, there) : "";
		return difference.isEmpty() ? null : Problem.error("preflight-" + kind + "-differs", "The %s %s is another on %s.".formatted(word(kind),
				here.path(), it.node()), difference, remedy(kind, it));
	}

	/** A build-id decides where both have one: it is of the code, also when a file was stripped or relocated. */
	private static String difference(FileFact here, FileFact there) {
		if (!here.buildId().isEmpty() && !there.buildId().isEmpty()) {
			return here.buildId().equals(there.buildId()) ? "" : "Build-id %s there, %s on the primary.".formatted(there.buildId(), here.buildId());
		}
		if (!here.size().equals(there.size())) {
			return "Its size is %s there, %s on the primary.".formatted(there.size(), here.size());
		}
		boolean known = !here.digest().isEmpty() && !there.digest().isEmpty();
		return known && !here.digest().equals(there.digest()) ? "Its size is the same, its content is not (SHA-256)." : "";
	}

	private static String word(ResourceKind kind) {
		return kind.key().replace('-', ' ');
	}

	private static String remedy(ResourceKind kind, PreflightCase it) {
		boolean code = kind.equals(ResourceKind.EXECUTABLE) || kind.equals(ResourceKind.LIBRARY);
		return code ? "Install the same version of its package on %s as on the primary.".formatted(it.node())
				: "Copy it to %s, or let the application write it inside its capsule so that it goes with each epoch.".formatted(it.node());
	}

	private static Map<String, FileFact> byPath(HostFacts facts) {
		return facts.files().stream().collect(Collectors.toMap(FileFact::path, Function.identity(), (a, _) -> a));
	}
}
