// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * One file {@code <application>.vote} per application: {@code 1 <term> <holder> held|released <crc32>}. Written beside, forced,
 * renamed, and the directory forced, so that a crash leaves the old promise or the new one.
 */
public final class FileVoteStore implements VoteStore {

	private static final String SUFFIX = ".vote";

	private final Path directory;

	public FileVoteStore(Path directory) {
		this.directory = directory;
	}

	@Override
	public Contents load() throws IOException {
		Files.createDirectories(directory);
		Map<ApplicationName, Grant> grants = new HashMap<>();
		Set<ApplicationName> damaged = new HashSet<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
			for (Path file : files) {
				ApplicationName application = application(file);
				parse(Files.readString(file, StandardCharsets.ISO_8859_1)).ifPresentOrElse(
						grant -> grants.put(application, grant), () -> damaged.add(application));
			}
		}
		return new Contents(grants, damaged);
	}

	@Override
	public void save(ApplicationName application, Grant grant) throws IOException {
		Path beside = directory.resolve(application + ".tmp");
		try (FileChannel channel = FileChannel.open(beside, CREATE, WRITE, TRUNCATE_EXISTING)) {
			ByteBuffer text = StandardCharsets.ISO_8859_1.encode(format(grant));
			while (text.hasRemaining()) {
				channel.write(text);
			}
			channel.force(true);
		}
		Files.move(beside, directory.resolve(application + SUFFIX), ATOMIC_MOVE);
		try (FileChannel entries = FileChannel.open(directory, READ)) {
			entries.force(true);
		}
	}

	private static ApplicationName application(Path file) {
		String name = file.getFileName().toString();
		return new ApplicationName(name.substring(0, name.length() - SUFFIX.length()));
	}

	static String format(Grant grant) {
		String content = "1 %s %s %s".formatted(grant.term(), grant.holder(), grant.released() ? "released" : "held");
		return content + " " + checksum(content) + "\n";
	}

	/** Empty when damaged. */
	static Optional<Grant> parse(String text) {
		int cut = text.lastIndexOf(' ');
		if (cut < 0 || !text.endsWith("\n") || !text.substring(cut + 1).strip().equals(checksum(text.substring(0, cut)))) {
			return Optional.empty();
		}
		String[] words = text.substring(0, cut).split(" ");
		return words.length == 4 && words[0].equals("1")
				? Optional.of(new Grant(new Term(Long.parseLong(words[1])), new NodeName(words[2]), words[3].equals("released")))
				: Optional.empty();
	}

	private static String checksum(String content) {
		CRC32 crc = new CRC32();
		crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
		return Long.toHexString(crc.getValue());
	}
}
