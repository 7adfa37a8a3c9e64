// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Our shell scripts: handed to bash as text, so that bash holds no file of ours open. */
enum Script {
	INIT("init.sh"), DEV("dev.sh");

	private final String file;

	Script(String file) {
		this.file = file;
	}

	String text() {
		try (InputStream in = Script.class.getResourceAsStream(file)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException("resource " + file, e);
		}
	}
}
