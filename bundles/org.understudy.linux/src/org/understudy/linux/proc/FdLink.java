// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a link in {@code /proc/PID/fd}, proc_pid_fd(5). Pure.
 *
 * @param name of a socket, pipe or namespace its inode; of an anonymous inode its sort without brackets; of all else the text
 * @param type of a namespace its sort, {@code net}; else empty
 */
record FdLink(Sort sort, String name, String type) {

	enum Sort {
		PATH, SOCKET, PIPE, ANONYMOUS, NAMESPACE, MEMORY, UNKNOWN
	}

	static final String DELETED = " (deleted)";
	private static final String ANONYMOUS = "anon_inode:";
	private static final Pattern INODE = Pattern.compile("([a-z_]+):\\[(\\d+)\\]");
	private static final Set<String> NAMESPACES = Set.of("mnt", "net", "pid", "ipc", "uts", "user", "cgroup", "time");

	static FdLink parse(String text) {
		String socket = inode(text, "socket:[");
		if (!socket.isEmpty()) {
			return new FdLink(Sort.SOCKET, socket, "");
		}
		String pipe = inode(text, "pipe:[");
		if (!pipe.isEmpty()) {
			return new FdLink(Sort.PIPE, pipe, "");
		}
		if (text.startsWith("/memfd:")) {
			return new FdLink(Sort.MEMORY, withoutDeleted(text).substring("/memfd:".length()), "");
		}
		if (text.startsWith("/") || text.startsWith("(unreachable)")) {
			return new FdLink(Sort.PATH, text, "");
		}
		if (text.startsWith(ANONYMOUS)) {
			return new FdLink(Sort.ANONYMOUS, text.substring(ANONYMOUS.length()).replaceAll("^\\[(.*)\\]$", "$1"), "");
		}
		Matcher inode = INODE.matcher(text);
		return inode.matches() ? ofInode(inode.group(1), inode.group(2), text) : new FdLink(Sort.UNKNOWN, text, "");
	}

	private static FdLink ofInode(String type, String inode, String text) {
		return NAMESPACES.contains(type) ? new FdLink(Sort.NAMESPACE, inode, type) : new FdLink(Sort.UNKNOWN, text, "");
	}

	/** The number between the prefix and a last bracket; empty when the text is none such. Most descriptors are of these. */
	private static String inode(String text, String prefix) {
		int end = text.length() - 1;
		if (!text.startsWith(prefix) || text.charAt(end) != ']' || end == prefix.length()) {
			return "";
		}
		String number = text.substring(prefix.length(), end);
		return number.chars().allMatch(c -> c >= '0' && c <= '9') ? number : "";
	}

	static String withoutDeleted(String text) {
		return text.endsWith(DELETED) ? text.substring(0, text.length() - DELETED.length()) : text;
	}
}
