// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

/** A wizard's page made of a form: complains in words, and can be left when there is no complaint. */
final class FormPage extends WizardPage {

	private final Function<Form, Runnable> content;
	private final Supplier<String> complaint;
	private Runnable read = () -> {
	};

	/** {@code content} fills the form and gives back what reads its fields. */
	FormPage(String name, String title, String text, Function<Form, Runnable> content, Supplier<String> complaint) {
		super(name, title, null);
		this.content = content;
		this.complaint = complaint;
		setDescription(text);
		setPageComplete(false);
	}

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 12).spacing(8, 8).applyTo(area);
		read = content.apply(new Form(area, this::check));
		setControl(area);
	}

	@Override
	public void setVisible(boolean visible) {
		super.setVisible(visible);
		if (visible) {
			check();
			// nothing typed yet is no error yet
			setErrorMessage(null);
		}
	}

	private void check() {
		read.run();
		String words = complaint.get();
		setErrorMessage(words.isEmpty() ? null : words);
		setPageComplete(words.isEmpty());
	}
}
