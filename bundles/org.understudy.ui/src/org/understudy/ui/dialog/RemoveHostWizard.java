// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.dialog;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.jface.wizard.Wizard;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Text;
import org.understudy.model.NodeInfo;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.HostRemovalModel;

/** Which node goes, and how its host is reached; what will happen. Finishing only orders: a job does the work. */
public final class RemoveHostWizard extends Wizard {

	private final List<NodeInfo> nodes;
	private String node = "";
	private String where = "";
	private String key = Path.of(System.getProperty("user.home"), ".ssh", "id_ed25519").toString();
	private String reason = "";

	public RemoveHostWizard(DesktopState state) {
		this.nodes = state.nodes();
		setWindowTitle(Messages.remove_title);
	}

	/** What was typed; without complaint after the wizard was finished. */
	public HostRemovalModel model() {
		return new HostRemovalModel(node, where.strip(), key.strip(), reason);
	}

	@Override
	public void addPages() {
		addPage(new FormPage("host", Messages.remove_hostTitle, Messages.remove_hostText, this::host, () -> model().hostComplaint()));
		addPage(new FormPage("summary", Messages.remove_summaryTitle, Messages.remove_summaryText, this::summary,
				() -> model().reasonComplaint()));
	}

	private Runnable host(Form form) {
		Combo nodeField = form.choice(Messages.remove_node, nodes.stream().map(n -> n.name().value()).toArray(String[]::new));
		Text whereField = form.text(Messages.host_where, where, "root@192.0.2.17:22");
		Text keyField = form.file(Messages.connect_key, key);
		return () -> {
			boolean other = !node.equals(nodeField.getText());
			node = nodeField.getText();
			if (other) {
				whereField.setText("root@" + nodes.get(nodeField.getSelectionIndex()).config().address());
			}
			where = whereField.getText();
			key = keyField.getText();
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
