// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Removes the files that a demo leaves beside its own directory, by its notes. */
record Sweep(List<String> notes) {

	/** Agents keep their scratch there. */
	static final Path SHARED_MEMORY = Path.of("/dev/shm");

	void files() throws ProblemException {
		try {
			namespaceFiles();
			namespaceMount();
			for (String note : notes) {
				if (note.startsWith("tree ")) {
					Host.delete(Path.of(note.substring("tree ".length())));
				} else if (note.startsWith("directory ")) {
					Files.deleteIfExists(Path.of(note.substring("directory ".length())));
				}
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-not-removed", "Something of the demo could not be removed.", "", "").causedBy(e), e);
		}
	}

	/**
	 * An agent names its capsules' namespaces in its own mount namespace: outside, an empty file of that name remains when it was
	 * killed. One that is a namespace is not ours to remove.
	 */
	private void namespaceFiles() throws IOException {
		if (notes.stream().noneMatch(n -> n.startsWith("netns-mount "))) {
			return;
		}
		for (String name : Host.names(Host.NETNS)) {
			Path file = Host.NETNS.resolve(name);
			boolean mounted = Host.mounts().contains(file.toString());
			boolean ours = DemoLab.NODES.stream().anyMatch(node -> name.startsWith("us-" + node + "-"));
			if (!mounted && ours && !notes.contains("foreign " + name)) {
				Files.deleteIfExists(file);
			}
		}
	}

	/** {@code ip netns add} mounts the directory on itself once, and leaves it so: undone when it was not so before. */
	private void namespaceMount() throws ProblemException, IOException {
		if (notes.contains("netns-mount false true") || notes.contains("netns-mount false false")) {
			if (Host.names(Host.NETNS).isEmpty() && Host.mounts().contains(Host.NETNS.toString())) {
				Tool.run("umount", Host.NETNS.toString());
			}
			if (notes.contains("netns-mount false false") && Host.names(Host.NETNS).isEmpty()) {
				Files.deleteIfExists(Host.NETNS);
			}
		}
	}
}
