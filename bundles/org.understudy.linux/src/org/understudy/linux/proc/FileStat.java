// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.MemorySegment;

/**
 * What statx(2) tells of a file; its structure is the same on every architecture.
 *
 * @param device     {@code 254:0}
 * @param special    of a device file the device it stands for, {@code 1:3}
 * @param mount      mount id
 */
record FileStat(int mode, long links, String device, long inode, long size, String special, long mount) {

	static final int SIZE = 256;
	/** Basic facts and the mount id. */
	static final int MASK = 0x7ff | 0x1000;
	private static final int NO_FOLLOW = 0x100;
	private static final int NO_AUTOMOUNT = 0x800;
	/** Answers from what the kernel knows: a dead network file system must not hold the scan. */
	private static final int DO_NOT_SYNC = 0x4000;
	private static final int TYPE = 0xf000;
	private static final String NO_DEVICE = "0:0";

	static int flags(boolean follow) {
		return NO_AUTOMOUNT | DO_NOT_SYNC | (follow ? 0 : NO_FOLLOW);
	}

	static int mode(MemorySegment statx) {
		return Posix.readInt(statx, 28) & 0xffff;
	}

	static FileStat of(MemorySegment statx) {
		return new FileStat(mode(statx), Posix.readInt(statx, 16) & 0xffffffffL, device(statx, 136),
				Posix.readLong(statx, 32), Posix.readLong(statx, 40), Posix.readLong(statx, 128) == 0 ? NO_DEVICE : device(statx, 128),
				Posix.readLong(statx, 144));
	}

	private static String device(MemorySegment statx, long offset) {
		return Integer.toUnsignedString(Posix.readInt(statx, offset)) + ":" + Integer.toUnsignedString(Posix.readInt(statx, offset + 4));
	}

	boolean isRegular() {
		return (mode & TYPE) == 0x8000;
	}

	boolean isDirectory() {
		return (mode & TYPE) == 0x4000;
	}

	boolean isCharacterDevice() {
		return (mode & TYPE) == 0x2000;
	}

	boolean isBlockDevice() {
		return (mode & TYPE) == 0x6000;
	}

	boolean isFifo() {
		return (mode & TYPE) == 0x1000;
	}

	boolean isSame(FileStat other) {
		return inode == other.inode && device.equals(other.device);
	}
}
