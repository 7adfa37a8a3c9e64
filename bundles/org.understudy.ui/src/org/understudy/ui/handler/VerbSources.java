// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.handler;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.ISources;
import org.eclipse.ui.services.IServiceLocator;
import org.understudy.ui.Desktop;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.Verb;
import org.understudy.ui.model.VerbModel;

/** Tells the platform which verbs are possible now: variables {@code org.understudy.ui.can.rehearse} and so on, for plugin.xml. */
public final class VerbSources extends AbstractSourceProvider {

	private static final String PREFIX = "org.understudy.ui.can.";

	private final Consumer<DesktopState> listener = this::changed;
	private Map<String, Object> current = state(DesktopState.START);

	@Override
	public void initialize(IServiceLocator locator) {
		Desktop.session().store().subscribe(listener);
	}

	@Override
	public void dispose() {
		Desktop.session().store().unsubscribe(listener);
	}

	private void changed(DesktopState state) {
		Map<String, Object> now = state(state);
		if (!now.equals(current)) {
			current = now;
			fireSourceChanged(ISources.WORKBENCH, now);
		}
	}

	private static Map<String, Object> state(DesktopState state) {
		return Arrays.stream(Verb.values()).collect(Collectors.toMap(VerbSources::variable, v -> VerbModel.of(v, state).enabled()));
	}

	private static String variable(Verb verb) {
		return PREFIX + verb.name().toLowerCase(Locale.ROOT).replace("_", "");
	}

	@Override
	public Map<String, Object> getCurrentState() {
		return current;
	}

	@Override
	public String[] getProvidedSourceNames() {
		return Arrays.stream(Verb.values()).map(VerbSources::variable).toArray(String[]::new);
	}
}
