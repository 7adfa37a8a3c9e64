// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The demo's directory: held by a lock while a demo runs, so that two never fight; it notes what was made, so that the next demo can
 * clean up after one that crashed.
 */
final class LabState implements AutoCloseable {

	private static final String NOTES = "notes";

	private final Path directory;
	private final FileChannel channel;
	private final boolean leftover;

	private LabState(Path directory, FileChannel channel, boolean leftover) {
		this.directory = directory;
		this.channel = channel;
		this.leftover = leftover;
	}

	/** Takes the directory for this demo; refused while another one has it. */
	static LabState take(Path directory) throws ProblemException {
		try {
			Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock lock = lock(channel);
			if (lock == null) {
				channel.close();
				throw Problem.error("demo-already-running", "A demo is running on this machine already.",
						"Its addresses and names exist once: " + directory + " is locked.", "End the other demo (Ctrl-C there), then try again.").exception();
			}
			return new LabState(directory, channel, Files.exists(directory.resolve(NOTES)));
		} catch (IOException e) {
			throw new ProblemException(unusable(directory), e);
		}
	}

	private static FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		} catch (java.nio.channels.OverlappingFileLockException _) {
			return null; // by this very process: the same answer
		}
	}

	/** Whether an earlier demo ended without cleaning up. */
	boolean isLeftover() {
		return leftover;
	}

	Path directory() {
		return directory;
	}

	/** Notes one thing that was made, before or right after it was: {@code process 4711 88123}. */
	synchronized void note(String line) throws ProblemException {
		try {
			Files.writeString(directory.resolve(NOTES), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		} catch (IOException e) {
			throw new ProblemException(unusable(directory), e);
		}
	}

	List<String> notes() {
		return Host.text(directory.resolve(NOTES)).lines().toList();
	}

	/** Removes all but the lock, which goes last, on {@link #close()}. */
	void clear() throws ProblemException {
		try {
			for (String name : Host.names(directory)) {
				if (!name.equals("lock")) {
					Host.delete(directory.resolve(name));
				}
			}
		} catch (IOException e) {
			throw new ProblemException(unusable(directory), e);
		}
	}

	@Override
	public void close() throws ProblemException {
		try {
			if (Host.names(directory).size() <= 1) {
				Files.deleteIfExists(directory.resolve("lock"));
				Files.deleteIfExists(directory);
			}
			channel.close();
		} catch (IOException e) {
			throw new ProblemException(unusable(directory), e);
		}
	}

	private static Problem unusable(Path directory) {
		return Problem.error("demo-directory-unusable", "The demo's directory " + directory + " cannot be used.", "",
				"Check the owner and the free space there.");
	}
}
