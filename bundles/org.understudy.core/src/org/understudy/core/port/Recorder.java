// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import org.understudy.model.ProblemException;

/** Records what an inspection reads, so that it can be looked at again elsewhere. Thread-safe; blocks for as long as a look takes. */
public interface Recorder {

	/**
	 * A ZIP of files, to be unpacked and given to an inspector in place of {@code /proc}. Secrets in command lines are taken out; names of
	 * users and of the host, and addresses, are replaced by pseudonyms, the same one each time. Environments and memory are not in it.
	 *
	 * @throws ProblemException when nothing can be seen
	 */
	byte[] record(InspectionScope scope) throws ProblemException;
}
