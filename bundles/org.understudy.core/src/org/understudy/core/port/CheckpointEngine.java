// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.util.List;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Captures a capsule's processes and files at one instant, and recreates them. */
public interface CheckpointEngine {

	/** What is missing on this host, with remedies; empty when it can capture and restore. */
	List<Problem> probe();

	/**
	 * Captures memory, resources and files of one instant; the application goes on afterwards, whatever happens.
	 *
	 * @param into an empty directory of ours, on tmpfs where possible; gets {@code images/} and {@code files/}
	 * @throws ProblemException when this capture failed; the next one may succeed
	 */
	Capture capture(Capsule capsule, Path into) throws ProblemException;

	/**
	 * Recreates the processes in a prepared capsule whose upper directory already holds the epoch's files.
	 *
	 * @param images directory of the epoch's images
	 * @return pid on the host of the first process
	 * @throws ProblemException when it failed; no process is left over
	 */
	long restore(Capsule prepared, Path images) throws ProblemException;

	/** Lets go of what is kept between two captures of a capsule, which is no more. */
	void forget(String capsuleId) throws ProblemException;
}
