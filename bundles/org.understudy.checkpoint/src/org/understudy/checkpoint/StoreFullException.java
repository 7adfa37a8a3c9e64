// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;

/** The store may not or cannot take more. */
final class StoreFullException extends IOException {

	private static final long serialVersionUID = 1L;

	StoreFullException(String why) {
		super(why);
	}

	/** Whether this is what a full disk says, in the words of strerror(3) for ENOSPC and EDQUOT. */
	static boolean is(IOException e) {
		String text = String.valueOf(e.getMessage());
		return e instanceof StoreFullException || text.contains("No space left on device") || text.contains("Disk quota exceeded");
	}
}
