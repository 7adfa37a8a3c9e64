// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Explorer, graph, properties; below journal, reports and epochs. */
public final class DesktopPerspective implements IPerspectiveFactory {

	static final String ID = "org.understudy.ui.perspective";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		layout.setEditorAreaVisible(false);
		String area = layout.getEditorArea();
		layout.addStandaloneView(ViewIds.GRAPH, true, IPageLayout.TOP, 0.74f, area);
		layout.addView(ViewIds.EXPLORER, IPageLayout.LEFT, 0.18f, ViewIds.GRAPH);
		layout.addView(ViewIds.PROPERTIES, IPageLayout.RIGHT, 0.76f, ViewIds.GRAPH);
		IFolderLayout journal = layout.createFolder("org.understudy.ui.bottom", IPageLayout.BOTTOM, 0.74f, area);
		journal.addView(ViewIds.JOURNAL);
		journal.addView(ViewIds.REPORTS);
		journal.addView(ViewIds.PROGRESS);
		layout.addView(ViewIds.EPOCHS, IPageLayout.RIGHT, 0.62f, "org.understudy.ui.bottom");
		for (String view : ViewIds.ALL) {
			layout.getViewLayout(view).setCloseable(view.equals(ViewIds.PROGRESS));
			layout.addShowViewShortcut(view);
		}
	}
}
