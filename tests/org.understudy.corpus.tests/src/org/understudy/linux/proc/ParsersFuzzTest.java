// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.understudy.linux.proc.DiagMessages.Family;
import org.understudy.linux.proc.DiagMessages.Part;
import org.understudy.linux.proc.SocketTableParser.Socket;

/** Whatever the kernel, a program that chooses its own name, or a damaged record says: each parser answers, and throws nothing. */
class ParsersFuzzTest {

	private static final List<String> SAMPLES = List.of(
			"4711 (we) i\n(rd) S 1 4711 4700 34819 4711 4194304 1 2 3 4 5 6 7 8 20 0 12 0 88123 1000 55 9 0 1 2 3\n",
			"Name:\tx\nUid:\t0\t33\t33\t33\nGid:\t0\t44\t44\t44\nGroups:\t4 20 \nNSpid:\t4711\t7\nNSsid:\t4\t0\nVmRSS:\t 12 kB\nCapEff:\t0000000001000000\n",
			"00400000-00401000 r--p 00000000 fe:00 100    /usr/bin/x y\n7f00-7f01 rw-s 00000000 00:01 7 /dev/zero (deleted)\n",
			"pos:\t0\nflags:\t02100002\nmnt_id:\t27\nlock:\t1: FLOCK  ADVISORY  WRITE 13999 fe:00:21 0 EOF\n"
					+ "tfd:        4 events:       19 data:  4  pos:0 ino:5c97 sdev:9\n"
					+ "inotify wd:1 ino:3f7e8 sdev:fe00000 mask:2 ignored_mask:0 fhandle-bytes:8 fhandle-type:1 f_handle:e8f7030000000000\n",
			"36 35 254:0 /root /mnt/with\\040space rw,noatime master:1 shared:2 - ext4 /dev/root rw,errors=continue\n",
			"  sl  local_address rem_address   st\n   0: 0100007F:18EB 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 1684 1 0 100 0 0 10 0\n",
			"Num RefCount Protocol Flags Type St Inode Path\n00000000ded6e383: 00000003 00000000 00010000 0001 03  1680 /run/a b\n",
			"1: POSIX  ADVISORY  WRITE 12 fe:00:7 0 EOF\n1: -> FLOCK  ADVISORY  WRITE 13 fe:00:7 0 EOF\n",
			"       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime  rss swap\n"
					+ "      4660          0  1600       8192  1  2  1     0     0     0     0 1 0 1 4096 0\n",
			"anon_inode:[eventfd]", "socket:[17]", "net:[4026531833]", "/memfd:x (deleted)");

	/** Noise, and texts of the kernel's with some bytes replaced, cut off somewhere. */
	@Provide
	Arbitrary<byte[]> texts() {
		Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
		Arbitrary<byte[]> damaged = Combinators.combine(Arbitraries.of(SAMPLES), Arbitraries.integers().between(0, 400),
				Arbitraries.integers().between(0, 400).list().ofMaxSize(6), Arbitraries.bytes().list().ofSize(6)).as(ParsersFuzzTest::damaged);
		return Arbitraries.oneOf(noise, damaged);
	}

	private static byte[] damaged(String sample, int length, List<Integer> places, List<Byte> values) {
		byte[] all = sample.getBytes(StandardCharsets.UTF_8);
		byte[] bytes = Arrays.copyOf(all, Math.min(all.length, Math.max(1, all.length - length % 50)));
		for (int i = 0; i < places.size(); i++) {
			bytes[places.get(i) % bytes.length] = values.get(i);
		}
		return bytes;
	}

	@Property(tries = 4000, seed = "20261124")
	void noParserThrows(@ForAll("texts") byte[] bytes) {
		ByteText text = new ByteText(bytes, bytes.length);
		String string = text.toString();
		StatParser.parse(text);
		StatusParser.parse(text);
		MapsParser.parse(text);
		FdInfoParser.parse(text);
		FdLink.parse(string);
		MountInfoParser.parse(string);
		LockParser.parse(string);
		for (String name : List.of("tcp", "tcp6", "udp", "raw", "unix", "packet", "netlink")) {
			SocketTableParser.table(name, string);
		}
		for (String sort : List.of("shm", "sem", "msg")) {
			IpcParser.parse(sort, string);
		}
		InetAddresses.parse(string);
	}

	/** A longer buffer than the text is what a reader hands out: nothing behind the end may count. */
	@Property(tries = 1000, seed = "20261124")
	void whatStandsBehindTheEndIsNotRead(@ForAll("texts") byte[] bytes, @ForAll("texts") byte[] behind) {
		byte[] longer = Arrays.copyOf(bytes, bytes.length + behind.length);
		System.arraycopy(behind, 0, longer, bytes.length, behind.length);
		ByteText exact = new ByteText(bytes, bytes.length);
		ByteText within = new ByteText(longer, bytes.length);
		assertEquals(StatParser.parse(exact), StatParser.parse(within));
		assertEquals(StatusParser.parse(exact), StatusParser.parse(within));
		assertEquals(List.copyOf(MapsParser.parse(exact)), List.copyOf(MapsParser.parse(within)));
		assertEquals(FdInfoParser.parse(exact), FdInfoParser.parse(within));
	}

	@Property(tries = 2000, seed = "20261124")
	void bytesThatAreNoTextComeBackAsTheyWere(@ForAll byte[] bytes) {
		assertArrayEquals(bytes, ByteText.encode(new ByteText(bytes, bytes.length).toString()));
	}

	@Property(tries = 2000, seed = "20261124")
	void aCommandMayBeCalledAnything(@ForAll String command) {
		String name = command.replace("\0", "");
		String line = "4711 (" + name + ") S 1 4711 4700 0 4711 4194304 1 2 3 4 5 6 7 8 20 0 12 0 88123 1000 55\n";
		assertEquals(new ByteText(ByteText.encode(name), ByteText.encode(name).length).toString(),
				StatParser.parse(ByteText.of(line)).orElseThrow().command());
	}

	@Property(tries = 2000, seed = "20261124")
	void anAnswerOfTheKernelsMayBeDamaged(@ForAll byte[] noise, @ForAll Family family, @ForAll int length, @ForAll short type) {
		ByteBuffer datagram = ByteBuffer.allocate(16 + noise.length).order(ByteOrder.nativeOrder());
		datagram.putInt(0, Math.floorMod(length, 200)).putShort(4, type).putInt(8, 7).put(16, noise);
		List<Socket> found = new ArrayList<>();
		Part part = DiagMessages.parse(family, 7, datagram, found::add);
		assertTrue(part == Part.MORE || part == Part.END || part == Part.REFUSED);
		assertFalse(found.stream().anyMatch(s -> s.inode() == 0));
	}
}
