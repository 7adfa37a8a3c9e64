// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mirror against what tar, stat and sha256sum say of the original, after random changes of every sort. */
class FileMirrorPropertyTest {

	private static final int ROUNDS = Integer.getInteger("understudy.rounds", 12);

	/** Each may find nothing to do: {@code f} and {@code g} are random names, {@code n} a random number. */
	private static final List<String> CHANGES = List.of(
			"echo $n >$f",
			// the same size and the same times: only content and the time of change tell
			"test -f $f && m=$(stat -c %y $f) && printf '%06d' $n | dd of=$f conv=notrunc status=none && touch -d \"$m\" $f",
			"echo $n >>$f",
			"test -f $f && truncate -s $((n % 5000)) $f",
			"head -c $((1500000 + n)) /dev/urandom >big$((n % 3))",
			"for b in big*; do test -f $b && printf '%s' $n | dd of=$b bs=1 seek=$((n * 7 % 1400000)) conv=notrunc status=none; done",
			"test -f big1 && truncate -s $((1200000 + n % 900000)) big1",
			"test -f big2 && fallocate -p -o 262144 -l 524288 big2",
			"truncate -s 3M sparse$((n % 2)); printf x | dd of=sparse$((n % 2)) bs=1 seek=$((n * 13 % 3000000)) conv=notrunc status=none",
			"test -f $f && ln -f $f d1/hard$((n % 4))",
			"rm -f $f",
			"mv -f $f $g",
			"mkdir -p d$((n % 3))/sub && echo $n >d$((n % 3))/sub/$((n % 5))",
			"rm -rf d$((n % 3))/sub",
			"mv -T d2 d3 || mv -T d3 d2",
			"ln -sfn target$n link$((n % 3))",
			"rm -rf $f; mknod $f c 0 0",
			"rm -rf p$((n % 3)); mkfifo p$((n % 3))",
			"rm -rf $f; mkdir $f",
			"test -e $f && chmod $((n % 2 == 0 ? 640 : 755)) $f",
			"test -e $f && chown $((n % 9)):$((n % 7)) $f",
			"test -d d1 && chmod $((n % 2 == 0 ? 750 : 711)) d1",
			"test -f $f && cp -a $f tmp && mv -f tmp $f");

	/** Like {@link Trial#assertSame}, but which names are one file counts within the tree only: captures share files with the mirror. */
	private static final String LISTING = """
			find . ! -type d -printf '%P %y %M %U:%G %T@ %l %s ' -exec stat -c '%t,%T' {} \\; | sort
			find . -type d -printf '%P %M %U:%G %T@\\n' | sort
			find . -type f -exec sha256sum {} + | sort
			find . ! -type d -printf '%i %P\\n' | sort -k2 | awk '{n[$1] = n[$1] " " $2} END {for (i in n) print n[i]}' | grep ' .* ' | sort || true
			""";

	@TempDir
	Path dir;

	@BeforeEach
	void root() throws IOException {
		Shell.assumeRoot();
	}

	@Test
	void itIsAlwaysLikeTheOriginalAndCapturesStayAsTheyWere() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Path upper = Files.createDirectories(dir.resolve("upper"));
		Shell.run("mkdir \"$1\"/d1 \"$1\"/d2", upper);
		FileMirror mirror = new FileMirror(List.of(new MirrorSource("", upper)), dir.resolve("mirror"), ChangeClock.marginOf(dir));
		Path capture = dir.resolve("capture");
		Path expected = dir.resolve("expected");
		StringBuilder done = new StringBuilder("seed " + seed);
		for (int round = 0; round < ROUNDS; round++) {
			String script = script(random);
			done.append('\n').append(script);
			Shell.run("cd \"$1\"\n" + script, upper);
			mirror.unshare();
			mirror.update(Instant.now(), Set.of());
			same(upper, dir.resolve("mirror"), done);
			if (Files.exists(capture)) {
				same(expected, capture, done);
			}
			if (random.nextInt(3) == 0) {
				// a secondary that takes its time: the capture is there over several passes
				Tree.delete(capture);
				Tree.delete(expected);
				mirror.cloneTo(capture);
				Shell.run("cp -a --no-target-directory \"$1\" \"$2\"", upper, expected);
			}
		}
	}

	private static String script(Random random) {
		StringBuilder script = new StringBuilder();
		for (int i = 0; i < 6; i++) {
			script.append("f=f%d g=f%d n=%d; { %s; } || true\n".formatted(random.nextInt(6), random.nextInt(6), random.nextInt(1, 100000),
					CHANGES.get(random.nextInt(CHANGES.size()))));
		}
		return script.append("true\n").toString();
	}

	private static void same(Path expected, Path actual, CharSequence done) throws IOException {
		try {
			assertEquals(Shell.run("cd \"$1\"; " + LISTING, expected), Shell.run("cd \"$1\"; " + LISTING, actual));
		} catch (AssertionError e) {
			throw new AssertionError(done.toString(), e);
		}
	}

	@Test
	void onlyBlocksThatDifferAreWritten() throws Exception {
		Path original = dir.resolve("original");
		Path copy = dir.resolve("copy");
		Shell.run("head -c 8000000 /dev/urandom >\"$1\"; cp \"$1\" \"$2\"", original, copy);
		BlockPatch patch = new BlockPatch();
		assertEquals(0, patch.apply(original, copy));
		Shell.run("printf x | dd of=\"$1\" bs=1 seek=3000000 conv=notrunc status=none; head -c 100 /dev/urandom >>\"$1\"", original);
		long written = patch.apply(original, copy);
		assertTrue(written > 0 && written <= 3 * (64 << 10), () -> written + " bytes");
		assertEquals(-1, Files.mismatch(original, copy));
	}

	@Test
	void holesStayHoles() throws Exception {
		Path original = dir.resolve("original");
		Path copy = Files.createFile(dir.resolve("copy"));
		Shell.run("truncate -s 40M \"$1\"; printf x | dd of=\"$1\" bs=1 seek=20000000 conv=notrunc status=none", original);
		new BlockPatch().apply(original, copy);
		assertEquals(-1, Files.mismatch(original, copy));
		assertTrue(Integer.parseInt(Shell.run("stat -c %b \"$1\"", copy)) <= 256, "blocks of 512 bytes");
	}

	@Test
	void severalPlacesMakeOneTree() throws Exception {
		Path upper = Files.createDirectories(dir.resolve("upper"));
		Path root = Files.createDirectories(dir.resolve("root"));
		Path volume = root.resolve("srv/data");
		Shell.run("mkdir -p \"$1\"/srv/data \"$1\"/etc \"$2\"; echo a >\"$1\"/etc/a; echo b >\"$2\"/b; mkdir \"$2\"/sub; echo c >\"$2\"/sub/c; ln \"$2\"/b \"$2\"/sub/d; chmod 700 \"$2\"",
				upper, volume);
		FileMirror mirror = new FileMirror(List.of(new MirrorSource("", upper), new MirrorSource("srv/data", volume)), dir.resolve("mirror"),
				ChangeClock.marginOf(dir));
		for (String change : List.of("true", "echo e >>\"$1\"/b", "rm -r \"$1\"/sub", "mkdir \"$1\"/new; echo f >\"$1\"/new/f")) {
			Shell.run(change, volume);
			mirror.update(Instant.now(), Set.of());
			Trial.assertSame(volume, dir.resolve("mirror/srv/data"));
			assertEquals("a", Files.readString(dir.resolve("mirror/etc/a")).strip());
		}
	}

	@Test
	void namesThatComeLateAreTakenIn() throws Exception {
		Path upper = Files.createDirectories(dir.resolve("upper"));
		Shell.run("mkdir \"$1\"/d; echo a >\"$1\"/d/a", upper);
		FileMirror mirror = new FileMirror(List.of(new MirrorSource("", upper)), dir.resolve("mirror"), ChangeClock.marginOf(dir));
		mirror.update(Instant.now(), Set.of());
		Shell.run("ln \"$1\"/d/a \"$1\"/d/link_remap.1", upper);
		mirror.amend();
		Trial.assertSame(upper, dir.resolve("mirror"));
		Shell.run("rm \"$1\"/d/link_remap.1", upper);
		mirror.update(Instant.now(), Set.of());
		Trial.assertSame(upper, dir.resolve("mirror"));
	}
}
