// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;

/** What lies ready is, epoch after epoch, just what laying it out anew would give. */
class StandbyTest {

	@TempDir
	Path dir;
	private StandbyPlaces places;
	private ChunkEpochStore store;

	@BeforeEach
	void open() throws Exception {
		Shell.assumeRoot();
		Shell.assumeProgram("python3");
		places = new StandbyPlaces(dir.resolve("memory"), new Bytes(3 << 20), dir.resolve("disk"), dir.resolve("files"));
		store = new ChunkEpochStore(dir.resolve("store"), new Bytes(Long.MAX_VALUE), places);
	}

	@AfterEach
	void close() {
		store.close();
	}

	/** Everything an application does to its files, at random; the same number makes the same of it. */
	private static final String MUTATE = """
			cd "$1"; RANDOM=$2
			for i in 1 2 3 4 5 6; do
			  f=f$((RANDOM % 8)); d=d$((RANDOM % 3)); mkdir -p $d; [ $((RANDOM % 2)) = 0 ] && f=$d/$f
			  case $((RANDOM % 12)) in
			  0|1|2) [ -d $f ] && rm -r $f; { [ -p $f ] || [ -L $f ] || [ -c $f ]; } && rm -f $f
			     head -c $((RANDOM % 20000)) /dev/urandom >>$f;;
			  3) [ -f $f ] && [ ! -L $f ] && [ -s $f ] && printf changed | dd of=$f bs=1 seek=$((RANDOM % 9000)) conv=notrunc status=none;;
			  4) rm -rf $f;;
			  5) [ -f $f ] && truncate -s $((RANDOM % 5000)) $f;;
			  6) rm -rf $f; ln -s where$RANDOM $f;;
			  7) rm -rf $f; mkfifo $f;;
			  8) rm -rf $f; mknod $f c 0 0;;
			  9) [ -f $f ] && [ ! -L $f ] && ln -f $f hard$((RANDOM % 3));;
			  10) [ -e $f ] && [ ! -L $f ] && chmod $((RANDOM % 8))$((RANDOM % 8))4 $f && chown $((RANDOM % 99)) $f;;
			  11) [ -f $f ] && mv $f moved$((RANDOM % 4));;
			  esac
			done
			true
			""";

	private static void touchImages(Capture capture, Random random) throws IOException {
		Path pages = capture.images().resolve("pages-1.img");
		byte[] some = new byte[4096 * (1 + random.nextInt(60))];
		random.nextBytes(some);
		if (random.nextInt(4) == 0 || !Files.exists(pages)) {
			Files.write(pages, some);
		} else {
			byte[] before = Files.readAllBytes(pages);
			System.arraycopy(some, 0, before, random.nextInt(before.length / 4096) * 4096, 4096);
			Files.write(pages, before);
		}
		Files.writeString(capture.images().resolve("core-" + random.nextInt(3) + ".img"), "core" + random.nextInt());
		Files.deleteIfExists(capture.images().resolve("core-" + random.nextInt(3) + ".img"));
	}

	private static void assertImages(Path expected, Path actual) throws IOException {
		String list = "cd \"$1\"; find . -type f -exec sha256sum {} + | sort";
		assertEquals(Shell.run(list, expected), Shell.run(list, actual));
	}

	@Test
	void whatLiesReadyIsWhatLayingOutGives() throws Exception {
		Random random = new Random(21);
		Capture capture = Trial.capture(dir.resolve("c"));
		try (Trial trial = new Trial(store)) {
			for (int epoch = 1; epoch <= 40; epoch++) {
				touchImages(capture, random);
				Shell.run(MUTATE, capture.files(), Integer.toString(epoch * 7));
				trial.ship(capture, 1, epoch);
				if (epoch % 3 == 0) {
					Path upper = dir.resolve("upper" + epoch);
					try (Checkout ready = store.checkout(Trial.REDIS, new Epoch(epoch), upper, Use.CLONE)) {
						assertTrue(ready.wasReady());
						assertImages(capture.images(), ready.images());
						Trial.assertSame(capture.files(), upper);
					}
					Tree.delete(upper);
				}
			}
		}
	}

	@Test
	void aLostAttributeIsLostThereAsWell() throws Exception {
		Capture capture = Trial.capture(dir.resolve("c"));
		Shell.run("cd \"$1\"; mkdir d; printf x >d/f", capture.files());
		String set = "import os,sys; os.%sxattr(sys.argv[1] + '/d', 'trusted.overlay.opaque'%s)";
		try (Trial trial = new Trial(store)) {
			for (int epoch = 1; epoch <= 3; epoch++) {
				Shell.run("python3 -c \"$2\" \"$1\"", capture.files(), epoch == 2 ? set.formatted("remove", "") : set.formatted("set", ", b'y'"));
				trial.ship(capture, 1, epoch);
				Path upper = dir.resolve("upper" + epoch);
				store.checkout(Trial.REDIS, new Epoch(epoch), upper, Use.CLONE).close();
				Trial.assertSame(capture.files(), upper);
			}
		}
	}

	@Test
	void aCloneKeepsItsImagesWhileEpochsGoOn() throws Exception {
		Capture capture = Trial.capture(dir.resolve("c"));
		Random random = new Random(4);
		try (Trial trial = new Trial(store)) {
			touchImages(capture, random);
			trial.ship(capture, 1, 1);
			try (Checkout clone = store.checkout(Trial.REDIS, new Epoch(1), dir.resolve("one"), Use.CLONE)) {
				String before = Shell.run("cd \"$1\"; sha256sum *", clone.images());
				for (int epoch = 2; epoch < 6; epoch++) {
					touchImages(capture, random);
					trial.ship(capture, 1, epoch);
					store.checkout(Trial.REDIS, new Epoch(epoch), dir.resolve("n" + epoch), Use.CLONE).close();
				}
				assertEquals(before, Shell.run("cd \"$1\"; sha256sum *", clone.images()));
			}
		}
	}

	@Test
	void whoTakesOverGetsTheTreeItselfAndAnOlderEpochIsLaidOut() throws Exception {
		Capture capture = Trial.capture(dir.resolve("c"));
		Files.writeString(capture.files().resolve("log"), "one");
		Files.writeString(capture.images().resolve("core-1.img"), "core");
		try (Trial trial = new Trial(store)) {
			trial.ship(capture, 1, 1);
			Files.writeString(capture.files().resolve("log"), "two");
			trial.ship(capture, 1, 2);
			try (Checkout old = store.checkout(Trial.REDIS, new Epoch(1), dir.resolve("old"), Use.CLONE)) {
				assertFalse(old.wasReady());
				assertEquals("one", Files.readString(dir.resolve("old/log")));
			}
			store.checkout(Trial.REDIS, new Epoch(2), dir.resolve("warmup"), Use.CLONE).close();
			Object inode = Files.getAttribute(dir.resolve("files/redis/upper/log"), "unix:ino");
			try (Checkout taken = store.checkout(Trial.REDIS, new Epoch(2), dir.resolve("home/upper"), Use.TAKE_OVER)) {
				assertTrue(taken.wasReady());
				assertEquals(inode, Files.getAttribute(dir.resolve("home/upper/log"), "unix:ino"), "by a rename");
				assertEquals("core", Files.readString(taken.images().resolve("core-1.img")));
			}
			assertFalse(Files.exists(dir.resolve("files/redis")), "nothing lies ready where it runs");
		}
	}

	@Test
	void imagesBeyondTheBudgetGoToTheDisk() throws Exception {
		Capture capture = Trial.capture(dir.resolve("c"));
		byte[] pages = new byte[2 << 20];
		new Random(1).nextBytes(pages);
		Files.write(capture.images().resolve("pages-1.img"), pages);
		try (Trial trial = new Trial(store)) {
			trial.ship(capture, 1, 1);
			store.checkout(Trial.REDIS, new Epoch(1), dir.resolve("one"), Use.CLONE).close();
			assertTrue(Files.exists(dir.resolve("memory/redis/images/pages-1.img")));
			Files.write(capture.images().resolve("pages-2.img"), pages);
			trial.ship(capture, 1, 2);
			try (Checkout clone = store.checkout(Trial.REDIS, new Epoch(2), dir.resolve("two"), Use.CLONE)) {
				assertImages(capture.images(), clone.images());
			}
			assertTrue(Files.exists(dir.resolve("disk/redis/images/pages-2.img")));
			assertFalse(Files.exists(dir.resolve("memory/redis/images")));
		}
	}
}
