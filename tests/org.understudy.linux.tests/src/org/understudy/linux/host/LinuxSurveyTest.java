// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.Processors;
import org.understudy.linux.host.LinuxSurvey.Places;
import org.understudy.model.Bytes;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.HostFacts.Account;
import org.understudy.model.preflight.HostFacts.FileFact;
import org.understudy.model.preflight.SurveyQuestions;

@Timeout(120)
class LinuxSurveyTest {

	@TempDir
	Path directory;

	@Test
	void aHostTellsOfItself() throws Exception {
		Path plain = Files.writeString(directory.resolve("a b"), "text");
		try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()); ServerSocket shut = new ServerSocket(0)) {
			int closed = shut.getLocalPort();
			shut.close();
			LinuxSurvey survey = new LinuxSurvey(new Places(directory.resolve("not/yet"), directory, directory), Processors.NONE, List::of);
			HostFacts facts = survey.survey(new SurveyQuestions(List.of(plain.toString(), directory.toString(), "/no/such", "/dev/null"), List.of(0L, 4_294_000_000L),
					List.of(0L), List.of("/proc", "/no/mount"), List.of("127.0.0.1:" + open.getLocalPort(), "127.0.0.1:" + closed, "nonsense"), ""));
			assertEquals(List.of("file", "directory", "other"), facts.files().stream().map(FileFact::kind).toList());
			assertEquals("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1", facts.files().getFirst().digest());
			assertEquals(List.of(new Account(0, "root")), facts.users());
			assertEquals(List.of(new Account(0, "root")), facts.groups());
			assertEquals(List.of(new HostFacts.MountFact("/proc", "proc")), facts.mounts());
			assertEquals(List.of(true, false, false), facts.endpoints().stream().map(HostFacts.Reach::reached).toList());
			assertTrue(facts.room().store().compareTo(Bytes.ZERO) > 0, "of a directory that is not made yet, its parent's");
			assertFalse(facts.system().kernel().isEmpty() || facts.system().features().isEmpty());
		}
	}

	@Test
	void aFileIsReadAgainWhenItChanged() throws Exception {
		Path file = Files.writeString(directory.resolve("f"), "one");
		FileFacts facts = new FileFacts();
		String first = facts.of(file.toString()).orElseThrow().digest();
		assertEquals(first, facts.of(file.toString()).orElseThrow().digest());
		Files.writeString(file, "other");
		assertFalse(first.equals(facts.of(file.toString()).orElseThrow().digest()));
		assertEquals(Optional.empty(), facts.of("/bad\0name"));
	}

	private static byte[] elf(ByteOrder order, byte[] note) {
		ByteBuffer file = ByteBuffer.allocate(64 + 2 * 56 + note.length);
		file.putInt(0x7f454c46).put((byte) 2).put((byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1));
		file.order(order).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 2);
		file.putInt(64, 1).putInt(120, 4).putLong(128, 176).putLong(152, note.length);
		return file.position(176).put(note).array();
	}

	private static byte[] note(ByteOrder order) {
		return ByteBuffer.allocate(20 + 16 + 4).order(order).putInt(4).putInt(1).putInt(9).put("GNU\0x\0\0\0".getBytes()).putInt(4).putInt(4).putInt(3)
				.put("GNU\0".getBytes()).putInt(0x01020304).array();
	}

	private String buildId(byte[] bytes) throws Exception {
		try (var channel = Files.newByteChannel(Files.write(directory.resolve("elf"), bytes))) {
			return ElfBuildId.of(channel);
		}
	}

	@Test
	void buildIdsAreReadInBothByteOrders() throws Exception {
		assertEquals("01020304", buildId(elf(ByteOrder.BIG_ENDIAN, note(ByteOrder.BIG_ENDIAN))));
		assertEquals("04030201", buildId(elf(ByteOrder.LITTLE_ENDIAN, note(ByteOrder.LITTLE_ENDIAN))));
		assertEquals("", buildId("#!/bin/sh\n".repeat(30).getBytes()));
		assertEquals("", buildId(new byte[0]));
	}

	@Test
	void damagedFilesHaveNoBuildIdAndDoNoHarm() throws Exception {
		Random random = new Random(5);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = elf(ByteOrder.LITTLE_ENDIAN, note(ByteOrder.LITTLE_ENDIAN));
			for (int n = random.nextInt(8); n >= 0; n--) {
				bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
			}
			assertTrue(buildId(bytes).length() <= 2 << 16);
		}
	}

	@Test
	void accountsAreLinesWithANumber() {
		assertEquals(Optional.of(new Account(33, "www-data")), Accounts.parse("www-data:x:33:33:www:/var/www:/usr/sbin/nologin"));
		assertEquals(Optional.of(new Account(27, "sudo")), Accounts.parse("sudo:x:27:"));
		assertEquals(Optional.empty(), Accounts.parse("+::::::"));
		assertEquals(List.of("fpu", "vme"), LinuxSurvey.features("processor\t: 0\nflags\t\t: fpu vme\nprocessor\t: 1\nflags\t\t: fpu\n"));
	}
}
