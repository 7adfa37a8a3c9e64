// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.understudy.model.Problem;

class CriuTextTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Error (criu/files.c:1): send_fds failed (-22)                                     | io_uring
			Error (criu/files-ext.c:96): Can't dump file 5 of that type [600] (anon userfault)| descriptor 5
			Error (criu/files-ext.c:96): Can't dump file 7 of that type [20600] (chr 10:229)  | device 10:229
			Error (criu/files-reg.c:1): Can't lookup mount=27 for fd=9 path=/x                | mount 27
			Error (criu/fsnotify.c:1): fsnotify: 	Can't dump that handle                     | index=on
			Error (compel/src/lib/infect.c:1): Unseizable non-zombie 77 found, state t        | process 77
			Error (criu/namespaces.c:1): Can't dump nested ipc namespace for 9                | ipc namespace
			Error (criu/sk-inet.c:1): Can't bind inet socket back                             | address
			Error (criu/sk-unix.c:1): unix: Unix socket 0x12 not found                        | unix socket
			Error (criu/files-reg.c:1): Can't dump ghost file /srv/x of 90 size, increase limit | /srv/x
			Error (criu/tty.c:1): tty: Found slave peer index 0 without correspond master peer| terminal
			Error (criu/cr-dump.c:1): Can't get rlimit 0: Operation not permitted             | CAP_SYS_RESOURCE
			Error (criu/sk-inet.c:1): In-flight connection (l)                               | next epoch
			Error (criu/cr-dump.c:1): A session leader of 9(9) is outside of its pid namespace | session
			Error (criu/cr-restore.c:1): Can't fork for 26: File exists                       | number 26
			""")
	void refusalsAreExplained(String line, String word) {
		String log = "(00.1) Warn  (criu/x.c:1): nothing\n(00.2) " + line + "\n(00.3) Error (criu/cr-dump.c:2): Dumping FAILED.\n";
		Problem problem = CriuLog.explain("capture-failed", "redis could not be captured", log);
		assertEquals("capture-failed", problem.code());
		assertTrue((problem.summary() + problem.remedy()).contains(word), problem::toString);
		assertTrue(problem.summary().startsWith("redis could not be captured: "), problem::summary);
		assertTrue(problem.cause().contains("Dumping FAILED"), problem::cause);
	}

	@Test
	void anUnknownErrorIsShownAsItIs() {
		Problem problem = CriuLog.explain("capture-failed", "x could not be captured", "(00.1) Error (criu/new.c:7): Odd thing 5\n");
		assertEquals("x could not be captured", problem.summary());
		assertEquals("criu says: Odd thing 5", problem.explanation());
	}

	@Test
	void anErrorOfNoConsequenceIsNoReason() {
		Problem problem = CriuLog.explain("capture-failed", "x could not be captured",
				"(00.1) Error (criu/rlimit.c:1): rlimit: Can't setup RLIMIT_NOFILE for self: Operation not permitted\n"
						+ "(00.2) Error (criu/files.c:1): send_fds failed (-22)\n");
		assertTrue(problem.summary().contains("io_uring"), problem::toString);
	}

	@Test
	void statisticsAreRead() throws IOException {
		// as criu 4.2 writes them: magic numbers, length, stats_entry { dump { freezing 310, frozen 43611, memdump 2659, memwrite 1283,
		// pages scanned 5000, skipped 0, written 4321 } }
		byte[] image = HexFormat.of().parseHex("40591055" + "06330957" + "19000000" + "0a17" + "08b602" + "10dbd402" + "18e314" + "20830a"
				+ "288827" + "3000" + "38e121" + "5801");
		CriuStats stats = CriuStats.parse(image);
		assertEquals(Duration.ofNanos(310_000), stats.freezing());
		assertEquals(Duration.ofNanos(43_611_000), stats.frozen());
		assertEquals(Duration.ofNanos(2_659_000), stats.memory());
		assertEquals(5000, stats.scanned());
		assertEquals(4321, stats.written());
		assertThrows(IOException.class, () -> CriuStats.parse(new byte[20]));
		for (int length = 0; length < image.length; length++) {
			byte[] torn = Arrays.copyOf(image, length);
			assertThrows(IOException.class, () -> CriuStats.parse(torn), "torn at " + length);
		}
	}

	/** Lengths of the entry that would be keys of every kind, were they read as such. */
	@Test
	void statisticsOfEveryLengthAreRead() throws IOException {
		for (int fields = 0; fields < 60; fields++) {
			ByteBuffer entry = ByteBuffer.allocate(200).put((byte) (7 << 3)).put((byte) 42);
			for (int i = 0; i < fields; i++) {
				entry.put((byte) (9 << 3)).put((byte) 1);
			}
			ByteBuffer image = ByteBuffer.allocate(14 + entry.position()).order(ByteOrder.LITTLE_ENDIAN).putInt(0x55105940).putInt(0x57093306)
					.putInt(2 + entry.position()).put((byte) (1 << 3 | 2)).put((byte) entry.position()).put(entry.flip());
			assertEquals(42, CriuStats.parse(image.array()).written(), "length " + entry.limit());
		}
	}

	@Test
	void onlySharedWritableMappingsOfFilesCount() {
		Set<String> found = new HashSet<>();
		for (String line : List.of("7f00-7f01 rw-s 00000000 00:2e 77                         /srv/my data",
				"7f00-7f01 rw-p 0 00:2e 78 /srv/private",
				"7f00-7f01 r--s 0 00:2e 79 /srv/readonly", "7f00-7f01 rw-s 00000000 00:01 4 ", "7f00-7f01 rw-p 0 00:00 0 [heap]")) {
			CapsuleTasks.mapped(line, found);
		}
		assertEquals(Set.of("srv/my data"), found);
	}

	@Test
	void theEnvironmentsChoiceComesFirst() {
		assertEquals(List.of(Path.of("/x/criu"), Path.of("/a/criu"), Path.of("/b/criu"), Path.of("/opt/criu/criu")),
				CriuEngine.candidates(Map.of("UNDERSTUDY_CRIU", "/x/criu", "PATH", "/a:/b"), Path.of("/opt")));
	}

	@Test
	void aMissingOrOldCriuIsToldWithARemedy() {
		Problem missing = Criu.choose(List.of(Path.of("/nowhere/criu"))).problems().getFirst();
		assertEquals("criu-missing", missing.code());
		assertTrue(missing.remedy().contains("UNDERSTUDY_CRIU"));
		assertEquals("criu-unfit", Criu.choose(List.of(Path.of("/bin/true"))).problems().getFirst().code());
	}
}
