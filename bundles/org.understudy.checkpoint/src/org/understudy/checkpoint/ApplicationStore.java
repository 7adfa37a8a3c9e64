// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.understudy.core.port.Keeping;
import org.understudy.core.replication.RetentionPolicy;
import org.understudy.core.replication.RetentionPolicy.Candidate;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;

/**
 * Epochs of one application in a directory of their own: {@code packs/} of chunks, {@code epochs/} with a manifest each, and
 * {@code incoming/} for what is not yet anything. An epoch exists from the rename of its manifest on, which is done when all else
 * is durable; a pack goes only when the removal of the last manifest that needs it is durable. So every moment is a valid one to die
 * at. Chunks that no epoch needs yet stay until the next epoch is committed: a transfer that broke goes on from them. Thread-safe.
 */
final class ApplicationStore implements Intake.Shelf {

	private static final System.Logger LOG = System.getLogger(ApplicationStore.class.getName());

	private final Path directory;
	private final Steps steps;
	private final TreeMap<EpochHeader, Long> epochs = new TreeMap<>(EpochHeader.ORDER);
	private final Map<EpochHeader, Integer> pins = new HashMap<>();
	private final Set<Pack> underWay = new HashSet<>();
	private ChunkIndex index = new ChunkIndex();
	/** Kept in memory: what the next epoch builds on. */
	private Manifest newest;
	private Keeping keeping = Keeping.DEFAULT;
	private long sequence;
	/** Packs are numbered through, also over restarts. */
	private long nextPack;

	private ApplicationStore(Path directory, Steps steps) {
		this.directory = directory;
		this.steps = steps;
	}

	/** Opens or makes one; removes what a crash left over. */
	static ApplicationStore open(Path directory, Steps steps) throws IOException {
		ApplicationStore store = new ApplicationStore(directory, steps);
		Tree.delete(store.part("incoming"));
		Tree.delete(store.part("checkouts"));
		for (String part : List.of("incoming", "checkouts", "packs", "epochs")) {
			Files.createDirectories(store.part(part));
		}
		store.load();
		return store;
	}

	private Path part(String name) {
		return directory.resolve(name);
	}

	private Path file(EpochHeader header) {
		return part("epochs").resolve(header.fileName());
	}

	private void load() throws IOException {
		for (Path file : Tree.walk(part("packs"))) {
			try {
				nextPack = 1 + Long.parseUnsignedLong(file.getFileName().toString(), 16);
				index.add(Pack.open(file));
			} catch (CorruptException | NumberFormatException e) {
				setAside(file, e);
			}
		}
		for (Path file : Tree.walk(part("epochs"))) {
			try {
				Manifest manifest = ManifestFile.read(file);
				index.refer(manifest);
				epochs.put(manifest.header(), manifest.size());
				newest = epochs.lastKey().equals(manifest.header()) ? manifest : newest;
			} catch (CorruptException | java.io.EOFException e) {
				setAside(file, e);
			}
		}
	}

	/** What is damaged is kept for whoever wants to know why, and is no longer part of the store. */
	private void setAside(Path file, Exception why) throws IOException {
		LOG.log(Level.WARNING, "set aside " + file, why);
		Path damaged = Files.createDirectories(part("damaged"));
		Files.move(file, damaged.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
	}

	/** Newest first, each with the size of its parts. */
	synchronized Map<EpochHeader, Long> epochs() {
		return new java.util.LinkedHashMap<>(epochs.descendingMap());
	}

	synchronized Optional<EpochHeader> newest() {
		return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.lastKey());
	}

	/** One of the epochs, whole. */
	synchronized Manifest manifest(EpochHeader header) throws IOException {
		return newest != null && newest.header().equals(header) ? newest : ManifestFile.read(file(header));
	}

	synchronized byte[] meta(EpochHeader header) throws IOException {
		return newest != null && newest.header().equals(header) ? newest.meta() : ManifestFile.meta(file(header));
	}

	/** Ordinals of the chunks that this application's packs do not hold. */
	synchronized int[] lacking(Manifest manifest) {
		return index.lacking(manifest);
	}

	/** Bytes of all chunks. */
	synchronized long size() {
		return index.packs().stream().mapToLong(Pack::size).sum();
	}

	/** What to keep from now on; the next {@link #collect} does it. */
	synchronized void keep(Keeping next) {
		keeping = next;
	}

	synchronized Bytes quota() {
		return keeping.quota();
	}

	@Override
	public synchronized PackWriter begin() throws IOException {
		steps.before("begin a pack");
		return new PackWriter(part("incoming").resolve(Long.toString(sequence++)));
	}

	@Override
	public synchronized Pack seal(Pack pack) throws IOException {
		Path target = part("packs").resolve("%016x".formatted(nextPack++));
		steps.before("place a pack");
		Files.move(pack.file(), target, StandardCopyOption.ATOMIC_MOVE);
		steps.before("make its name durable");
		Tree.sync(part("packs"));
		Pack placed = pack.movedTo(target);
		underWay.add(placed);
		index.add(placed);
		return placed;
	}

	@Override
	public synchronized void remove(List<Pack> packs) throws IOException {
		underWay.removeAll(packs);
		if (!packs.isEmpty()) {
			index = index.over(index.without(packs));
			delete(packs);
		}
	}

	private void delete(List<Pack> packs) throws IOException {
		for (Pack gone : packs) {
			steps.before("delete a pack");
			Files.deleteIfExists(gone.file());
		}
	}

	@Override
	public synchronized void release(List<Pack> packs) {
		underWay.removeAll(packs);
	}

	/** What must still hold at the last moment. */
	@FunctionalInterface
	interface LastCheck {
		void run() throws ProblemException;
	}

	/**
	 * Makes an epoch exist, whose chunks are all here.
	 *
	 * @throws CorruptException when one is not: it was collected meanwhile; sending it again helps
	 */
	synchronized void commit(Manifest manifest, LastCheck check) throws IOException, ProblemException {
		Manifest replaced = epochs.containsKey(manifest.header()) ? manifest(manifest.header()) : Manifest.NONE;
		index.refer(manifest);
		boolean published = false;
		try {
			check.run();
			publish(manifest);
			published = true;
		} finally {
			if (!published) {
				index.release(manifest);
			}
		}
		index.release(replaced);
		epochs.put(manifest.header(), manifest.size());
		newest = manifest;
	}

	private void publish(Manifest manifest) throws IOException {
		Path draft = part("incoming").resolve("manifest-" + sequence++);
		try {
			steps.before("write the manifest");
			ManifestFile.write(manifest, draft);
			steps.before("place the manifest");
			Files.move(draft, file(manifest.header()), StandardCopyOption.ATOMIC_MOVE);
			steps.before("make its name durable");
			Tree.sync(part("epochs"));
		} finally {
			Files.deleteIfExists(draft);
		}
	}

	/** Forgets epochs that are neither to be kept nor laid out, and gives back the space that none of the others needs. */
	synchronized void collect() throws IOException {
		List<Candidate> candidates = epochs.descendingKeySet().stream().map(h -> new Candidate(h.epoch(), h.capturedAt())).toList();
		Set<Epoch> kept = RetentionPolicy.keep(candidates, keeping.retention(), keeping.committed());
		forget(epochs.keySet().stream().filter(h -> !kept.contains(h.epoch())).toList());
		compact(false);
	}

	/**
	 * Gives up the older half of the epochs that may go at all: space is more important than history.
	 *
	 * @return whether there was anything to give up
	 */
	synchronized boolean makeRoom() throws IOException {
		List<EpochHeader> dispensable = epochs.keySet().stream().filter(h -> !pins.containsKey(h) && !h.equals(epochs.lastKey())
				&& !h.epoch().equals(keeping.committed())).toList();
		long before = size();
		forget(dispensable.subList(0, (dispensable.size() + 1) / 2));
		compact(true);
		return !dispensable.isEmpty() || size() < before;
	}

	private void forget(List<EpochHeader> headers) throws IOException {
		boolean any = false;
		for (EpochHeader header : headers) {
			if (!pins.containsKey(header)) {
				Manifest manifest = manifest(header);
				steps.before("delete a manifest");
				Files.deleteIfExists(file(header));
				epochs.remove(header);
				index.release(manifest);
				any = true;
			}
		}
		if (any) {
			// or a power cut could bring back the name of an epoch whose chunks are gone
			steps.before("make the removal durable");
			Tree.sync(part("epochs"));
		}
	}

	private void compact(boolean all) throws IOException {
		Collector.Verdict verdict = Collector.judge(index, underWay, all);
		if (verdict.isNothing()) {
			return;
		}
		List<Pack> gone = new ArrayList<>();
		verdict.dead().forEach(number -> gone.add(index.packs().get(number)));
		verdict.rewrite().forEach(number -> gone.add(index.packs().get(number)));
		// the copies are behind the originals, which are found first until they are gone
		try (Intake copies = new Intake(this, Long.MAX_VALUE)) {
			Collector.copyLive(index, verdict.rewrite(), copies);
			copies.seal();
		}
		index = index.over(index.without(gone));
		delete(gone);
	}

	/**
	 * Reads everything again. Packs are read without holding anybody up; only what is damaged is dealt with under the lock.
	 *
	 * @return epochs that were lost by it, newest first
	 */
	List<EpochHeader> scrub(Scrubber scrubber) throws IOException {
		List<EpochHeader> lost = new ArrayList<>();
		for (Pack pack : packs()) {
			BitSet damaged = scrubber.damaged(pack);
			if (!damaged.isEmpty()) {
				lost.addAll(replace(pack, damaged));
			}
		}
		lost.addAll(unreadable());
		return lost;
	}

	private synchronized List<Pack> packs() {
		return index.packs();
	}

	/** What is intact of a pack goes to a new one, the pack is set aside, and with it the epochs that needed the rest. */
	private synchronized List<EpochHeader> replace(Pack pack, BitSet damaged) throws IOException {
		int number = index.packs().indexOf(pack);
		if (number < 0) {
			return List.of();
		}
		try (Intake copies = new Intake(this, Long.MAX_VALUE)) {
			Collector.copy(pack, i -> !damaged.get(i) && index.isLive(number, i), copies);
			copies.seal();
		}
		ChunkIndex rest = new ChunkIndex();
		index.without(List.of(pack)).forEach(rest::add);
		List<EpochHeader> lost = new ArrayList<>();
		Manifest last = null;
		for (EpochHeader header : List.copyOf(epochs.keySet())) {
			Manifest manifest = manifest(header);
			try {
				rest.refer(manifest);
				last = manifest;
			} catch (CorruptException e) {
				setAside(file(header), e);
				epochs.remove(header);
				lost.addFirst(header);
			}
		}
		newest = last;
		index = rest;
		setAside(pack.file(), new CorruptException("%d chunks; the pack".formatted(damaged.cardinality())));
		return lost;
	}

	private synchronized List<EpochHeader> unreadable() throws IOException {
		List<EpochHeader> lost = new ArrayList<>();
		for (EpochHeader header : List.copyOf(epochs.keySet())) {
			try {
				ManifestFile.read(file(header));
			} catch (CorruptException | java.io.EOFException e) {
				LOG.log(Level.WARNING, "damaged: " + file(header), e);
				lost.addFirst(header);
			}
		}
		if (!lost.isEmpty()) {
			// what they referred to is not known any more: count anew
			index = new ChunkIndex();
			epochs.clear();
			newest = null;
			load();
		}
		return lost;
	}

	/** An epoch that is kept until it is unpinned, opened for reading. */
	synchronized ChunkReader pin(Manifest manifest) throws IOException {
		ChunkReader reader = new ChunkReader(manifest, index);
		hold(manifest.header());
		return reader;
	}

	/** An epoch that is kept until it is unpinned. */
	synchronized void hold(EpochHeader header) {
		pins.merge(header, 1, Integer::sum);
	}

	synchronized void unpin(EpochHeader header) throws IOException {
		pins.computeIfPresent(header, (_, n) -> n == 1 ? null : n - 1);
		if (!pins.containsKey(header)) {
			collect();
		}
	}

	/** A new directory for an epoch to be laid out in. */
	synchronized Path newCheckout() throws IOException {
		return Files.createDirectory(part("checkouts").resolve(Long.toString(sequence++)));
	}
}
