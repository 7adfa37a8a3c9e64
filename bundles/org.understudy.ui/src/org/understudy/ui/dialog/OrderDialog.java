// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.understudy.ui.Messages;
import org.understudy.ui.model.OrderModel;

/** Asks for the reason of a verb; says beforehand what will happen, and how the same is ordered on the command line. */
public final class OrderDialog extends TitleAreaDialog {

	private static final int WIDTH = 520;

	private final OrderModel model;
	private Text reasonField;
	private Text command;
	private String reason = "";

	public OrderDialog(Shell parent, OrderModel model) {
		super(parent);
		this.model = model;
	}

	/** In the administrator's words; never blank after OK. */
	public String reason() {
		return reason;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText(model.button());
	}

	@Override
	protected boolean isResizable() {
		return true;
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 12).spacing(8, 8).applyTo(area);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
		for (String line : model.consequences()) {
			Label label = new Label(area, SWT.WRAP);
			label.setText("\u2022  " + line);
			GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(label);
		}
		Form form = new Form(area, this::check);
		reasonField = form.reason();
		command = form.command();
		setTitle(model.title());
		setMessage(Messages.order_message);
		return area;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
		createButton(parent, IDialogConstants.OK_ID, model.button(), true);
		reasonField.setFocus();
		check();
	}

	private void check() {
		reason = reasonField.getText().strip();
		String complaint = OrderModel.complaint(reason);
		command.setText(model.command(reason));
		if (getButton(IDialogConstants.OK_ID) != null) {
			getButton(IDialogConstants.OK_ID).setEnabled(complaint.isEmpty());
			getButton(IDialogConstants.OK_ID).setToolTipText(complaint.isEmpty() ? null : complaint);
		}
	}
}
