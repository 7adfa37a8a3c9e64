// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.view;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;
import org.understudy.ui.Desktop;
import org.understudy.ui.Icons;
import org.understudy.ui.Messages;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.model.VerbModel;

/**
 * The verbs as a tool bar. Not made of command contributions, since the platform gives those no tooltip of their own while they are
 * disabled, and just then it must say why.
 */
public final class VerbBar extends WorkbenchWindowControlContribution {

	private final Map<Verb, ToolItem> items = new EnumMap<>(Verb.class);

	@Override
	protected Control createControl(Composite parent) {
		ToolBar bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
		item(bar, Verb.PROTECT, Messages.verb_protect, "protect");
		item(bar, Verb.REHEARSE, Messages.verb_rehearse, "rehearse");
		item(bar, Verb.SWITCHOVER, Messages.verb_switchover, "switchover");
		item(bar, Verb.FAILOVER, Messages.verb_failover, "failover");
		new ToolItem(bar, SWT.SEPARATOR);
		item(bar, Verb.CONNECT, Messages.verb_connect, "connect");
		item(bar, Verb.ADD_HOST, Messages.verb_addHost, "add-host");
		Consumer<DesktopState> listener = this::show;
		Desktop.session().store().subscribe(listener);
		bar.addDisposeListener(_ -> Desktop.session().store().unsubscribe(listener));
		return bar;
	}

	private void item(ToolBar bar, Verb verb, String text, String icon) {
		ToolItem item = new ToolItem(bar, SWT.PUSH);
		item.setText(text);
		item.setImage(Icons.image(icon));
		// later: a dialog must not open inside the tool bar's own event
		item.addListener(SWT.Selection, _ -> bar.getDisplay().asyncExec(() -> Commands.run(Commands.of(verb))));
		items.put(verb, item);
	}

	private void show(DesktopState state) {
		items.forEach((verb, item) -> {
			VerbModel.Availability now = VerbModel.of(verb, state);
			if (item.getEnabled() != now.enabled()) {
				item.setEnabled(now.enabled());
			}
			if (!now.why().equals(item.getToolTipText())) {
				item.setToolTipText(now.why());
			}
		});
	}
}
