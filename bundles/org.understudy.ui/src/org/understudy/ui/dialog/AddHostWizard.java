// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import java.nio.file.Path;

import org.eclipse.jface.wizard.Wizard;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Text;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.HostModel;

/** Where the host is; what it shall be; what will happen. One decision a page. Finishing only orders: a job does the work. */
public final class AddHostWizard extends Wizard {

	private final DesktopState state;
	private String where = "";
	private String key = Path.of(System.getProperty("user.home"), ".ssh", "id_ed25519").toString();
	private String name = "";
	private boolean witness;
	private String reason = "";

	public AddHostWizard(DesktopState state) {
		this.state = state;
		setWindowTitle(Messages.host_title);
	}

	/** What was typed; without complaint after the wizard was finished. */
	public HostModel model() {
		return new HostModel(where.strip(), name.strip(), witness, key.strip(), reason);
	}

	@Override
	public void addPages() {
		addPage(new FormPage("where", Messages.host_whereTitle, Messages.host_whereText, this::where, () -> model().whereComplaint()));
		addPage(new FormPage("role", Messages.host_roleTitle, Messages.host_roleText, this::role, () -> model().roleComplaint(state)));
		addPage(new FormPage("summary", Messages.host_summaryTitle, Messages.host_summaryText, this::summary, () -> model()
				.reasonComplaint()));
	}

	private Runnable where(Form form) {
		Text whereField = form.text(Messages.host_where, where, "root@192.0.2.17:22");
		Text keyField = form.file(Messages.connect_key, key);
		return () -> {
			where = whereField.getText();
			key = keyField.getText();
		};
	}

	private Runnable role(Form form) {
		Text nameField = form.text(Messages.host_name, name, "delta");
		Combo roleField = form.choice(Messages.host_role, Messages.host_roleHost, Messages.host_roleWitness);
		roleField.select(0);
		return () -> {
			name = nameField.getText();
			witness = roleField.getSelectionIndex() == 1;
		};
	}

	private Runnable summary(Form form) {
		Text consequences = form.lines(Messages.host_what);
		Text reasonField = form.reason();
		Text command = form.command();
		return () -> {
			reason = reasonField.getText();
			consequences.setText(model().consequences());
			command.setText(model().commandLine());
		};
	}

	@Override
	public boolean performFinish() {
		return true;
	}
}
