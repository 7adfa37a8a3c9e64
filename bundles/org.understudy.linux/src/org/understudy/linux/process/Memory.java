// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.understudy.model.Bytes;

/** The host's memory. */
public final class Memory {

	private static final int KIB = 1024;

	private Memory() {
	}

	/** What can be had without swapping: MemAvailable of proc_meminfo(5); zero when the kernel does not tell. */
	public static Bytes available() {
		try {
			return Files.readAllLines(Path.of("/proc/meminfo")).stream().filter(l -> l.startsWith("MemAvailable:"))
					.map(l -> Bytes.of(KIB * Long.parseLong(l.replaceAll("\\D", "")))).findFirst().orElse(Bytes.ZERO);
		} catch (IOException _) {
			return Bytes.ZERO;
		}
	}
}
