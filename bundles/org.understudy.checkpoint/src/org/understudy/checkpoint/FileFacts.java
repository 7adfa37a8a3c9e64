// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** What the file system says of a file. Two that are equal are the same file, unchanged, as far as its clock can tell. */
record FileFacts(int mode, long inode, long device, int links, int uid, int gid, long special, long size, FileTime modified, FileTime changed) {

	// inode(7)
	private static final int S_IFMT = 0170000;
	private static final int S_IFDIR = 0040000;
	private static final int S_IFREG = 0100000;
	private static final String NAMES = "unix:mode,ino,dev,nlink,uid,gid,rdev,size,lastModifiedTime,ctime";

	/** @throws java.nio.file.NoSuchFileException when there is none */
	static FileFacts of(Path file) throws IOException {
		Map<String, Object> facts = Files.readAttributes(file, NAMES, LinkOption.NOFOLLOW_LINKS);
		return new FileFacts((Integer) facts.get("mode"), (Long) facts.get("ino"), (Long) facts.get("dev"), (Integer) facts.get("nlink"),
				(Integer) facts.get("uid"), (Integer) facts.get("gid"), (Long) facts.get("rdev"), (Long) facts.get("size"),
				(FileTime) facts.get("lastModifiedTime"), (FileTime) facts.get("ctime"));
	}

	boolean isDirectory() {
		return (mode & S_IFMT) == S_IFDIR;
	}

	boolean isRegular() {
		return (mode & S_IFMT) == S_IFREG;
	}

	/** Has other names. */
	boolean isLinked() {
		return !isDirectory() && links > 1;
	}
}
