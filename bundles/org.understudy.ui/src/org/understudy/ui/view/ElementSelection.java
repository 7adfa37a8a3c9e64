// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.StructuredViewer;
import org.understudy.ui.model.ExplorerModel.Item;

/** A viewer's selection for the rest of the window: the model's records, not the lines that show them. */
final class ElementSelection implements ISelectionProvider {

	private final StructuredViewer viewer;
	private final List<ISelectionChangedListener> listeners = new ArrayList<>();

	ElementSelection(StructuredViewer viewer) {
		this.viewer = viewer;
		viewer.addSelectionChangedListener(_ -> fire());
	}

	private void fire() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		List.copyOf(listeners).forEach(l -> l.selectionChanged(event));
	}

	@Override
	public ISelection getSelection() {
		List<?> lines = viewer.getStructuredSelection().toList();
		return new StructuredSelection(lines.stream().map(l -> l instanceof Item item ? item.element() : l).filter(Objects::nonNull)
				.toList());
	}

	@Override
	public void setSelection(ISelection selection) {
		viewer.setSelection(selection, true);
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
	}
}
