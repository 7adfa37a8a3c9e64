// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import java.util.List;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.understudy.ui.Messages;
import org.understudy.ui.model.ConnectModel;

/** Asks for a saved connection, or for the data of a new one. */
public final class ConnectDialog extends TitleAreaDialog {

	private final List<String> profiles;
	private final String ownKey;
	private Combo saved;
	private Text name;
	private Text host;
	private Text port;
	private Text key;
	private ConnectModel model;

	/** {@code ownKey}: proposed for a new connection. */
	public ConnectDialog(Shell parent, List<String> profiles, String ownKey) {
		super(parent);
		this.ownKey = ownKey;
		this.profiles = profiles;
	}

	/** Without complaint after OK. */
	public ConnectModel model() {
		return model;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText(Messages.connect_title);
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 12).spacing(8, 8).applyTo(area);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
		Form form = new Form(area, this::check);
		saved = form.choice(Messages.connect_saved, profiles.toArray(String[]::new));
		saved.add(Messages.connect_new, 0);
		saved.select(profiles.isEmpty() ? 0 : 1);
		name = form.text(Messages.connect_name, "", "production");
		host = form.text(Messages.connect_host, "", "alpha.example");
		port = form.text(Messages.connect_port, "7422", "7422");
		key = form.file(Messages.connect_key, ownKey);
		setTitle(Messages.connect_heading);
		setMessage(Messages.connect_message);
		return area;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
		createButton(parent, IDialogConstants.OK_ID, Messages.button_connect, true);
		check();
		setErrorMessage(null);
	}

	private void check() {
		if (key == null || getButton(IDialogConstants.OK_ID) == null) {
			return;
		}
		String chosen = saved.getSelectionIndex() > 0 ? saved.getText() : "";
		model = new ConnectModel(chosen, name.getText().strip(), host.getText().strip(), port.getText().strip(), key.getText().strip());
		List.of(name, host, port, key).forEach(field -> field.setEnabled(chosen.isEmpty()));
		String complaint = model.complaint(profiles);
		setErrorMessage(complaint.isEmpty() ? null : complaint);
		getButton(IDialogConstants.OK_ID).setEnabled(complaint.isEmpty());
	}
}
