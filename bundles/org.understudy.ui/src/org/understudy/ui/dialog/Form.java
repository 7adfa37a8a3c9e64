// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.understudy.ui.Messages;

/** Rows of a form with two columns: a label and a field. Every field calls {@code changed} when it is edited. */
final class Form {

	private final Composite parent;
	private final Runnable changed;

	Form(Composite parent, Runnable changed) {
		this.parent = parent;
		this.changed = changed;
	}

	private void label(String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		GridDataFactory.swtDefaults().applyTo(label);
	}

	Text text(String label, String initial, String example) {
		label(label);
		Text field = new Text(parent, SWT.BORDER);
		field.setText(initial);
		field.setMessage(example);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
		field.addModifyListener(_ -> changed.run());
		return field;
	}

	Combo choice(String label, String... items) {
		label(label);
		Combo field = new Combo(parent, SWT.READ_ONLY);
		field.setItems(items);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
		field.addListener(SWT.Selection, _ -> changed.run());
		return field;
	}

	Text file(String label, String initial) {
		label(label);
		Composite row = new Composite(parent, SWT.NONE);
		org.eclipse.jface.layout.GridLayoutFactory.fillDefaults().numColumns(2).applyTo(row);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
		Text field = new Text(row, SWT.BORDER);
		field.setText(initial);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
		field.addModifyListener(_ -> changed.run());
		Button browse = new Button(row, SWT.PUSH);
		browse.setText(Messages.form_browse);
		browse.addListener(SWT.Selection, _ -> {
			String chosen = new FileDialog(row.getShell(), SWT.OPEN).open();
			if (chosen != null) {
				field.setText(chosen);
			}
		});
		return field;
	}

	/** A command to copy: read-only, monospaced, over both columns. */
	Text command() {
		label(Messages.order_command);
		Text field = new Text(parent, SWT.READ_ONLY | SWT.BORDER | SWT.WRAP | SWT.MULTI);
		field.setFont(JFaceResources.getTextFont());
		GridDataFactory.fillDefaults().grab(true, false).hint(460, 2 * field.getLineHeight() + 4).applyTo(field);
		return field;
	}

	/** Sentences to read. */
	Text lines(String label) {
		label(label);
		Text field = new Text(parent, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
		GridDataFactory.fillDefaults().grab(true, false).hint(460, 5 * field.getLineHeight()).applyTo(field);
		return field;
	}

	/** The field for the mandatory reason. */
	Text reason() {
		return text(Messages.order_reason, "", Messages.order_reasonExample);
	}
}
