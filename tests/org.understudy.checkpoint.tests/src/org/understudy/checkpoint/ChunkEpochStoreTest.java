// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

class ChunkEpochStoreTest {

	private static final int MB = 1 << 20;

	@TempDir
	Path dir;

	private Capture image(String name, int size, long seed) throws IOException {
		Capture capture = Trial.capture(dir.resolve(name));
		byte[] pages = new byte[size];
		new Random(seed).nextBytes(pages);
		Files.write(capture.images().resolve("pages-1.img"), pages);
		Files.writeString(capture.images().resolve("inventory.img"), name);
		Files.writeString(capture.files().resolve("log"), name);
		return capture;
	}

	private static List<Long> numbers(ChunkEpochStore store) throws ProblemException {
		return store.epochs(Trial.REDIS).stream().map(e -> e.epoch().number()).toList();
	}

	private void assertRestores(ChunkEpochStore store, long epoch, Capture capture) throws Exception {
		Path upper = Files.createTempDirectory(dir, "upper-");
		try (Checkout checkout = store.checkout(Trial.REDIS, new Epoch(epoch), upper, Use.CLONE)) {
			Trial.assertSame(capture.images(), withTimes(checkout.images(), capture.images()));
			Trial.assertSame(capture.files(), upper);
		}
	}

	/** Images have no attributes that matter. */
	private static Path withTimes(Path images, Path like) throws IOException {
		Shell.run("cd \"$2\"; find . -exec touch -h -r \"$1\"/{} {} \\;", like, images);
		return images;
	}

	@Test
	void everythingOfADirectorySurvives() throws Exception {
		Shell.assumeRoot();
		Capture capture = image("one", 3 * MB + 17, 1);
		Shell.run("""
				cd "$1"; mkdir -p opaque 'dir with ä space/deep' empty; printf text >'dir with ä space/deep/file'; : >nothing
				mknod whiteout c 0 0; mkfifo fifo; ln -s /else where; ln -s ../missing dangling
				printf shared >hard1; ln hard1 hard2; ln hard1 empty/hard3; chmod 4751 hard1; chown 33:44 hard1 where -h
				truncate -s 50M sparse; printf x | dd of=sparse bs=1 seek=30000000 conv=notrunc status=none; chmod 2700 opaque
				touch -d '2001-02-03 04:05:06.123456789' sparse 'dir with ä space/deep/file' opaque
				cp /bin/true capable; setcap cap_net_raw+ep capable 2>/dev/null || true
				""", capture.files());
		// the tools for extended attributes are rarely installed
		Shell.run("""
				cd "$1"
				python3 -c 'import os
				os.setxattr("opaque", "trusted.overlay.opaque", b"y")
				os.setxattr("hard1", "trusted.test", b"1")' || true
				""", capture.files());
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			Shipment shipment = trial.ship(capture, 1, 1);
			assertTrue(shipment.sent().count() < 4 * MB, "holes cost nothing: " + shipment);
			assertRestores(trial.store, 1, capture);
			Path upper = Files.createDirectory(dir.resolve("upper"));
			trial.store.checkout(Trial.REDIS, new Epoch(1), upper, Use.CLONE).close();
			assertTrue(Long.parseLong(Shell.run("stat -c %b \"$1\"", upper.resolve("sparse"))) < 100, "still sparse");
		}
	}

	@Test
	void whatTheStoreTellsIsWhatWasSent() throws Exception {
		Path root = dir.resolve("store");
		try (Trial trial = new Trial(Trial.open(root))) {
			trial.ship(image("one", MB, 1), 7, 3);
		}
		ChunkEpochStore reopened = Trial.open(root);
		assertEquals(List.of(Trial.REDIS), reopened.applications());
		StoredEpoch epoch = reopened.epochs(Trial.REDIS).getFirst();
		assertEquals(new Epoch(3), epoch.epoch());
		assertEquals(new Term(7), epoch.term());
		assertEquals(Trial.AT, epoch.capturedAt());
		assertArrayEquals("meta 3".getBytes(), epoch.meta());
		assertTrue(epoch.size().count() > MB);
		reopened.drop(Trial.REDIS);
		assertEquals(List.of(), reopened.applications());
		assertFalse(Files.exists(root.resolve("redis")));
	}

	@Test
	void onlyChangedPagesAreSent() throws Exception {
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			Capture first = image("one", 16 * MB, 1);
			long whole = trial.ship(first, 1, 1).sent().count();
			assertTrue(whole > 16 * MB);
			Capture second = image("two", 16 * MB, 1);
			byte[] fresh = new byte[4096];
			try (RandomAccessFile pages = new RandomAccessFile(second.images().resolve("pages-1.img").toFile(), "rw")) {
				for (int page = 100; page < 1100; page += 100) {
					new Random(page).nextBytes(fresh);
					pages.seek(page * 4096L);
					pages.write(fresh);
				}
			}
			long sent = trial.ship(second, 1, 2).sent().count();
			assertTrue(sent >= 10 * 4096 && sent < 10 * 4096 + 6000, "ten pages: " + sent);
			assertRestores(trial.store, 2, second);
			long shifted = trial.ship(shifted(second), 1, 3).sent().count();
			assertTrue(shifted < 4096 * 3 + 6000, "a mapping that grew moves pages, and sends only new ones: " + shifted);
		}
	}

	private Capture shifted(Capture capture) throws IOException {
		Capture grown = image("three", 2 * 4096, 99);
		Shell.run("cat \"$1\" >>\"$2\"", capture.images().resolve("pages-1.img"), grown.images().resolve("pages-1.img"));
		return grown;
	}

	@Test
	void aNewStreamSendsOnlyWhatTheStoreLacks() throws Exception {
		ChunkEpochStore store = Trial.open(dir.resolve("store"));
		try (Trial trial = new Trial(store)) {
			trial.ship(image("one", 8 * MB, 1), 1, 1);
		}
		try (Trial trial = new Trial(store)) {
			long sent = trial.ship(image("two", 8 * MB, 1), 1, 2).sent().count();
			assertTrue(sent < 8 * MB / 100, "names only: " + sent);
		}
	}

	@Test
	void twoEpochsAreKeptAndTheirSpaceIsBounded() throws Exception {
		Path root = dir.resolve("store");
		try (Trial trial = new Trial(Trial.open(root))) {
			for (int epoch = 1; epoch <= 8; epoch++) {
				trial.ship(image("e" + epoch, 2 * MB, epoch), 1, epoch);
			}
			assertNull(trial.end());
			assertEquals(List.of(8L, 7L), numbers(trial.store));
			assertRestores(trial.store, 7, Trial.capture(dir.resolve("e7")));
		}
		long packs = Long.parseLong(Shell.run("du -sb \"$1\" | cut -f1", root.resolve("redis/packs")));
		assertTrue(packs < 5 * MB, "space of collected epochs is given back: " + packs);
		assertEquals("0", Shell.run("find \"$1\" -type f | wc -l", root.resolve("redis/incoming")));
	}

	@Test
	void manySmallEpochsAreGathered() throws Exception {
		Path root = dir.resolve("store");
		try (Trial trial = new Trial(Trial.open(root))) {
			Capture capture = image("e", MB, 1);
			for (int epoch = 1; epoch <= 150; epoch++) {
				try (RandomAccessFile pages = new RandomAccessFile(capture.images().resolve("pages-1.img").toFile(), "rw")) {
					pages.seek(epoch * 4096L);
					pages.writeLong(epoch);
				}
				trial.ship(capture, 1, epoch);
			}
			assertNull(trial.end());
			assertTrue(Integer.parseInt(Shell.run("ls \"$1\" | wc -l", root.resolve("redis/packs"))) <= 66);
			assertRestores(trial.store, 150, capture);
			assertRestores(Trial.open(root), 150, capture);
		}
	}

	@Test
	void whatIsLaidOutIsNotCollected() throws Exception {
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			Capture first = image("e1", MB, 1);
			trial.ship(first, 1, 1);
			Path upper = Files.createDirectory(dir.resolve("upper"));
			try (Checkout checkout = trial.store.checkout(Trial.REDIS, new Epoch(1), upper, Use.CLONE)) {
				for (int epoch = 2; epoch <= 5; epoch++) {
					trial.ship(image("e" + epoch, MB, epoch), 1, epoch);
				}
				assertRestores(trial.store, 1, first);
				assertTrue(Files.exists(checkout.images().resolve("pages-1.img")));
				assertEquals(new Epoch(1), checkout.epoch().epoch());
			}
			assertNull(trial.end());
			assertEquals(List.of(5L, 4L), numbers(trial.store));
			assertEquals("epoch-unknown",
					assertThrows(ProblemException.class, () -> trial.store.checkout(Trial.REDIS, new Epoch(1), upper, Use.CLONE)).problem().code());
		}
	}

	@Test
	void aLowerTermIsRefusedAndTheStreamStaysUsable() throws Exception {
		Term[] highest = { new Term(3) };
		ChunkEpochStore store = Trial.open(dir.resolve("store"));
		try (Trial trial = new Trial(store, (_, term) -> {
			if (term.compareTo(highest[0]) < 0) {
				throw Problem.error("lower-term", "a higher term is known", "", "").exception();
			}
		}, Long.MAX_VALUE)) {
			Capture capture = image("one", MB, 1);
			assertEquals("lower-term", assertThrows(ProblemException.class, () -> trial.ship(capture, 2, 1)).problem().code());
			assertEquals(List.of(), numbers(store));
			trial.ship(capture, 3, 1);
			assertEquals(List.of(1L), numbers(store));
			assertEquals("epoch-not-newer", assertThrows(ProblemException.class, () -> trial.ship(capture, 3, 0)).problem().code());
		}
	}

	@Test
	void aTermThatRisesDuringTheTransferRefusesTheCommit() throws Exception {
		int[] asked = { 0 };
		ChunkEpochStore store = Trial.open(dir.resolve("store"));
		try (Trial trial = new Trial(store, (_, _) -> {
			if (asked[0]++ == 1) {
				throw Problem.error("lower-term", "a higher term is known", "", "").exception();
			}
		}, Long.MAX_VALUE)) {
			Capture capture = image("one", MB, 1);
			assertEquals("lower-term", assertThrows(ProblemException.class, () -> trial.ship(capture, 2, 1)).problem().code());
			assertEquals(List.of(), numbers(store));
			assertEquals("0", Shell.run("find \"$1\" -type f | wc -l", dir.resolve("store")));
			trial.ship(capture, 2, 2);
			assertRestores(store, 2, capture);
		}
	}

	@Test
	void aStreamThatEndsAnywhereLeavesAValidStore() throws Exception {
		Capture first = image("one", MB / 4, 1);
		Capture second = image("two", MB / 4, 2);
		long total;
		try (Trial trial = new Trial(Trial.open(dir.resolve("dry")))) {
			total = trial.ship(first, 1, 1).sent().count() + trial.ship(second, 1, 2).sent().count();
		}
		Random random = new Random(42);
		int broken = 0;
		for (int round = 0; round < 60; round++) {
			Path root = dir.resolve("store" + round);
			try (Trial trial = new Trial(Trial.open(root))) {
				trial.ship(first, 1, 1);
			}
			long rest = total / 2;
			broken += shipUntil(random.nextLong(rest), second, Trial.open(root));
			ChunkEpochStore reopened = Trial.open(root);
			assertEquals(List.of(1L), numbers(reopened));
			if (round % 10 == 0) {
				assertRestores(reopened, 1, first);
			}
			try (Trial trial = new Trial(reopened)) {
				trial.ship(second, 1, 2);
			}
			assertEquals(List.of(2L, 1L), numbers(Trial.open(root)));
		}
		assertEquals(60, broken);
	}

	/** @return 1 when both ends noticed */
	private static int shipUntil(long bytes, Capture capture, ChunkEpochStore store) throws IOException {
		Trial trial = new Trial(store, Trial.OPEN, bytes);
		String code = assertThrows(ProblemException.class, () -> trial.ship(capture, 1, 2)).problem().code();
		ProblemException there = trial.end();
		// a stream that ends before its first byte ends well for the receiver
		return code.equals("stream-broken") && (bytes == 0 || there != null && there.problem().code().equals("stream-broken")) ? 1 : 0;
	}

	@Test
	void damageOnDiskIsFoundAndTheOtherEpochStays() throws Exception {
		Path root = dir.resolve("store");
		Capture first = image("one", MB, 1);
		try (Trial trial = new Trial(Trial.open(root))) {
			trial.ship(first, 1, 1);
			trial.ship(image("two", MB, 2), 1, 2);
		}
		Shell.run("cd \"$1\"; f=$(ls | tail -1); printf xxxx | dd of=$f bs=1 seek=5000 conv=notrunc status=none",
				root.resolve("redis/packs"));
		ChunkEpochStore reopened = Trial.open(root);
		assertEquals("epoch-corrupt", assertThrows(ProblemException.class,
				() -> reopened.checkout(Trial.REDIS, new Epoch(2), Files.createDirectory(dir.resolve("upper")), Use.CLONE)).problem().code());
		assertRestores(reopened, 1, first);
		Shell.run("cd \"$1\"; truncate -s -10 $(ls | tail -1)", root.resolve("redis/packs"));
		assertEquals(List.of(1L), numbers(Trial.open(root)));
	}

	@Test
	void aFullDiskAbandonsTheEpochAndKeepsTheOthers() throws Exception {
		Shell.assumeRoot();
		Path disk = Files.createDirectory(dir.resolve("disk"));
		Shell.run("mount -t tmpfs -o size=6m understudy-test \"$1\"", disk);
		try (Trial trial = new Trial(Trial.open(disk.resolve("store")))) {
			Capture first = image("one", 2 * MB, 1);
			trial.ship(first, 1, 1);
			Capture large = image("two", 8 * MB, 2);
			Problem problem = assertThrows(ProblemException.class, () -> trial.ship(large, 1, 2)).problem();
			assertEquals("store-full", problem.code(), problem::toString);
			assertEquals(List.of(1L), numbers(trial.store));
			assertRestores(trial.store, 1, first);
			Capture small = image("three", MB, 3);
			trial.ship(small, 1, 3);
			assertEquals(List.of(3L, 1L), numbers(Trial.open(disk.resolve("store"))));
		} finally {
			Shell.run("umount \"$1\"", disk);
		}
	}

	@Test
	void theQuotaBoundsTheStore() throws Exception {
		ChunkEpochStore store = new ChunkEpochStore(dir.resolve("store"), new Bytes(3 * MB));
		try (Trial trial = new Trial(store)) {
			trial.ship(image("one", 2 * MB, 1), 1, 1);
			Capture more = image("two", 2 * MB, 2);
			assertEquals("store-full", assertThrows(ProblemException.class, () -> trial.ship(more, 1, 2)).problem().code());
			trial.ship(image("three", MB / 2, 3), 1, 3);
			assertEquals(List.of(3L, 1L), numbers(store));
		}
	}
}
