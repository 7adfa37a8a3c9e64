// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.List;
import java.util.Optional;

import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.ResourceId;

/**
 * What the properties view shows of the selection: what it is, its verdict with reason and remedy, then facts in sections.
 *
 * @param kind     small line above the title
 * @param title    name, address or path
 * @param verdict  of a resource, or empty
 * @param message  one sentence below the title: why, what is wrong
 * @param remedy   what to do, or empty
 * @param sections facts
 */
public record PropertiesModel(String kind, String title, Optional<Replicability> verdict, String message, String remedy,
		List<Section> sections) {

	public static final PropertiesModel EMPTY = new PropertiesModel("", "", Optional.empty(), "", "", List.of());

	public record Section(String title, List<Row> rows) {
	}

	/**
	 * One fact.
	 *
	 * @param technical an address, path or command: monospaced
	 * @param target    the resource to which it leads, or empty
	 */
	public record Row(String name, String value, boolean technical, Optional<ResourceId> target) {

		static Row fact(String name, Object value) {
			return new Row(name, String.valueOf(value), false, Optional.empty());
		}

		static Row technical(String name, Object value) {
			return new Row(name, String.valueOf(value), true, Optional.empty());
		}

		static Row link(String name, String value, ResourceId target) {
			return new Row(name, value, true, Optional.of(target));
		}
	}

	public boolean isEmpty() {
		return title.isEmpty();
	}
}
