// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.List;
import java.util.Optional;

/** Lines of {@code /proc/locks}, proc_locks(5), and of {@code lock:} in fdinfo, which are the same without the number. Pure. */
final class LockParser {

	/**
	 * @param waits  whether that process waits for it
	 * @param type   {@code FLOCK}, {@code POSIX}, {@code OFDLCK}, {@code LEASE}
	 * @param access {@code WRITE}, {@code READ}
	 * @param pid    -1 for a lock of an open file description
	 * @param file   {@code fe:00:1234}: device in hexadecimal and inode
	 * @param range  {@code 0 EOF}
	 */
	record Lock(boolean waits, String type, String access, long pid, String file, String range) {

		long inode() {
			return Numbers.decimal(file.substring(file.lastIndexOf(':') + 1));
		}

		String key() {
			return type + " " + access + " " + file + " " + range + " " + pid;
		}
	}

	private LockParser() {
	}

	static List<Lock> parse(String text) {
		return text.lines().map(l -> l.substring(l.indexOf(':') + 1)).map(LockParser::line).flatMap(Optional::stream).toList();
	}

	/** {@code FLOCK ADVISORY WRITE 13999 fe:00:2146329 0 EOF}, one that waits with an arrow before it. */
	static Optional<Lock> line(String line) {
		String text = line.strip();
		boolean waits = text.startsWith("->");
		String[] words = (waits ? text.substring(2).strip() : text).split("\\s+");
		if (words.length < 7) {
			return Optional.empty();
		}
		long pid = words[3].startsWith("-") ? -1 : Numbers.decimal(words[3]);
		return Optional.of(new Lock(waits, words[0], words[2], pid, words[4], words[5] + " " + words[6]));
	}
}
