// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** What an application is doing, as its primary tells it. */
public enum ApplicationState {
	/** Its capsule is being made or restored. */
	STARTING,
	/** It runs and its replica follows. */
	PROTECTED,
	/** It runs, but no secondary keeps up: see the status' problem and since when. */
	UNPROTECTED,
	/** It stands still because the right to run it could not be renewed. */
	FROZEN,
	/** It is not running. */
	STOPPED,
	/** Its primary does not answer: what it does is not known. */
	UNKNOWN
}
