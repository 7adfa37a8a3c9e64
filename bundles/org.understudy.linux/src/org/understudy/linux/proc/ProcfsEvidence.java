// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.understudy.core.resource.ProcessEvidence;

/** Reads below {@code /proc/PID}: its command line, and files through its own root. */
public final class ProcfsEvidence implements ProcessEvidence {

	private static final int LONGEST = 1 << 20;

	private final Path process;

	/** @param process {@code /proc/PID} */
	public ProcfsEvidence(Path process) {
		this.process = process;
	}

	@Override
	public List<String> arguments() {
		String text = read(process.resolve("cmdline"), LONGEST).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
		return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0"));
	}

	@Override
	public Optional<byte[]> file(String path, int most) {
		try {
			Path file = process.resolve("root").resolve(Path.of("/").relativize(Path.of(path).normalize()));
			// Not a fifo or device, which would block; the size of regular files below /proc is zero and means nothing here.
			return Files.isRegularFile(file) ? read(file, most) : Optional.empty();
		} catch (IllegalArgumentException _) {
			return Optional.empty(); // no absolute path
		}
	}

	private static Optional<byte[]> read(Path file, int most) {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] bytes = in.readNBytes(most);
			return in.read() < 0 ? Optional.of(bytes) : Optional.empty();
		} catch (IOException _) {
			return Optional.empty(); // it has ended, or is not ours to read
		}
	}
}
