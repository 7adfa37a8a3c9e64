// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Epochs of one application in a directory of their own: {@code packs/} of chunks, {@code epochs/} with a manifest each, and
 * {@code incoming/} for what is not yet anything. An epoch exists from the rename of its manifest on, which is done when all else
 * is durable; so every moment is a valid one to die at. Thread-safe.
 */
final class ApplicationStore {

	/** How many committed epochs are kept. */
	static final int KEPT = 2;

	private static final System.Logger LOG = System.getLogger(ApplicationStore.class.getName());

	private final Path directory;
	private final TreeMap<EpochHeader, Manifest> manifests = new TreeMap<>(EpochHeader.ORDER);
	private final Map<EpochHeader, Integer> pins = new HashMap<>();
	private ChunkIndex index = new ChunkIndex();
	private long sequence;

	private ApplicationStore(Path directory) {
		this.directory = directory;
	}

	/** Opens or makes one; removes what a crash left over. */
	static ApplicationStore open(Path directory) throws IOException {
		ApplicationStore store = new ApplicationStore(directory);
		Tree.delete(store.part("incoming"));
		Tree.delete(store.part("checkouts"));
		for (String part : List.of("incoming", "checkouts", "packs", "epochs")) {
			Files.createDirectories(store.part(part));
		}
		store.load();
		store.collect();
		return store;
	}

	private Path part(String name) {
		return directory.resolve(name);
	}

	private void load() throws IOException {
		for (Path file : Tree.walk(part("packs"))) {
			try {
				index.add(Pack.open(file));
			} catch (CorruptException e) {
				setAside(file, e);
			}
		}
		for (Path file : Tree.walk(part("epochs"))) {
			try {
				Manifest manifest = ManifestFile.read(file);
				if (!index.holds(manifest)) {
					throw new CorruptException("epoch " + manifest.header().epoch() + ": a chunk is missing and it");
				}
				manifests.put(manifest.header(), manifest);
			} catch (CorruptException | java.io.EOFException e) {
				setAside(file, e);
			}
		}
	}

	/** What is damaged is kept for whoever wants to know why, and is no longer part of the store. */
	private void setAside(Path file, IOException why) throws IOException {
		LOG.log(Level.WARNING, "set aside " + file, why);
		Path damaged = Files.createDirectories(part("damaged"));
		Files.move(file, damaged.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
	}

	/** Newest first. */
	synchronized List<Manifest> manifests() {
		return List.copyOf(manifests.descendingMap().values());
	}

	synchronized Optional<Manifest> newest() {
		return Optional.ofNullable(manifests.lastEntry()).map(Map.Entry::getValue);
	}

	/** Ordinals of the chunks that this application's packs do not hold. */
	synchronized int[] lacking(Manifest manifest) {
		return index.lacking(manifest);
	}

	/** Bytes of all chunks. */
	synchronized long size() {
		return index.packs().stream().mapToLong(Pack::size).sum();
	}

	/** Where the chunks of an epoch to come are written to. */
	synchronized PackWriter newPack(long limit) throws IOException {
		return new PackWriter(part("incoming").resolve(Long.toString(sequence++)), limit);
	}

	/** What must still hold at the last moment. */
	@FunctionalInterface
	interface LastCheck {
		void run() throws org.understudy.model.ProblemException;
	}

	/**
	 * Makes an epoch exist.
	 *
	 * @throws CorruptException when a chunk is neither here nor in the writer: it was collected meanwhile; sending it again helps
	 */
	synchronized void commit(Manifest manifest, PackWriter writer, LastCheck check)
			throws IOException, org.understudy.model.ProblemException {
		Pack pack = place(writer.finish(), manifest.header());
		index.add(pack);
		try {
			if (!index.holds(manifest)) {
				throw new CorruptException("set of chunks");
			}
			check.run();
			publish(manifest);
			manifests.put(manifest.header(), manifest);
		} finally {
			if (!manifest.equals(manifests.get(manifest.header()))) {
				Files.deleteIfExists(pack.file());
				reindex(index.packs().stream().filter(p -> p != pack).toList());
			}
		}
	}

	private Pack place(Pack pack, EpochHeader header) throws IOException {
		Path target = part("packs").resolve(header.fileName() + "-" + java.util.UUID.randomUUID());
		Files.move(pack.file(), target, StandardCopyOption.ATOMIC_MOVE);
		Tree.sync(part("packs"));
		return pack.movedTo(target);
	}

	private void publish(Manifest manifest) throws IOException {
		Path draft = part("incoming").resolve("manifest-" + sequence++);
		try {
			ManifestFile.write(manifest, draft);
			Files.move(draft, part("epochs").resolve(manifest.header().fileName()), StandardCopyOption.ATOMIC_MOVE);
			Tree.sync(part("epochs"));
		} finally {
			Files.deleteIfExists(draft);
		}
	}

	private void reindex(List<Pack> packs) {
		ChunkIndex rebuilt = new ChunkIndex();
		packs.forEach(rebuilt::add);
		index = rebuilt;
	}

	/** Forgets epochs beyond those kept or laid out, and gives back the space that none of the others needs. */
	synchronized void collect() throws IOException {
		for (Manifest old : manifests().stream().skip(KEPT).toList()) {
			if (!pins.containsKey(old.header())) {
				Files.deleteIfExists(part("epochs").resolve(old.header().fileName()));
				manifests.remove(old.header());
			}
		}
		Collector.Verdict verdict = Collector.judge(index, manifests.values());
		if (verdict.isNothing()) {
			return;
		}
		List<Pack> packs = new ArrayList<>(verdict.keep());
		if (!verdict.rewrite().isEmpty()) {
			rewrite(verdict).ifPresent(packs::add);
		}
		reindex(packs);
		for (Pack gone : verdict.gone()) {
			Files.deleteIfExists(gone.file());
		}
	}

	private Optional<Pack> rewrite(Collector.Verdict verdict) throws IOException {
		try (PackWriter writer = newPack(Long.MAX_VALUE)) {
			verdict.copyLive(writer);
			return writer.count() == 0 ? Optional.empty() : Optional.of(place(writer.finish(), manifests.lastKey()));
		}
	}

	/** An epoch that is kept until it is unpinned, opened for reading. */
	synchronized ChunkReader pin(Manifest manifest) throws IOException {
		ChunkReader reader = new ChunkReader(manifest, index);
		pins.merge(manifest.header(), 1, Integer::sum);
		return reader;
	}

	synchronized void unpin(Manifest manifest) throws IOException {
		pins.computeIfPresent(manifest.header(), (_, n) -> n == 1 ? null : n - 1);
		collect();
	}

	/** A new directory for an epoch to be laid out in. */
	synchronized Path newCheckout() throws IOException {
		return Files.createDirectory(part("checkouts").resolve(Long.toString(sequence++)));
	}
}
