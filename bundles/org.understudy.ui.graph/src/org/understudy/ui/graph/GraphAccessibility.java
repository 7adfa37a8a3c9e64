// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Tells assistive technology what is selected; the arrow keys move it. */
final class GraphAccessibility {

	private GraphAccessibility() {
	}

	static void hook(GraphViewer viewer, FigureCanvas canvas) {
		canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = describe(viewer);
			}
		});
		viewer.addSelectionChangedListener(_ -> canvas.getAccessible().setFocus(org.eclipse.swt.accessibility.ACC.CHILDID_SELF));
	}

	private static String describe(GraphViewer viewer) {
		String id = viewer.highlight().selected();
		Scene.Node node = viewer.scene().nodes().get(id);
		if (node == null) {
			return Messages.accessible_empty;
		}
		long edges = viewer.scene().graph().edges().stream().filter(e -> e.touches(id)).count();
		return NLS.bind(Messages.accessible_node, new Object[] { node.content().label(), node.content().subtitle(), edges });
	}
}
