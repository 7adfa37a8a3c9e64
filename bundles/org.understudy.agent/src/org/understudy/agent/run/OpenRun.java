// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of a run, beside its record, until it is over: with it the next agent of this node brings it to an end.
 *
 * @param id    of the run
 * @param order as JSON; which kind of order tells the run's kind
 * @param facts what its steps noted
 */
public record OpenRun(String id, String order, Map<String, String> facts) {

	static final String FOLDER = "open-runs";

	public OpenRun {
		facts = Map.copyOf(facts);
	}

	static String file(String id) {
		return FOLDER + "/" + id + ".json";
	}

	OpenRun with(String fact, String value) {
		Map<String, String> more = new TreeMap<>(facts);
		more.put(fact, value);
		return new OpenRun(id, order, more);
	}
}
