// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.understudy.core.port.ProcessEvents.Event;
import org.understudy.core.port.ProcessEvents.Kind;

/** Messages of the proc connector: struct nlmsghdr, struct cn_msg, struct proc_event (linux/cn_proc.h). Pure. */
final class ProcEventParser {

	private static final int NETLINK_HEADER = 16;
	private static final int CONNECTOR_HEADER = 20;
	private static final int FORK = 1;
	private static final int EXEC = 2;
	private static final int EXIT = 0x80000000;
	/** What happened, processor, time stamp; then the process and what else. */
	private static final int DATA = 16;
	private static final int SMALLEST = DATA + 8;

	private ProcEventParser() {
	}

	/** The events in what one receive gave, in the machine's byte order; what is no event, or of a thread, is left out. */
	static List<Event> parse(ByteBuffer datagram) {
		List<Event> events = new ArrayList<>();
		int at = 0;
		while (at + NETLINK_HEADER <= datagram.limit()) {
			int length = datagram.getInt(at);
			if (length < NETLINK_HEADER || length > datagram.limit() - at) {
				break;
			}
			if (length >= NETLINK_HEADER + CONNECTOR_HEADER + SMALLEST) {
				event(datagram, at + NETLINK_HEADER + CONNECTOR_HEADER, at + length, events);
			}
			at += length + 3 & ~3;
		}
		return events;
	}

	private static void event(ByteBuffer from, int at, int end, List<Event> events) {
		int data = at + DATA;
		long thread = from.getInt(data);
		long process = from.getInt(data + 4);
		switch (from.getInt(at)) {
			case FORK -> {
				if (data + 16 <= end && from.getInt(data + 8) == from.getInt(data + 12)) {
					events.add(new Event(Kind.FORK, process, from.getInt(data + 12)));
				}
			}
			case EXEC -> events.add(new Event(Kind.EXEC, process, 0));
			case EXIT -> {
				if (thread == process) {
					events.add(new Event(Kind.EXIT, process, 0));
				}
			}
			default -> {
				// Changes of users and names, and the answer to our own request.
			}
		}
	}
}
