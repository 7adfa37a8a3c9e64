// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /proc/PID/fdinfo/N}, proc_pid_fdinfo(5). Pure. */
final class FdInfoParser {

	private static final int ACCESS = 3;
	private static final int PATH_ONLY = 0_10000000;
	/** Of eventfds, of pidfds, of masters of pseudo terminals, of tun devices, of sockets with descriptors under way. */
	private static final Set<String> FIELDS = Set.of("eventfd-id", "Pid", "tty-index", "iff", "scm_fds", "clockid", "sigmask");

	/**
	 * What an epoll watches.
	 *
	 * @param inode of what that descriptor stood for when it was added; 0 when the kernel does not tell
	 */
	record Target(long descriptor, long inode) {
	}

	/**
	 * A mark of inotify or fanotify.
	 *
	 * @param device of the file system that is watched, as {@code major:minor}; empty for a mark on a mount
	 * @param mount  of a mark on a mount its id, else -1
	 * @param type   of the handle
	 * @param handle by which the file is found again, hexadecimal, name_to_handle_at(2); empty where there is none
	 */
	record Mark(long inode, String device, long mount, int type, String handle) {

		/** Of one file, rather than of a mount or a file system. */
		boolean isFile() {
			return inode != 0;
		}
	}

	/**
	 * @param flags   open(2) flags
	 * @param mount   mount id
	 * @param targets what an epoll watches
	 * @param marks   what inotify or fanotify watches
	 * @param locks   lines of file locks, without their number
	 * @param fields  lines {@code key: value} that somebody asks for
	 */
	record FdInfo(long flags, long mount, List<Target> targets, List<Mark> marks, List<String> locks, Map<String, String> fields) {

		static final FdInfo NONE = new FdInfo(0, 0, List.of(), List.of(), List.of(), Map.of());

		/** Of a descriptor of which only the mode of its link is known. */
		static FdInfo ofMode(boolean reads, boolean writes) {
			return new FdInfo(reads && writes ? 2 : writes ? 1 : reads ? 0 : PATH_ONLY, 0, List.of(), List.of(), List.of(), Map.of());
		}

		boolean reads() {
			return !pathOnly() && (flags & ACCESS) != 1;
		}

		boolean writes() {
			return !pathOnly() && (flags & ACCESS) != 0;
		}

		boolean pathOnly() {
			return (flags & PATH_ONLY) != 0;
		}

		/** {@code r}, {@code w}, {@code rw}, or {@code path} for a descriptor that only names its file. */
		String mode() {
			return pathOnly() ? "path" : reads() ? writes() ? "rw" : "r" : "w";
		}
	}

	private final ByteText text;
	private long flags;
	private long mount;
	private List<Target> targets = List.of();
	private List<Mark> marks = List.of();
	private List<String> locks = List.of();
	private Map<String, String> fields = Map.of();

	private FdInfoParser(ByteText text) {
		this.text = text;
	}

	static FdInfo parse(ByteText text) {
		FdInfoParser parser = new FdInfoParser(text);
		for (int at = 0; at < text.length();) {
			int end = text.lineEnd(at);
			parser.line(at, end);
			at = end + 1;
		}
		return new FdInfo(parser.flags, parser.mount, parser.targets, parser.marks, parser.locks, parser.fields);
	}

	private void line(int at, int end) {
		int colon = text.find(':', at, end);
		if (colon == end || text.is("pos", at, colon) || text.is("ino", at, colon)) {
			return;
		}
		int value = text.skipBlanks(colon + 1, end);
		if (text.is("flags", at, colon)) {
			flags = text.number(8, value, end);
		} else if (text.is("mnt_id", at, colon)) {
			mount = text.number(10, value, end);
		} else if (text.is("tfd", at, colon)) {
			targets = add(targets, new Target(text.number(10, value, text.wordEnd(value, end)), number("ino:", value, end)));
		} else if (text.is("lock", at, colon)) {
			locks = add(locks, lock(value, end));
		} else if (text.startsWith("inotify", at, colon) || text.startsWith("fanotify ino", at, colon)
				|| text.startsWith("fanotify mnt_id", at, colon) || text.startsWith("fanotify sdev", at, colon)) {
			marks = add(marks, mark(at, end));
		} else {
			field(text.string(at, colon), value, end);
		}
	}

	private void field(String key, int value, int end) {
		if (FIELDS.contains(key)) {
			fields = fields.isEmpty() ? new HashMap<>() : fields;
			fields.putIfAbsent(key, text.string(value, end).strip());
		}
	}

	/** {@code 1: FLOCK  ADVISORY  WRITE 13999 fe:00:2146329 0 EOF} without the number. */
	private String lock(int at, int end) {
		int colon = text.find(':', at, text.wordEnd(at, end));
		return text.string(Math.min(end, colon + 1), end).strip().replaceAll("\\s+", " ");
	}

	/** {@code inotify wd:1 ino:3f7e8 sdev:fe00000 mask:2 …}, {@code fanotify mnt_id:45 …}: numbers are hexadecimal. */
	private Mark mark(int at, int end) {
		long device = number(" sdev:", at, end);
		long inMount = number(" mnt_id:", at, end);
		return new Mark(number(" ino:", at, end), device == 0 ? "" : (device >> 20) + ":" + (device & 0xfffff), inMount == 0 ? -1 : inMount,
				(int) number("fhandle-type:", at, end), word("f_handle:", at, end));
	}

	private long number(String key, int from, int to) {
		int at = after(key, from, to);
		return text.number(16, at, text.wordEnd(at, to));
	}

	private String word(String key, int from, int to) {
		int at = after(key, from, to);
		return text.string(at, text.wordEnd(at, to));
	}

	/** Where the value of a key begins, or the end. */
	private int after(String key, int from, int to) {
		for (int at = from; at + key.length() <= to; at++) {
			if (text.startsWith(key, at, to)) {
				return at + key.length();
			}
		}
		return to;
	}

	private static <T> List<T> add(List<T> list, T item) {
		List<T> target = list.isEmpty() ? new ArrayList<>(2) : list;
		target.add(item);
		return target;
	}
}
