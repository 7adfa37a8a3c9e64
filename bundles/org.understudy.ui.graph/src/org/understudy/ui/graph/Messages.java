// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.osgi.util.NLS;

/** The texts of this bundle, from {@code messages.properties}. Public fields: NLS sets no others. */
final class Messages extends NLS {

	public static String fold_label;
	public static String libraries;
	public static String executables;
	public static String processes;
	public static String files;
	public static String deletedFiles;
	public static String connections;
	public static String endpoints;
	public static String directories;
	public static String namespaces;
	public static String tooltip_remedy;
	public static String tooltip_evidence;
	public static String tooltip_open;
	public static String tooltip_close;
	public static String job_layout;
	public static String overview;
	public static String captured;
	public static String captured_meaning;
	public static String copied;
	public static String copied_meaning;
	public static String required;
	public static String required_meaning;
	public static String external;
	public static String external_meaning;
	public static String blocked;
	public static String blocked_meaning;
	public static String accessible_empty;
	public static String accessible_node;

	static {
		initializeMessages("org.understudy.ui.graph.messages", Messages.class);
	}

	private Messages() {
	}
}
