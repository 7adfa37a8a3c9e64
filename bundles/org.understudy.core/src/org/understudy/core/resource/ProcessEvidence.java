// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.resource;

import java.util.List;
import java.util.Optional;

/** Reads what concerns one process. Nothing is there when the process has ended or may not be read. */
public interface ProcessEvidence {

	/** Program and arguments as they were given, which a joined line does not tell. */
	List<String> arguments();

	/** A file as the process itself would open it; empty also when it is larger than {@code most} bytes. */
	Optional<byte[]> file(String path, int most);
}
