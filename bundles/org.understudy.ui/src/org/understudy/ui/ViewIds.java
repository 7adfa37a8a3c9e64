// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import java.util.List;

/** Identities of the views, as in plugin.xml. */
public final class ViewIds {

	public static final String EXPLORER = "org.understudy.ui.explorer";
	public static final String GRAPH = "org.understudy.ui.graphView";
	public static final String PROPERTIES = "org.understudy.ui.properties";
	public static final String JOURNAL = "org.understudy.ui.journal";
	public static final String EPOCHS = "org.understudy.ui.epochs";
	public static final String REPORTS = "org.understudy.ui.reports";
	public static final String PROGRESS = "org.eclipse.ui.views.ProgressView";

	static final List<String> ALL = List.of(EXPLORER, GRAPH, PROPERTIES, JOURNAL, EPOCHS, REPORTS, PROGRESS);

	private ViewIds() {
	}
}
