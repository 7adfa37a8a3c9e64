// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.checkpoint.Manifest.Kind;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;

/**
 * A capture cut into chunks.
 *
 * @param sources the file of each entry of the manifest
 * @param took    how long cutting took
 */
record Cut(Manifest manifest, List<Path> sources, Duration took) implements PreparedEpoch {

	@Override
	public Label label() {
		EpochHeader header = manifest.header();
		return new Label(header.application(), header.epoch(), header.term());
	}

	/** Cuts it; the directory tree's archive is written to a directory of its own beside the files. */
	static Cut of(Capture capture, EpochHeader header, byte[] meta, LongSupplier nanoTime) throws IOException {
		long start = nanoTime.getAsLong();
		Builder builder = new Builder();
		for (Path image : Tree.walk(capture.images())) {
			builder.add(Kind.IMAGE, capture.images(), image);
		}
		Path archive = Files.createTempDirectory(capture.files().getParent(), "tree-").resolve("tree.tar");
		Tree.archive(capture.files(), archive);
		builder.add(Kind.TREE, archive.getParent(), archive);
		Set<Object> seen = new HashSet<>();
		for (Path file : Tree.walk(capture.files())) {
			// names of one inode share their content; that they are one is in the tree
			if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && seen.add(Files.getAttribute(file, "unix:ino"))) {
				builder.add(Kind.FILE, capture.files(), file);
			}
		}
		return new Cut(new Manifest(header, meta, builder.entries, builder.digests), builder.sources,
				Duration.ofNanos(nanoTime.getAsLong() - start));
	}

	private static final class Builder {
		private final List<Entry> entries = new ArrayList<>();
		private final List<Path> sources = new ArrayList<>();
		private final Digests digests = new Digests();

		void add(Kind kind, Path directory, Path file) throws IOException {
			long size = Files.size(file);
			if (size > 0 || kind == Kind.IMAGE) {
				String path = directory.relativize(file).toString();
				int chunkSize = Chunking.chunkSize(kind == Kind.IMAGE ? path : "", size);
				entries.add(new Entry(kind, path, size, chunkSize, digests.size()));
				sources.add(file);
				Chunking.cut(file, size, chunkSize, digests);
			}
		}
	}
}
