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
	 * Captures like {@link #capture}, and leaves the processes standing where they stood, with their connections, until the returned
	 * one says what becomes of them: for a move to another host.
	 *
	 * @throws ProblemException when this capture failed: then they go on
	 */
	Standstill hold(Capsule capsule, Path into) throws ProblemException;

	/** Processes that stand still after their capture. Closing one that was not let go on requires that its processes were ended. */
	interface Standstill extends AutoCloseable {

		Capture capture();

		/** Lets them go on exactly where they stood; afterwards {@link CapsuleHost#thaw} still has to thaw what was frozen by the cgroup. */
		void goOn() throws ProblemException;

		@Override
		void close();
	}

	/** What becomes of TCP connections on a restore. */
	enum Connections {
		/** Their other ends went on without this copy: they are closed. */
		CLOSED,
		/** This is the only copy, and it has their last state: they go on. */
		KEPT
	}

	/**
	 * Recreates the processes in a prepared capsule whose upper directory already holds the epoch's files.
	 *
	 * @param images directory of the epoch's images
	 * @return pid on the host of the first process
	 * @throws ProblemException when it failed; no process is left over
	 */
	long restore(Capsule prepared, Path images, Connections connections) throws ProblemException;

	/** With its connections closed. */
	default long restore(Capsule prepared, Path images) throws ProblemException {
		return restore(prepared, images, Connections.CLOSED);
	}

	/** Lets go of what is kept between two captures of a capsule, which is no more. */
	void forget(String capsuleId) throws ProblemException;
}
