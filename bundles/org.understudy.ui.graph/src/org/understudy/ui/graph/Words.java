// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Map;

import org.understudy.model.graph.ResourceKind;

/** Kinds as words for people. */
public final class Words {

	private static final Map<ResourceKind, String> PLURALS = Map.of(ResourceKind.LIBRARY, Messages.libraries, ResourceKind.EXECUTABLE,
			Messages.executables, ResourceKind.PROCESS, Messages.processes, ResourceKind.FILE, Messages.files, ResourceKind.TCP_CONNECTION,
			Messages.connections, ResourceKind.REMOTE_ENDPOINT, Messages.endpoints, ResourceKind.DIRECTORY, Messages.directories,
			ResourceKind.NAMESPACE, Messages.namespaces, ResourceKind.DELETED_FILE, Messages.deletedFiles);

	private Words() {
	}

	public static String singular(ResourceKind kind) {
		return kind.key().replace('-', ' ');
	}

	public static String plural(ResourceKind kind) {
		return PLURALS.getOrDefault(kind, "\u00d7 " + singular(kind));
	}
}
