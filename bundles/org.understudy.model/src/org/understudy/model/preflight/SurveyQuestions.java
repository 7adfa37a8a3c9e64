// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.preflight;

import java.util.List;
import java.util.Objects;

/**
 * What is asked of a host before an application may depend on it.
 *
 * @param files     absolute paths, as the application sees them
 * @param users     user numbers
 * @param groups    group numbers
 * @param mounts    mount points
 * @param endpoints to which a TCP connection is tried, {@code 10.0.0.5:5432} or {@code [::1]:80}
 * @param processor the other host's processor as CRIU described it, Base64; empty when it is not to be compared
 */
public record SurveyQuestions(List<String> files, List<Long> users, List<Long> groups, List<String> mounts, List<String> endpoints,
		String processor) {

	public SurveyQuestions {
		files = List.copyOf(files);
		users = List.copyOf(users);
		groups = List.copyOf(groups);
		mounts = List.copyOf(mounts);
		endpoints = List.copyOf(endpoints);
		processor = Objects.requireNonNullElse(processor, "");
	}

	/** The same of a host whose processor must be able to do what this one does. */
	public SurveyQuestions withProcessor(String description) {
		return new SurveyQuestions(files, users, groups, mounts, endpoints, description);
	}
}
