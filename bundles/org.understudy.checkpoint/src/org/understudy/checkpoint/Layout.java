// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.StoredEpoch;

/** An epoch laid out: images in a directory of the store, which goes when this is closed; files where the caller wanted them. */
final class Layout implements Checkout {

	private final ApplicationStore store;
	private final Manifest manifest;
	private final StoredEpoch stored;
	private final Path directory;
	private boolean closed;

	private Layout(ApplicationStore store, Manifest manifest, Path directory) {
		this.store = store;
		this.manifest = manifest;
		this.stored = ChunkEpochStore.stored(manifest.header(), manifest.size(), manifest.meta());
		this.directory = directory;
	}

	/** Copies, never links: the restored application writes to its files. */
	static Layout of(ApplicationStore store, Manifest manifest, Path upper) throws IOException {
		Layout layout = new Layout(store, manifest, store.newCheckout());
		try (ChunkReader reader = store.pin(manifest)) {
			try {
				layout.fill(reader, upper);
				return layout;
			} catch (IOException e) {
				layout.close();
				throw e;
			}
		}
	}

	private void fill(ChunkReader reader, Path upper) throws IOException {
		Files.createDirectory(images());
		Files.createDirectories(upper);
		Path archive = directory.resolve("tree.tar");
		for (Entry entry : manifest.entries()) {
			switch (entry.kind()) {
				case IMAGE -> reader.write(entry, parents(images().resolve(entry.path())));
				case TREE -> {
					reader.write(entry, archive);
					Tree.extract(archive, upper);
				}
				case FILE -> content(reader, entry, upper.resolve(entry.path()));
			}
		}
		Tree.restoreCapabilities(archive, upper);
	}

	private static Path parents(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		return file;
	}

	/** Fills an empty file of the tree, and leaves its time of change as it was. */
	private static void content(ChunkReader reader, Entry entry, Path file) throws IOException {
		FileTime modified = Files.getLastModifiedTime(file);
		reader.write(entry, file);
		Files.setLastModifiedTime(file, modified);
	}

	@Override
	public Path images() {
		return directory.resolve("images");
	}

	@Override
	public StoredEpoch epoch() {
		return stored;
	}

	@Override
	public boolean wasReady() {
		return false;
	}

	@Override
	public synchronized void close() {
		if (closed) {
			return;
		}
		closed = true;
		try {
			Tree.delete(directory);
			store.unpin(manifest.header());
		} catch (IOException e) {
			System.getLogger(Layout.class.getName()).log(Level.WARNING, "left over: " + directory, e);
		}
	}
}
