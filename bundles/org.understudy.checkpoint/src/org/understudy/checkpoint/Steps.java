// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;

/** Called before every step that changes what is on disk, in words: a test ends the program there. */
@FunctionalInterface
interface Steps {

	Steps NONE = _ -> {
	};

	void before(String step) throws IOException;
}
