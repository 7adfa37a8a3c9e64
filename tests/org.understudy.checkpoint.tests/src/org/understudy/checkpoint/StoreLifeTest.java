// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.Keeping;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Retention;

/** What a store keeps, gives up, goes on from, and is after its program ended at any step. */
class StoreLifeTest {

	private static final int MB = 1 << 20;

	@TempDir
	Path dir;

	/** Random pages, of which the seed decides which; the same seed gives the same. */
	private Capture image(String name, int size, long seed) throws IOException {
		Capture capture = Trial.capture(dir.resolve(name));
		byte[] pages = new byte[size];
		new Random(seed).nextBytes(pages);
		Files.write(capture.images().resolve("pages-1.img"), pages);
		Files.writeString(capture.files().resolve("log"), name);
		return capture;
	}

	/** Changes some pages. */
	private static void touch(Capture capture, Random random, int pages) throws IOException {
		byte[] page = new byte[4096];
		try (RandomAccessFile file = new RandomAccessFile(capture.images().resolve("pages-1.img").toFile(), "rw")) {
			for (int i = 0; i < pages; i++) {
				random.nextBytes(page);
				file.seek(random.nextLong(file.length() / 4096) * 4096);
				file.write(page);
			}
		}
	}

	private static List<Long> numbers(ChunkEpochStore store) throws ProblemException {
		return store.epochs(Trial.REDIS).stream().map(e -> e.epoch().number()).toList();
	}

	private String restored(ChunkEpochStore store, long epoch) throws IOException, ProblemException {
		Path upper = Files.createTempDirectory(dir, "upper-");
		try (Checkout checkout = store.checkout(Trial.REDIS, new Epoch(epoch), upper, Use.CLONE)) {
			return sums(checkout.images()) + sums(upper);
		}
	}

	private static String sums(Path directory) throws IOException {
		return Shell.run("cd \"$1\"; find . -type f -exec sha256sum {} + | sort", directory);
	}

	@Test
	void whatTheRetentionSaysIsKeptAndAllOfItRestores() throws Exception {
		List<String> sums = new ArrayList<>();
		Path root = dir.resolve("store");
		try (Trial trial = new Trial(Trial.open(root))) {
			trial.keeping = new Keeping(Retention.parse("2,1m/1h"), Bytes.ZERO, Epoch.NONE);
			Capture capture = image("e", 2 * MB, 1);
			Random random = new Random(5);
			for (int epoch = 1; epoch <= 12; epoch++) {
				touch(capture, random, 20);
				sums.add(sums(capture.images()) + sums(capture.files()));
				Capture timed = new Capture(capture.images(), capture.files(), Trial.AT.plusSeconds(epoch * 20L), Bytes.ZERO, Bytes.ZERO,
						capture.anatomy());
				trial.ship(timed, 1, epoch);
			}
			assertNull(trial.end());
		}
		ChunkEpochStore store = Trial.open(root);
		// 14:00:20 is the first, 14:01:00 the third, ...
		assertEquals(List.of(12L, 11L, 9L, 6L, 3L, 1L), numbers(store));
		for (StoredEpoch epoch : store.epochs(Trial.REDIS)) {
			assertEquals(sums.get((int) epoch.epoch().number() - 1), restored(store, epoch.epoch().number()), epoch::toString);
		}
		StoreCheck.referencesAreRight(root.resolve("redis"));
	}

	@Test
	void theCommittedEpochStaysUntilThereIsANewerOne() throws Exception {
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			for (int epoch = 1; epoch <= 4; epoch++) {
				trial.keeping = new Keeping(Retention.last(1), Bytes.ZERO, new Epoch(epoch < 4 ? 1 : 3));
				trial.ship(image("e" + epoch, MB, epoch), 1, epoch);
			}
			assertNull(trial.end());
			assertEquals(List.of(4L, 3L), numbers(trial.store), "the first went when the third was told to be committed");
		}
		try (Trial trial = new Trial(Trial.open(dir.resolve("other")))) {
			for (int epoch = 1; epoch <= 4; epoch++) {
				trial.keeping = new Keeping(Retention.last(1), Bytes.ZERO, new Epoch(1));
				trial.ship(image("f" + epoch, MB, epoch), 1, epoch);
			}
			assertNull(trial.end());
			assertEquals(List.of(4L, 1L), numbers(trial.store));
		}
	}

	@Test
	void aBrokenTransferGoesOnWhereItStopped() throws Exception {
		Capture capture = image("one", 8 * MB, 1);
		Path root = dir.resolve("store");
		ChunkEpochStore store = Trial.open(root);
		Trial broken = new Trial(store, Trial.OPEN, 6 * MB);
		assertThrows(ProblemException.class, () -> broken.ship(capture, 1, 1));
		assertEquals("stream-broken", broken.end().problem().code());
		assertEquals(List.of(), numbers(store));
		touch(capture, new Random(9), 10);
		try (Trial trial = new Trial(Trial.open(root))) {
			long sent = trial.ship(capture, 1, 2).sent().count();
			assertTrue(sent < 4 * MB, "a newer epoch, and still only the rest: " + sent);
			assertEquals(sums(capture.images()) + sums(capture.files()), restored(trial.store, 2));
		}
	}

	@Test
	void aQuotaGivesUpHistoryBeforeIt() throws Exception {
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			trial.keeping = new Keeping(Retention.last(10), new Bytes(9 * MB), Epoch.NONE);
			for (int epoch = 1; epoch <= 6; epoch++) {
				trial.ship(image("e" + epoch, 2 * MB, epoch), 1, epoch);
			}
			assertEquals("store-full", assertThrows(ProblemException.class, () -> trial.ship(image("big", 8 * MB, 77), 1, 7)).problem().code());
			trial.ship(image("e8", 2 * MB, 8), 1, 8);
			assertNull(trial.end());
			List<Long> kept = numbers(trial.store);
			assertTrue(kept.size() >= 2 && kept.getFirst() == 8L, kept::toString);
			restored(trial.store, kept.getLast());
		}
		long packs = Long.parseLong(Shell.run("du -sb \"$1\" | cut -f1", dir.resolve("store/redis/packs")));
		assertTrue(packs < 10 * MB, "within the quota: " + packs);
	}

	/** Ends the program before its n-th step, for every n; everything that was acknowledged restores from what is on disk then. */
	@Test
	void aProgramThatEndsBeforeAnyStepLeavesAValidStore() throws Exception {
		List<String> steps = new ArrayList<>();
		List<String> sums = new ArrayList<>();
		assertEquals(EPOCHS, play(dir.resolve("dry"), Integer.MAX_VALUE, steps, sums));
		for (String step : List.of("place a pack", "place the manifest", "delete a manifest", "make the removal durable", "delete a pack")) {
			assertTrue(steps.contains(step), () -> step + " in " + steps);
		}
		for (int n = 0; n < steps.size(); n++) {
			Path root = dir.resolve("cut" + n);
			int acknowledged = play(root, n, new ArrayList<>(), new ArrayList<>());
			String at = "before step " + n + ", " + steps.get(n);
			StoreCheck.referencesAreRight(root.resolve("redis"));
			ChunkEpochStore reopened = Trial.open(root);
			List<Long> there = numbers(reopened);
			// what was not acknowledged may be there as well
			assertTrue(acknowledged == 0 || there.contains((long) acknowledged), () -> at + ": " + there);
			for (long epoch : there) {
				assertEquals(sums.get((int) epoch - 1), restored(reopened, epoch), at);
			}
			Tree.delete(root);
		}
	}

	/** Damages one byte; gives the file. */
	private static Path damage(Path directory, String which) throws IOException {
		Path file = Path.of(Shell.run("ls \"$1\"/* | " + which, directory));
		Shell.run("printf x | dd of=\"$1\" bs=1 seek=5000 conv=notrunc status=none", file);
		return file;
	}

	@Test
	void scrubbingFindsDamageAndTheNextEpochMendsIt() throws Exception {
		Path root = dir.resolve("store");
		Capture capture = image("e", MB, 1);
		try (Trial trial = new Trial(Trial.open(root))) {
			trial.keeping = new Keeping(Retention.last(5), Bytes.ZERO, Epoch.NONE);
			Random random = new Random(2);
			for (int epoch = 1; epoch <= 3; epoch++) {
				touch(capture, random, 30);
				trial.ship(capture, 1, epoch);
			}
			assertEquals(List.of(), trial.store.scrub(Trial.REDIS, Bytes.ZERO).findings());
			damage(root.resolve("redis/packs"), "tail -1");
			var found = trial.store.scrub(Trial.REDIS, Bytes.ZERO);
			assertEquals(List.of("epoch-damaged"), found.findings().stream().map(p -> p.code()).toList(), "only the third has that chunk");
			assertEquals(List.of(2L, 1L), numbers(trial.store));
			assertEquals(2, found.epochs());
			restored(trial.store, 1);
			trial.ship(capture, 1, 4);
			assertEquals(sums(capture.images()) + sums(capture.files()), restored(trial.store, 4));
			damage(root.resolve("redis/packs"), "head -1");
			assertEquals(3, trial.store.scrub(Trial.REDIS, Bytes.ZERO).findings().size(), "all have that chunk");
			trial.ship(capture, 1, 5);
			damage(root.resolve("redis/epochs"), "tail -1");
			assertEquals(1, trial.store.scrub(Trial.REDIS, Bytes.ZERO).findings().size());
			trial.ship(capture, 1, 6);
			assertEquals(sums(capture.images()) + sums(capture.files()), restored(trial.store, 6));
			assertEquals(List.of(), trial.store.scrub(Trial.REDIS, Bytes.ZERO).findings());
		}
		StoreCheck.referencesAreRight(root.resolve("redis"));
		assertEquals(List.of(6L), numbers(Trial.open(root)));
	}

	private static final int EPOCHS = 4;

	/**
	 * Ships some epochs, always the same, into a store that ends before a step.
	 *
	 * @return how many were acknowledged
	 */
	private int play(Path root, int end, List<String> steps, List<String> sums) throws IOException, ProblemException {
		ChunkEpochStore store = new ChunkEpochStore(root, new Bytes(Long.MAX_VALUE), step -> {
			if (steps.size() >= end) {
				throw new IOException("the program has ended");
			}
			steps.add(step);
		}, Optional.empty());
		Capture capture = image("p", 2 * MB, 1);
		Random random = new Random(7);
		Trial trial = new Trial(store);
		trial.keeping = new Keeping(Retention.last(1), Bytes.ZERO, Epoch.NONE);
		int acknowledged = 0;
		try {
			for (int epoch = 1; epoch <= EPOCHS; epoch++) {
				// the third leaves little of the packs before it
				touch(capture, random, epoch == 3 ? 600 : 10);
				if (end == Integer.MAX_VALUE) {
					sums.add(sums(capture.images()) + sums(capture.files()));
				}
				trial.ship(capture, 1, epoch);
				acknowledged = epoch;
			}
		} catch (ProblemException e) {
			assertTrue(end < Integer.MAX_VALUE, e::toString);
		}
		trial.end();
		return acknowledged;
	}
}
