// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * Hands the moment at which everything is dumped and still frozen over to this process: criu's action script says so through one
 * fifo and waits for the answer on another. Used by one thread and the end of criu.
 */
final class PostDumpHook implements AutoCloseable {

	private static final byte FROZEN = 'F';
	private static final byte ENDED = 'E';
	/**
	 * Nothing of it may hold the application for long when this process dies: it is not waited for when it is gone already, its end of
	 * the fifo ends when it goes, and there is a limit for the moment between.
	 */
	private static final String SCRIPT = """
			#!/bin/sh
			[ "$CRTOOLS_SCRIPT_ACTION" = post-dump ] || exit 0
			cd "${0%%/*}" && kill -0 %d &&
			timeout 60 sh -c 'printf F 1<>asked; read -r answer <answered && [ "$answer" = thaw ]'
			""";

	private final Path script;
	private final FileChannel asked;
	/** The same fifo once more: a channel that one thread reads from lets no other write. */
	private final FileChannel ended;
	private final FileChannel answered;

	/** Opens both fifos; both ends at once, so that opening never waits for the other side, fifo(7). */
	private PostDumpHook(Path script, Path ask, Path answer) throws IOException {
		this.script = script;
		this.asked = FileChannel.open(ask, StandardOpenOption.READ, StandardOpenOption.WRITE);
		this.ended = FileChannel.open(ask, StandardOpenOption.READ, StandardOpenOption.WRITE);
		this.answered = FileChannel.open(answer, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	/** Makes script and fifos in a directory of ours. */
	static PostDumpHook in(Path directory) throws IOException {
		Path script = directory.resolve("hook.sh");
		Files.writeString(script, SCRIPT.formatted(ProcessHandle.current().pid()));
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		Path ask = directory.resolve("asked");
		Path answer = directory.resolve("answered");
		Subprocess.require(List.of("mkfifo", ask.toString(), answer.toString()), directory, Duration.ofSeconds(5));
		return new PostDumpHook(script, ask, answer);
	}

	Path script() {
		return script;
	}

	/** Ends the wait when criu ends without having called the script. */
	void watch(Process criu) {
		criu.onExit().thenRun(() -> {
			try {
				ended.write(ByteBuffer.wrap(new byte[] { ENDED }));
			} catch (IOException e) {
				// closed: nobody waits any more
				System.getLogger(PostDumpHook.class.getName()).log(System.Logger.Level.TRACE, "hook closed", e);
			}
		});
	}

	/** Waits until everything is frozen. @return whether it is; else criu ended */
	boolean awaitFrozen() throws IOException {
		ByteBuffer one = ByteBuffer.allocate(1);
		return asked.read(one) == 1 && one.get(0) == FROZEN;
	}

	/** Lets criu go on: thaw as planned, or give the dump up, which thaws as well. */
	void answer(boolean good) throws IOException {
		answered.write(ByteBuffer.wrap((good ? "thaw\n" : "fail\n").getBytes(StandardCharsets.US_ASCII)));
	}

	@Override
	public void close() throws IOException {
		try (asked; ended; answered) {
			Files.deleteIfExists(script);
		}
	}
}
