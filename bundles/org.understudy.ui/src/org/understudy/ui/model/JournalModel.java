// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.List;
import java.util.Locale;

import org.understudy.model.JournalEntry;

/** The journal's lines, newest first. */
public final class JournalModel {

	private JournalModel() {
	}

	/** Entries in which every word of the filter occurs. */
	public static List<JournalEntry> of(DesktopState state, String filter) {
		if (!state.hasSnapshot()) {
			return List.of();
		}
		List<String> words = List.of(filter.strip().toLowerCase(Locale.ROOT).split("\\s+"));
		return state.snapshot().journal().stream().filter(e -> words.stream().allMatch(hay(e)::contains)).toList();
	}

	private static String hay(JournalEntry e) {
		return String.join(" ", e.node().toString(), e.severity().toString(), e.actor(), e.application(), e.event(), e.text())
				.toLowerCase(Locale.ROOT);
	}
}
