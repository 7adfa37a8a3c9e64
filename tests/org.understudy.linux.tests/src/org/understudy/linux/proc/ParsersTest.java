// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.FdInfoParser.Mark;
import org.understudy.linux.proc.FdInfoParser.Target;
import org.understudy.linux.proc.MapsParser.Mapping;
import org.understudy.linux.proc.MountInfoParser.Mount;
import org.understudy.linux.proc.SocketTableParser.Inet;
import org.understudy.linux.proc.SocketTableParser.Socket;
import org.understudy.linux.proc.SocketTableParser.Unix;
import org.understudy.linux.proc.StatParser.Memory;
import org.understudy.linux.proc.StatParser.Stat;
import org.understudy.linux.proc.StatusParser.Status;

class ParsersTest {

	private static final String STAT = "4711 (we) i\n(rd) S 1 4711 4700 34819 4711 4194304 1 2 3 4 5 6 7 8 20 0 12 0 88123 1000 55 9 0\n";
	private static final String STATUS = """
			Name:	redis-server
			TracerPid:	12
			Uid:	0	33	33	33
			Gid:	0	44	44	44
			Groups:	4 20 
			NSpid:	4711	7	1
			NSsid:	4700	0	0
			VmRSS:	    1024 kB
			CapEff:	0000000001000000
			""";
	private static final String MAPS = """
			00400000-00401000 r--p 00000000 fe:00 100    /usr/bin/redis-server
			00401000-00403000 r-xp 00001000 fe:00 100    /usr/bin/redis-server
			01000000-01021000 rw-p 00000000 00:00 0      [heap]
			7f0000000000-7f0000002000 rw-p 00000000 00:00 0\s
			7f0000002000-7f0000003000 r--p 00000000 fe:00 200 /srv/a b (deleted)
			7f0000003000-7f0000005000 rw-s 00000000 00:01 7 /dev/zero (deleted)
			7f0000005000-7f0000006000 rw-s 00000000 00:0f 9 /tmp/new\\012line
			7f0000006000-7f0000007000 rw-s 00000000 00:10 1 anon_inode:[io_uring]
			""";
	private static final String TCP = """
			  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
			   0: 0100007F:18EB 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 1684 1 000000004e39a335 100 0 0 10 0
			   1: 0100007F:18EB 6400090A:D432 01 00000000:00000000 00:00000000 00000000     0        0 1685 1 0000000000000000 20 4 0 10 -1
			   2: 0100007F:18EB 6400090A:D433 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0000000000000000
			""";
	private static final String UNIX = """
			Num       RefCount Protocol Flags    Type St Inode Path
			00000000ded6e383: 00000003 00000000 00000000 0001 03  1680
			0000000055bf4569: 00000002 00000000 00010000 0001 01  1681 /run/a b.sock
			0000000055bf4570: 00000002 00000000 00000000 0002 01  1682 @abstract
			""";
	private static final String FDINFO = """
			pos:	0
			flags:	02100002
			mnt_id:	27
			lock:	1: FLOCK  ADVISORY  WRITE 13999 fe:00:2146329 0 EOF
			tfd:        4 events:       19 data:                4  pos:0 ino:5c97 sdev:9
			inotify wd:1 ino:3f7e8 sdev:fe00000 mask:2 ignored_mask:0 fhandle-bytes:8 fhandle-type:1 f_handle:e8f7030000000000
			""";
	private static final String MOUNTS = """
			36 35 254:0 /root /mnt/with\\040space rw,noatime master:1 shared:2 - ext4 /dev/root rw,errors=continue
			37 35 0:44 / / rw - overlay overlay rw,index=on
			broken
			""";

	/** The kernel prints addresses in its own byte order; the fixtures come from a little-endian one. */
	@BeforeEach
	void littleEndian() {
		Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "fixtures of a little-endian machine");
	}

	@Test
	void aCommandMayContainParenthesesSpacesAndNewlines() {
		Stat stat = StatParser.parse(ByteText.of(STAT)).orElseThrow();
		assertEquals("we) i\n(rd", stat.command());
		assertEquals(new Stat(4711, "we) i\n(rd", 'S', 1, 4711, 4700, 34819, 12, 88123, new Memory(1000, 0, 0), 55), stat);
		assertEquals("136:3", stat.terminalDevice());
		assertEquals(3, stat.terminalIndex());
	}

	@ParameterizedTest
	@CsvSource({ "''", "4711", "4711 (x", "4711 (x)", "4711 (x) S 1", "x (y) S 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1" })
	void aBrokenStatLineIsAProcessThatWent(String text) {
		assertTrue(StatParser.parse(ByteText.of(text)).isEmpty());
	}

	@Test
	void status() {
		Status status = StatusParser.parse(ByteText.of(STATUS));
		assertEquals(new Status(33, 44, List.of(4L, 20L), 12, List.of(4711L, 7L, 1L), List.of(4700L, 0L, 0L), 1 << 20, 1 << 24), status);
		assertEquals(1, status.innermostPid());
		assertTrue(status.sessionOutside());
		assertTrue(status.raisesLimits());
	}

	@Test
	void mapsMergePartsAndLeaveOutAnonymousMemory() {
		List<Mapping> maps = List.copyOf(MapsParser.parse(ByteText.of(MAPS)));
		assertEquals(List.of("/usr/bin/redis-server", "/srv/a b (deleted)", "/dev/zero (deleted)", "/tmp/new\nline", "anon_inode:[io_uring]"),
				maps.stream().map(Mapping::path).toList());
		assertEquals(new Mapping("/usr/bin/redis-server", "fe:00", 100, true, false, "00400000-00401000", 0x3000), maps.getFirst());
		assertTrue(maps.get(2).shared());
	}

	@ParameterizedTest
	@CsvSource({ "socket:[12], SOCKET, 12, ''", "pipe:[13], PIPE, 13, ''", "anon_inode:[eventfd], ANONYMOUS, eventfd, ''",
			"anon_inode:inotify, ANONYMOUS, inotify, ''", "anon_inode:bpf-map, ANONYMOUS, bpf-map, ''", "net:[4026531833], NAMESPACE, 4026531833, net",
			"/memfd:x (deleted), MEMORY, x, ''", "/a (deleted), PATH, /a (deleted), ''", "(unreachable)/a, PATH, (unreachable)/a, ''",
			"brandnew:[7], UNKNOWN, brandnew:[7], ''", "'', UNKNOWN, '', ''" })
	void links(String text, FdLink.Sort sort, String name, String type) {
		assertEquals(new FdLink(sort, name, type), FdLink.parse(text));
	}

	@Test
	void tcpTable() {
		List<Socket> sockets = SocketTableParser.inet("tcp", TCP);
		assertEquals(new Inet("tcp", "127.0.0.1", 6379, "0.0.0.0", 0, "LISTEN", 3, -1, "", 1684), sockets.getFirst());
		Inet second = (Inet) sockets.get(1);
		assertEquals("10.9.0.100:54322", second.remoteEndpoint());
		assertEquals("ESTABLISHED", second.state());
		assertEquals(2, sockets.size(), "TIME_WAIT belongs to nobody");
	}

	@ParameterizedTest
	@CsvSource({ "0100007F, 127.0.0.1", "00000000, 0.0.0.0", "00000000000000000000000000000000, ::", "00000000000000000000000001000000, ::1",
			"0000000000000000FFFF00000100007F, 127.0.0.1", "B80D01200000000067452301EFCDAB89, 2001:db8::123:4567:89ab:cdef",
			"000080FE00000000FF565002BD64B1FE, fe80::250:56ff:feb1:64bd", "B80D0120000001000000000001000000, 2001:db8:1::1" })
	void addresses(String hex, String text) {
		assertEquals(text, InetAddresses.parse(hex));
	}

	@Test
	void unixTable() {
		assertEquals(List.of(unix("stream", false, true, "", 1680), unix("stream", true, false, "/run/a b.sock", 1681),
				unix("datagram", false, false, "@abstract", 1682)), SocketTableParser.unix(UNIX));
	}

	private static Unix unix(String type, boolean listens, boolean connected, String path, long inode) {
		return new Unix(type, listens, connected, path, inode, SocketTableParser.UNKNOWN, false, List.of(), 0, 0);
	}

	@Test
	void descriptorInfo() {
		FdInfo info = FdInfoParser.parse(ByteText.of(FDINFO));
		assertEquals("rw", info.mode());
		assertEquals(27, info.mount());
		assertEquals(List.of(new Target(4, 0x5c97)), info.targets());
		assertEquals(List.of("FLOCK ADVISORY WRITE 13999 fe:00:2146329 0 EOF"), info.locks());
		assertEquals(List.of(new Mark(0x3f7e8, "254:0", -1, 1, "e8f7030000000000")), info.marks());
		assertEquals(List.of(new Mark(3, "0:1", -1, 0, "")), marks("inotify wd:1 ino:3 sdev:1 mask:2 ignored_mask:0 "));
		assertEquals(List.of(new Mark(0, "", 0x2d, 0, "")), marks("fanotify mnt_id:2d mflags:0 mask:2 ignored_mask:0\n"));
		assertEquals("path", FdInfoParser.parse(ByteText.of("flags:\t010000000\n")).mode());
	}

	private static List<Mark> marks(String text) {
		return FdInfoParser.parse(ByteText.of(text)).marks();
	}

	@Test
	void mounts() {
		Map<Long, Mount> mounts = MountInfoParser.parse(MOUNTS);
		assertEquals(new Mount(36, "254:0", "/root", "/mnt/with space", "ext4", "/dev/root", "rw,errors=continue"), mounts.get(36L));
		assertEquals("overlay", mounts.get(37L).fileSystem());
		assertEquals(2, mounts.size());
	}

	/** Whatever comes out of a file: no parser throws. */
	@Test
	void damagedTextsThrowNothing() {
		Random random = new Random(42);
		for (int round = 0; round < 20_000; round++) {
			String text = damaged(random, List.of(STAT, STATUS, MAPS, TCP, UNIX, FDINFO, MOUNTS).get(round % 7));
			StatParser.parse(ByteText.of(text));
			StatusParser.parse(ByteText.of(text));
			MapsParser.parse(ByteText.of(text));
			FdLink.parse(text);
			FdInfoParser.parse(ByteText.of(text));
			MountInfoParser.parse(text);
			SocketTableParser.inet("tcp", text);
			SocketTableParser.unix(text);
			SocketTableParser.packet(text);
			SocketTableParser.netlink(text);
		}
	}

	private static String damaged(Random random, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = random.nextInt(8); i >= 0; i--) {
			bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? " \n:-()[]/x0".charAt(random.nextInt(11)) : random.nextInt(256));
		}
		return new String(bytes, random.nextInt(bytes.length / 2), bytes.length / 2, StandardCharsets.UTF_8);
	}
}
