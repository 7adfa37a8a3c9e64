// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** How much a finding or problem matters, least first. */
public enum Severity {
	OK, INFO, WARNING, ERROR
}
