// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a look read below {@code /proc}, by path, in a form that can be looked at again as files: texts under their own names, and
 * beside them, for what is no text, {@code NAME.link} (where it leads), {@code NAME.stat} (what it is), {@code NAME.list} (numbers in a
 * directory) and {@code NAME.proto} (protocol of a socket). Not thread-safe.
 */
final class ProcRecord {

	static final String LINK = ".link";
	static final String STAT = ".stat";
	static final String LIST = ".list";
	static final String PROTOCOL = ".proto";

	private final SortedMap<String, byte[]> files = new TreeMap<>();

	SortedMap<String, byte[]> files() {
		return files;
	}

	void text(String path, String content) {
		put(path, content);
	}

	void link(String path, String target) {
		files.put(path + LINK, target.getBytes(StandardCharsets.UTF_8));
	}

	void stat(String path, FileStat stat) {
		put(path + STAT, stat.mode() + " " + stat.links() + " " + stat.device() + " " + stat.inode() + " " + stat.size() + " " + stat.special() + " "
				+ stat.mount());
	}

	void list(String path, long[] numbers) {
		put(path + LIST, Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(" ")));
	}

	void protocol(String path, String name) {
		put(path + PROTOCOL, name);
	}

	private void put(String path, String text) {
		files.put(path, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Empty when the text is none that {@link #stat} wrote. */
	static Optional<FileStat> stat(String text) {
		String[] f = text.strip().split(" ");
		try {
			return f.length != 7 ? Optional.empty() : Optional.of(new FileStat(Integer.parseInt(f[0]), Long.parseLong(f[1]), f[2], Long.parseLong(f[3]),
					Long.parseLong(f[4]), f[5], Long.parseLong(f[6])));
		} catch (NumberFormatException _) {
			return Optional.empty();
		}
	}

	static long[] list(String text) {
		return text.isBlank() ? new long[0] : Arrays.stream(text.strip().split(" ")).mapToLong(Numbers::decimal).sorted().toArray();
	}
}
