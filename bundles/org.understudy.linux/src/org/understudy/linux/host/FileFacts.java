// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.model.Bytes;
import org.understudy.model.preflight.HostFacts.FileFact;

/** Files by build-id or digest. Remembers what it read for as long as a file's inode, size and time stay the same. Thread-safe. */
final class FileFacts {

	private static final System.Logger LOG = System.getLogger(FileFacts.class.getName());
	/** Beyond it a comparison of sizes must do: reading gigabytes again and again costs more than it tells. */
	private static final long LARGEST_READ = 256L << 20;
	private static final int MOST_REMEMBERED = 10_000;

	private record Seen(String identity, FileFact fact) {
	}

	private final Map<String, Seen> seen = new ConcurrentHashMap<>();

	/** Empty when there is no such file, or it may not be looked at. */
	Optional<FileFact> of(String path) {
		try {
			Path file = Path.of(path);
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				return Optional.of(new FileFact(path, attributes.isDirectory() ? "directory" : "other", Bytes.ZERO, "", ""));
			}
			String identity = attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
			Seen known = seen.get(path);
			if (known != null && known.identity().equals(identity)) {
				return Optional.of(known.fact());
			}
			FileFact fact = read(file, attributes.size());
			if (seen.size() < MOST_REMEMBERED) {
				seen.put(path, new Seen(identity, fact));
			}
			return Optional.of(fact);
		} catch (IOException | InvalidPathException e) {
			LOG.log(Level.DEBUG, "not there: " + path, e);
			return Optional.empty();
		}
	}

	private static FileFact read(Path file, long size) throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(file)) {
			String id = ElfBuildId.of(channel);
			return new FileFact(file.toString(), "file", Bytes.of(size), id, id.isEmpty() && size <= LARGEST_READ ? digest(channel) : "");
		}
	}

	private static String digest(SeekableByteChannel channel) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
			channel.position(0);
			while (channel.read(buffer.clear()) > 0) {
				digest.update(buffer.flip());
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
