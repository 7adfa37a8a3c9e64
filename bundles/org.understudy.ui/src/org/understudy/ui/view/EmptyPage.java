// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;

/** Says what will appear here, and offers the first step. */
final class EmptyPage extends Composite {

	private static final int WIDTH = 420;

	private final Label title;
	private final Label text;
	private final Button button;
	private String command;

	EmptyPage(Composite parent) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(16, 16).spacing(8, 8).applyTo(this);
		title = new Label(this, SWT.WRAP | SWT.CENTER);
		title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
		GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.END).grab(true, true).applyTo(title);
		text = new Label(this, SWT.WRAP | SWT.CENTER);
		GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
		button = new Button(this, SWT.PUSH);
		GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).grab(true, true).applyTo(button);
		button.addListener(SWT.Selection, _ -> PlatformUI.getWorkbench().getDisplay().asyncExec(this::go));
	}

	/** An empty {@code commandId} offers nothing. */
	void say(String newTitle, String newText, String buttonText, String commandId) {
		if (!title.getText().equals(newTitle) || !text.getText().equals(newText)) {
			title.setText(newTitle);
			text.setText(newText);
			button.setText(buttonText);
			button.setVisible(!commandId.isEmpty());
			command = commandId;
			layout(true, true);
		}
	}

	private void go() {
		Commands.run(command);
	}
}
