// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.understudy.core.port.Processors;

/** Processors as CRIU describes and compares them: {@code criu cpuinfo dump} and {@code check}, criu(8). */
final class CriuProcessors implements Processors {

	private static final System.Logger LOG = System.getLogger(CriuProcessors.class.getName());
	private static final Duration DEADLINE = Duration.ofSeconds(10);
	private static final String IMAGE = "cpuinfo.img";

	private final Supplier<Optional<Path>> criu;

	/** @param criu a fit one; empty where there is none */
	CriuProcessors(Supplier<Optional<Path>> criu) {
		this.criu = criu;
	}

	@Override
	public byte[] describe() {
		return criu.get().map(program -> in(directory -> Subprocess.run(List.of(program.toString(), "cpuinfo", "dump", "-D", directory.toString()),
				DEADLINE).ok() ? Files.readAllBytes(directory.resolve(IMAGE)) : new byte[0], new byte[0])).orElseGet(() -> new byte[0]);
	}

	@Override
	public String compare(byte[] other) {
		return other.length == 0 ? "" : criu.get().map(program -> in(directory -> {
			Files.write(directory.resolve(IMAGE), other);
			Subprocess.Result check = Subprocess.run(List.of(program.toString(), "cpuinfo", "check", "-D", directory.toString()), DEADLINE);
			return check.ok() ? "" : reason(check.output());
		}, "")).orElse("");
	}

	private static String reason(String output) {
		return output.lines().filter(l -> l.contains("Error")).map(l -> l.replaceFirst("^.*?\\): ", "")).findFirst()
				.orElse("CRIU says that it is not compatible.");
	}

	/** Work in a directory that is gone afterwards. */
	private interface Work<T> {
		T in(Path directory) throws IOException;
	}

	private static <T> T in(Work<T> work, T otherwise) {
		try {
			Path directory = Files.createTempDirectory("understudy-cpu");
			try {
				return work.in(directory);
			} finally {
				Tree.delete(directory);
			}
		} catch (IOException e) {
			LOG.log(Level.WARNING, "the processor could not be described or compared", e);
			return otherwise;
		}
	}
}
