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
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.ProtectModel;

/** Asks what to protect and where; complains in words while something is missing. */
public final class ProtectDialog extends TitleAreaDialog {

	private final DesktopState state;
	private Text name;
	private Text command;
	private Text address;
	private Combo primary;
	private Combo secondary;
	private Text period;
	private Text port;
	private Text reason;
	private Text line;
	private ProtectModel model;

	public ProtectDialog(Shell parent, DesktopState state) {
		super(parent);
		this.state = state;
	}

	/** What was typed; without complaint after OK. */
	public ProtectModel model() {
		return model;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText(Messages.protect_title);
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
		Form form = new Form(area, this::check);
		name = form.text(Messages.protect_name, "", "redis");
		command = form.text(Messages.protect_command, "", "/usr/bin/redis-server --port 6379");
		address = form.text(Messages.protect_address, "", "10.77.0.100/24");
		List<String> hosts = state.hosts().stream().map(h -> h.name().toString()).toList();
		primary = form.choice(Messages.protect_primary, hosts.toArray(String[]::new));
		secondary = form.choice(Messages.protect_secondary, hosts.toArray(String[]::new));
		primary.select(0);
		secondary.select(Math.min(1, hosts.size() - 1));
		period = form.text(Messages.protect_period, "1", "1");
		port = form.text(Messages.protect_port, "", Messages.protect_portExample);
		reason = form.reason();
		line = form.command();
		setTitle(Messages.protect_heading);
		setMessage(Messages.protect_message);
		return area;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
		createButton(parent, IDialogConstants.OK_ID, Messages.button_protect, true);
		name.setFocus();
		check();
		// nothing typed yet is no error yet
		setErrorMessage(null);
	}

	private void check() {
		if (line == null || getButton(IDialogConstants.OK_ID) == null) {
			return;
		}
		model = new ProtectModel(name.getText().strip(), command.getText().strip(), address.getText().strip(), primary.getText(),
				secondary.getText(), period.getText().strip(), port.getText().strip(), reason.getText());
		String complaint = model.complaint(state);
		setErrorMessage(complaint.isEmpty() ? null : complaint);
		line.setText(model.commandLine());
		getButton(IDialogConstants.OK_ID).setEnabled(complaint.isEmpty());
	}
}
