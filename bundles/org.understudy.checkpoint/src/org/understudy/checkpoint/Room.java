// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.core.port.Capsule;
import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Whether a capture has room. Images on a tmpfs are memory of this host: an application that grew must not push the host, and with it
 * itself, out of memory.
 */
final class Room {

	/** What the host keeps for itself. */
	private static final long RESERVE = 64L << 20;
	private static final long PAGE = 4096;
	private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s+(\\d+) kB$", Pattern.MULTILINE);

	private Room() {
	}

	/** @throws ProblemException {@code no-room}; the application is not touched */
	static void require(Capsule capsule, List<String> pids, Path into) throws IOException, ProblemException {
		long needed = pids.stream().mapToLong(Room::ownPages).sum() * PAGE;
		FileStore store = Files.getFileStore(into);
		long room = store.getUsableSpace();
		if (store.type().equals("tmpfs")) {
			room = Math.min(room, available(Files.readString(Path.of("/proc/meminfo"))) - RESERVE);
		}
		if (needed > room) {
			throw Problem.error("no-room", "%s could not be captured: its memory does not fit".formatted(capsule.plan().application()),
					"It has %s; there is room for %s in %s.".formatted(Bytes.of(needed), Bytes.of(Math.max(0, room)), into),
					"Give this host more memory, limit the application's (--memory), or protect it in warm mode.").exception();
		}
	}

	/** Resident pages that no file on disk has. Fields of proc_pid_statm(5): size, resident, shared with files. */
	private static long ownPages(String pid) {
		try {
			String[] fields = Files.readString(Path.of("/proc", pid, "statm")).split(" ");
			return Long.parseLong(fields[1]) - Long.parseLong(fields[2]);
		} catch (IOException _) {
			// ended meanwhile
			return 0;
		}
	}

	static long available(String meminfo) {
		Matcher matcher = AVAILABLE.matcher(meminfo);
		if (!matcher.find()) {
			throw new UncheckedIOException(new IOException("no MemAvailable"));
		}
		return Long.parseLong(matcher.group(1)) << 10;
	}
}
