// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.checkpoint.Manifest.Kind;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;

/**
 * The newest epoch of an application, ready to restore: its images and files follow every commit by what changed, on a thread of
 * their own, so that nobody who commits waits for them. Thread-safe.
 */
final class Standby {

	private static final System.Logger LOG = System.getLogger(Standby.class.getName());

	private final ApplicationName application;
	private final ApplicationStore store;
	private final StandbyPlaces places;
	/** Held by whoever changes or hands out what lies ready. */
	private final ReentrantLock work = new ReentrantLock(true);
	private boolean running;
	private boolean wanted;
	private boolean closed;
	private Path directory;
	private ReadyImages images;
	private ReadyFiles files;
	private EpochHeader current;
	/** Was taken over: it runs here, and nothing needs to lie ready before the next one comes. */
	private EpochHeader taken;
	private long links;

	Standby(ApplicationName application, ApplicationStore store, StandbyPlaces places) {
		this.application = application;
		this.store = store;
		this.places = places;
	}

	/** There is a newer epoch; returns at once. */
	synchronized void follow() {
		wanted = true;
		if (!running && !closed) {
			running = true;
			Thread.ofPlatform().daemon().name("standby " + application).start(this::run);
		}
	}

	private void run() {
		while (next()) {
			work.lock();
			try {
				advance();
			} catch (IOException | RuntimeException e) {
				LOG.log(Level.WARNING, "the newest epoch of " + application + " does not lie ready; a restore lays it out first", e);
				reset();
			} finally {
				work.unlock();
			}
		}
	}

	private synchronized boolean next() {
		running = wanted && !closed;
		wanted = false;
		return running;
	}

	/** Brings what lies ready to the newest epoch. */
	private void advance() throws IOException {
		Optional<EpochHeader> newest = store.newest();
		if (newest.isEmpty() || newest.get().equals(current) || newest.get().equals(taken)) {
			return;
		}
		Manifest manifest = store.manifest(newest.get());
		current = null;
		place(manifest);
		try (ChunkReader reader = store.pin(manifest)) {
			images.become(manifest, reader);
			files.become(manifest, reader);
		} finally {
			store.unpin(manifest.header());
		}
		current = manifest.header();
	}

	private void place(Manifest manifest) throws IOException {
		long size = manifest.entries().stream().filter(e -> e.kind() == Kind.IMAGE).mapToLong(Entry::size).sum();
		Path best = places.images(application, size);
		if (!best.equals(directory)) {
			if (images != null) {
				images.delete();
			}
			directory = best;
			images = new ReadyImages(best.resolve("images"));
		}
		if (files == null) {
			files = new ReadyFiles(places.files(application));
		}
	}

	private void reset() {
		current = null;
		try {
			if (images != null) {
				images.delete();
			}
			if (files != null) {
				files.delete();
			}
		} catch (IOException e) {
			LOG.log(Level.WARNING, "left over: " + directory, e);
		}
		places.forget(application);
		directory = null;
		images = null;
		files = null;
	}

	/**
	 * Hands an epoch out, if it is the newest.
	 *
	 * @param upper gets the files; empty or absent so far
	 */
	Optional<Checkout> take(EpochHeader epoch, Path upper, Use use) throws IOException {
		work.lock();
		try {
			if (!epoch.equals(store.newest().orElse(null)) || epoch.equals(taken) || isClosed()) {
				return Optional.empty();
			}
			advance();
			Path linked = Files.createDirectories(directory.resolve("out-" + links++));
			images.linkTo(Files.createDirectory(linked.resolve("images")));
			switch (use) {
				case TAKE_OVER -> {
					files.moveTo(upper);
					Ready ready = hold(epoch, linked);
					taken = epoch;
					reset();
					return Optional.of(ready);
				}
				case CLONE -> files.copyTo(upper);
			}
			return Optional.of(hold(epoch, linked));
		} finally {
			work.unlock();
		}
	}

	private synchronized boolean isClosed() {
		return closed;
	}

	private Ready hold(EpochHeader epoch, Path linked) throws IOException {
		store.hold(epoch);
		return new Ready(linked, ChunkEpochStore.stored(epoch, store.epochs().getOrDefault(epoch, 0L), store.meta(epoch)));
	}

	/** Ends it, and removes what lies ready. */
	void close() {
		synchronized (this) {
			closed = true;
		}
		work.lock();
		try {
			reset();
		} finally {
			work.unlock();
		}
	}

	/** What was handed out. */
	private final class Ready implements Checkout {

		private final Path linked;
		private final StoredEpoch epoch;
		private boolean over;

		Ready(Path linked, StoredEpoch epoch) {
			this.linked = linked;
			this.epoch = epoch;
		}

		@Override
		public Path images() {
			return linked.resolve("images");
		}

		@Override
		public StoredEpoch epoch() {
			return epoch;
		}

		@Override
		public boolean wasReady() {
			return true;
		}

		@Override
		public synchronized void close() {
			if (over) {
				return;
			}
			over = true;
			try {
				Tree.delete(linked);
				store.unpin(new EpochHeader(epoch.application(), epoch.term(), epoch.epoch(), epoch.capturedAt()));
			} catch (IOException e) {
				LOG.log(Level.WARNING, "left over: " + linked, e);
			}
		}
	}
}
