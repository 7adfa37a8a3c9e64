// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMirrorTest {

	@TempDir
	Path dir;
	private Path upper;
	private FileMirror mirror;

	@BeforeEach
	void start() throws IOException {
		Shell.assumeRoot();
		upper = Files.createDirectory(dir.resolve("upper"));
		mirror = new FileMirror(List.of(new MirrorSource("", upper)), dir.resolve("mirror"), Duration.ofSeconds(2));
		Shell.run("""
				cd "$1"; mkdir -p a/b c; echo one >a/one; echo two >a/b/two; mknod c/gone c 0 0; ln a/one c/link; ln -s x c/sym; chmod 750 a
				truncate -s 20M sparse; touch -d '2001-02-03 04:05:06.123456789' a
				""", upper);
		update();
	}

	private void update() throws IOException {
		mirror.update(Instant.now(), Set.of());
	}

	@Test
	void theFirstPassCopiesEverything() throws Exception {
		Trial.assertSame(upper, dir.resolve("mirror"));
		assertEquals("0", Shell.run("stat -c %b \"$1\"", dir.resolve("mirror/sparse")));
	}

	@Test
	void changesOfEverySortFollow() throws Exception {
		for (String change : new String[] { "rm a/b/two", "echo three >three; chown 7:8 three", "rm -r a/b; echo file >a/b",
				"rm a/b; mkdir a/b",
				"mv a d; chmod 700 d", "rm c/sym; ln -s y c/sym", "ln d/one another", "rm c/gone; echo back >c/gone",
				"mkfifo f; mkdir -p e/e/e; echo deep >e/e/e/e", "touch -d 2002-02-02 c", "echo more >>d/one", "chmod 600 d/one" }) {
			Shell.run("cd \"$1\"; " + change, upper);
			update();
			Trial.assertSame(upper, dir.resolve("mirror"));
		}
	}

	@Test
	void aChangeThatLooksLikeNoneIsNotMissedNearTheLastPass() throws Exception {
		Path file = upper.resolve("a/one");
		Shell.run("printf 'ONE\\n' >\"$1\"", file);
		update();
		assertEquals("ONE", Files.readString(dir.resolve("mirror/a/one")).strip());
	}

	@Test
	void filesThatAreMappedForWritingAreAlwaysCopied() throws Exception {
		// far from the last change, so that only the mapping can tell
		Instant later = Instant.now().plusSeconds(60);
		mirror.update(later, Set.of());
		Object before = Files.getAttribute(dir.resolve("mirror/a/b/two"), "unix:ctime");
		mirror.update(later.plusSeconds(1), Set.of());
		assertEquals(before, Files.getAttribute(dir.resolve("mirror/a/b/two"), "unix:ctime"), "not copied without a reason");
		mirror.update(later.plusSeconds(2), Set.of("a/b/two"));
		Object mapped = Files.getAttribute(dir.resolve("mirror/a/b/two"), "unix:ctime");
		assertNotEquals(before, mapped);
		mirror.update(later.plusSeconds(3), Set.of());
		assertNotEquals(mapped, Files.getAttribute(dir.resolve("mirror/a/b/two"), "unix:ctime"), "it was mapped until now");
	}

	@Test
	void aCaptureDoesNotChangeWithTheMirror() throws Exception {
		mirror.cloneTo(dir.resolve("capture"));
		Shell.run("cd \"$1\"; cp -a . \"$2\"; echo changed >a/b/two; rm a/one; echo new >a/one", upper, dir.resolve("expected"));
		update();
		Trial.assertSame(dir.resolve("expected"), dir.resolve("capture"));
		assertFalse(Files.readString(dir.resolve("mirror/a/b/two")).equals(Files.readString(dir.resolve("capture/a/b/two"))));
	}
}
