// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/** What is recorded of a real process shows the same again, and holds no secrets. */
@Timeout(120)
class RecordTest {

	/** Opens a file, a deleted one, a pipe, a socket pair and a listener; its secrets come in its arguments. */
	private static final String PROGRAM = """
			import os, socket, sys, tempfile
			kept = open(sys.argv[1] + "/kept", "w"); gone = open(sys.argv[1] + "/gone", "w"); os.unlink(sys.argv[1] + "/gone")
			pipe = os.pipe(); pair = socket.socketpair(); server = socket.create_server(("127.0.0.1", 0)); event = os.eventfd(0)
			print("ready", flush=True); sys.stdin.read()
			""";

	@TempDir
	Path directory;

	@Test
	void aRecordShowsTheSameResourcesAgain() throws ProblemException, IOException, InterruptedException {
		Subject.needs("python3");
		Path work = Files.createDirectories(directory.resolve("work"));
		try (Subject subject = Subject.start(work, List.of("python3", "-c", PROGRAM, work.toString(), "--db-password=hunter2", "--token", "s3cr3t",
				"postgres://app:pw123@10.9.8.7/db"))) {
			Assumptions.assumeTrue("ready".equals(subject.line()), "python3 has no eventfd here");
			ResourceGraph live = subject.inspect();
			byte[] zip = new ProcfsRecorder(Path.of("/proc")).record(InspectionScope.ofProcess(subject.pid()));
			Path proc = unzip(zip, directory.resolve("record"));
			ResourceGraph again = new ProcfsInspector(proc, Clock.systemUTC()).inspect(InspectionScope.ofProcess(subject.pid()));
			assertEquals(kinds(live), kinds(again));
			assertEquals(labels(live), labels(again));
			assertTrue(labels(again).stream().anyMatch(l -> l.endsWith("/kept")), () -> labels(again).toString());
			String all = text(proc);
			for (String secret : List.of("hunter2", "s3cr3t", "pw123", "10.9.8.7")) {
				assertFalse(all.contains(secret), secret);
			}
			assertTrue(all.contains("--db-password=***") && all.contains("postgres://***:***@198.18.0."), "what was hidden is marked");
		}
	}

	/** Files and descriptors; what the kernel is asked for without text (limits of ours, peers) may be told otherwise. */
	private static TreeSet<String> labels(ResourceGraph graph) {
		List<ResourceKind> told = List.of(ResourceKind.FILE, ResourceKind.DELETED_FILE, ResourceKind.EXECUTABLE, ResourceKind.LIBRARY, ResourceKind.PROCESS,
				ResourceKind.TCP_LISTENER);
		return graph.resources().values().stream().filter(r -> told.contains(r.kind())).map(Resource::label).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, Long> kinds(ResourceGraph graph) {
		return graph.resources().values().stream().filter(r -> !r.kind().equals(ResourceKind.REMOTE_ENDPOINT))
				.collect(Collectors.groupingBy(r -> r.kind().key(), TreeMap::new, Collectors.counting()));
	}

	private static Path unzip(byte[] zip, Path to) throws IOException {
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path file = to.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.write(file, in.readAllBytes());
			}
		}
		return to;
	}

	private static String text(Path tree) throws IOException {
		StringBuilder all = new StringBuilder();
		try (var files = Files.walk(tree)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
			}
		}
		return all.toString();
	}

	private static String clean(String path, String text) {
		return clean(new RecordSanitiser("db17"), path, text);
	}

	private static String clean(RecordSanitiser sanitiser, String path, String text) {
		SortedMap<String, byte[]> files = new TreeMap<>(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
		return new String(sanitiser.sanitised(files).get(path), StandardCharsets.UTF_8);
	}

	@Test
	void secretsInArgumentsAreHidden() {
		assertEquals("app\0--password\0***\0-x\0", clean("1/cmdline", "app\0--password\0hunter2\0-x\0"));
		assertEquals("app\0API_TOKEN=***\0--auth:***\0", clean("1/cmdline", "app\0API_TOKEN=abc\0--auth:def\0"));
		assertEquals("curl\0https://***:***@host/x\0", clean("1/cmdline", "curl\0https://me:pw@db17/x\0"));
		assertEquals("app\0--port\07000\0", clean("1/cmdline", "app\0--port\07000\0"));
	}

	@Test
	void namesOfUsersAreNumbers() {
		assertEquals("root:x:0:0::/:\nuser1000:x:1000:1000::/:\n",
				clean("1/root/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann Smith,,,:/srv/ann:/bin/zsh\n"));
	}

	@Test
	void anAddressHasOnePseudonymInTextsAndTables() {
		Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "fixtures of a little-endian machine");
		RecordSanitiser sanitiser = new RecordSanitiser("");
		assertEquals("nfs 198.18.0.1:/x 127.0.0.1", clean(sanitiser, "1/mountinfo", "nfs 10.1.2.3:/x 127.0.0.1"));
		String row = "0: 0302010A:1F90 00000000:0000 0A";
		assertEquals("0: 010012C6:1F90 00000000:0000 0A", clean(sanitiser, "1/net/tcp", row));
		String six = "0: 0000000000000000FFFF00000302010A:1F90 00000000000000000000000001000000:0016 01";
		assertEquals("0: 0000000000000000FFFF0000010012C6:1F90 00000000000000000000000001000000:0016 01", clean(sanitiser, "1/net/tcp6", six));
		String global = clean(sanitiser, "1/net/tcp6", "0: 0120A8C0000000000000000001000000:1F90 x");
		assertTrue(global.startsWith("0: B80D0120"), global);
	}
}
