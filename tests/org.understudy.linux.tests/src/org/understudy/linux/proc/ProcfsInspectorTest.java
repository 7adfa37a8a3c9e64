// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understudy.linux.proc.Subject.has;
import static org.understudy.linux.proc.Subject.joined;
import static org.understudy.linux.proc.Subject.one;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/** Against real processes. */
class ProcfsInspectorTest {

	private static final String TRAITS = """
			import os, socket, select, ctypes, sys, fcntl, mmap
			libc = ctypes.CDLL(None)
			r, w = os.pipe()
			a, b = socket.socketpair()
			srv = socket.socket(); srv.bind(("127.0.0.1", 0)); srv.listen()
			cl = socket.create_connection(srv.getsockname()); acc, _ = srv.accept()
			u = socket.socket(socket.AF_UNIX); u.bind("u.sock"); u.listen()
			waiting = socket.create_connection(srv.getsockname())
			ep = select.epoll(); ep.register(srv, 1)
			efd = libc.eventfd(3, 0)
			mem = libc.memfd_create(b"mem x", 0)
			ino = libc.inotify_init(); libc.inotify_add_watch(ino, b".", 2)
			udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
			unbound = socket.socket()
			ms, sl = os.openpty()
			lock = open("lock (deleted)", "w"); fcntl.flock(lock, 2)
			gone = open("gone", "wb", 0); gone.write(b"x" * 1000); os.unlink("gone")
			odd = os.open(b"o\\xffd\\nd", os.O_CREAT | os.O_RDWR)
			os.mkfifo("ff"); ff = os.open("ff", os.O_RDWR)
			sh = mmap.mmap(-1, 8192)
			tfd = libc.timerfd_create(1, 0)
			libc.prctl(15, b"we) i\\n(rd", 0, 0, 0)
			if os.fork() == 0:
			    os.close(w); a.close(); b.close()
			    os.read(r, 1); os._exit(0)
			os.close(r)
			print(srv.getsockname()[1], flush=True)
			sys.stdin.read()
			""";

	@TempDir
	private Path directory;

	@BeforeAll
	static void onLinux() {
		Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs /proc");
	}

	@Test
	void seesThisProgram() throws ProblemException, IOException {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			ResourceGraph graph = Subject.inspect(InspectionScope.ofProcess(ProcessHandle.current().pid()));
			Resource self = one(graph, ResourceKind.PROCESS, "(" + ProcessHandle.current().pid() + ")");
			Resource listener = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.TCP_LISTENER))
					.filter(r -> r.label().endsWith(":" + server.getLocalPort())).findFirst().orElseThrow();
			assertTrue(joined(graph, self, DependencyKind.LISTENS_ON, listener));
			assertEquals("127.0.0.1", listener.attributes().get("local-address"));
			assertTrue(has(graph, ResourceKind.LIBRARY, "libjvm.so"));
			assertTrue(joined(graph, self, DependencyKind.EXECUTES, one(graph, ResourceKind.EXECUTABLE, "java")));
		}
	}

	@Test
	void identitiesAreStableAcrossScans() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = traits()) {
			ResourceGraph first = subject.inspect();
			ResourceGraph second = subject.inspect();
			assertEquals(first.resources().keySet(), second.resources().keySet());
			assertEquals(first.edges(), second.edges());
		}
	}

	@Test
	void seesEveryTrait() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = traits()) {
			ResourceGraph graph = subject.inspect();
			Resource parent = one(graph, ResourceKind.PROCESS, "(" + subject.pid() + ")");
			Resource child = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS) && r != parent).findFirst()
					.orElseThrow();
			assertEquals("we) i\\x0a(rd (" + subject.pid() + ")", parent.label());
			assertTrue(joined(graph, parent, DependencyKind.PARENT_OF, child));
			Resource pipe = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PIPE))
					.filter(r -> joined(graph, child, DependencyKind.READS_FROM, r) && joined(graph, parent, DependencyKind.WRITES_TO, r)).findFirst()
					.orElseThrow();
			assertEquals("captured", pipe.replicability().word());
			descriptors(graph, subject.pid());
			files(graph);
		}
	}

	private static void descriptors(ResourceGraph graph, long pid) {
		Resource epoll = one(graph, ResourceKind.EPOLL, "(" + pid + " ");
		assertTrue(joined(graph, epoll, DependencyKind.WATCHES, one(graph, ResourceKind.TCP_LISTENER, "")));
		for (ResourceKind kind : Set.of(ResourceKind.EVENTFD, ResourceKind.INOTIFY, ResourceKind.TIMERFD, ResourceKind.UDP_SOCKET)) {
			assertTrue(has(graph, kind, ""), kind.key());
		}
		assertEquals("captured", one(graph, ResourceKind.MEMFD, "mem x").replicability().word());
		assertEquals("captured", one(graph, ResourceKind.TERMINAL, "master").replicability().word());
		assertEquals("captured", one(graph, ResourceKind.SOCKET, "TCP").replicability().word());
		assertEquals("8192", Long.toString(one(graph, ResourceKind.SHARED_MEMORY, "anonymous").size().count()));
	}

	private static void files(ResourceGraph graph) {
		Resource gone = one(graph, ResourceKind.DELETED_FILE, "gone");
		assertEquals(1000, gone.size().count());
		Resource lock = one(graph, ResourceKind.FILE, "lock (deleted)");
		assertTrue(joined(graph, one(graph, ResourceKind.FILE_LOCK, "FLOCK"), DependencyKind.USES, lock));
		assertTrue(has(graph, ResourceKind.FILE, "o\\xffd\\x0ad"));
		assertTrue(has(graph, ResourceKind.FIFO, "ff"));
	}

	@Test
	void findsTheOtherEndsOfSockets() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = traits()) {
			ResourceGraph graph = subject.inspect();
			Resource listener = one(graph, ResourceKind.TCP_LISTENER, "");
			List<Resource> connections = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.TCP_CONNECTION)).toList();
			assertEquals(3, connections.size(), connections.toString());
			assertTrue(connections.stream().allMatch(c -> c.attributes().get("peer").equals("inside")), connections.toString());
			assertEquals("1", listener.attributes().get("backlog"));
			assertEquals(1, connections.stream().filter(c -> joined(graph, c, DependencyKind.USES, listener)).count(), "accepted");
			assertEquals(1, connections.stream().filter(c -> joined(graph, c, DependencyKind.CONNECTS_TO, listener)).count(), "waiting");
			List<Resource> pair = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.UNIX_SOCKET))
					.filter(r -> r.attributes().getOrDefault("peer", "").equals("inside")).toList();
			assertEquals(2, pair.size());
			assertTrue(joined(graph, pair.getFirst(), DependencyKind.CONNECTS_TO, pair.getLast()));
		}
	}

	@Test
	void aPipeToTheOutsideIsExternal() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = traits()) {
			ResourceGraph graph = subject.inspect();
			assertTrue(graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PIPE))
					.anyMatch(r -> r.replicability().word().equals("external")), "standard input");
		}
	}

	@Test
	void seesRedis() throws ProblemException, IOException, InterruptedException {
		Subject.needs("redis-server");
		int port = freePort();
		try (Subject redis = Subject.start(directory, List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir",
				directory.toString(), "--appendonly", "yes", "--save", ""))) {
			redis.await(g -> has(g, ResourceKind.TCP_LISTENER, "127.0.0.1:" + port) && has(g, ResourceKind.FILE, "appendonly"));
			try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
				client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
				String ends = "127.0.0.1:" + port + "->127.0.0.1:" + client.getLocalPort();
				ResourceGraph graph = redis.await(g -> has(g, ResourceKind.TCP_CONNECTION, ends));
				assertTrue(joined(graph, one(graph, ResourceKind.TCP_CONNECTION, ends), DependencyKind.CONNECTS_TO,
						one(graph, ResourceKind.REMOTE_ENDPOINT, "client 127.0.0.1")));
			}
		}
	}

	@Test
	void judgesAnOverlayRootByItsUpperDirectory() throws ProblemException, IOException, InterruptedException {
		Subject.needsRoot();
		String script = """
				mkdir upper work root && mount -t overlay -o lowerdir=/,upperdir=$PWD/upper,workdir=$PWD/work overlay root || exit 1
				exec chroot root sh -c 'exec 3>/written 4</etc/passwd; echo ready; read _'
				""";
		try (Subject subject = Subject.start(directory, List.of("unshare", "--mount", "--net", "--ipc", "--uts", "sh", "-c", script))) {
			Assumptions.assumeTrue("ready".equals(subject.line()), "no overlay mounts here");
			Path upper = directory.resolve("upper");
			ResourceGraph graph = Subject.inspect(new InspectionScope(subject.pid(), Set.of(), Optional.of(upper)));
			assertEquals("copied", one(graph, ResourceKind.FILE, "/written").replicability().word());
			assertEquals("required", one(graph, ResourceKind.FILE, "/etc/passwd").replicability().word());
			assertEquals("required", one(graph, ResourceKind.EXECUTABLE, "sh").replicability().word());
			assertEquals("captured", graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.MOUNT) && r.label().equals("/"))
					.findFirst().orElseThrow().replicability().word());
		}
	}

	@Test
	void aNestedNamespaceIsShownAndItsUnixPeersAreFound() throws ProblemException, IOException, InterruptedException {
		Subject.needsRoot();
		Subject.needs("python3");
		String inner = "import socket,sys; a,b=socket.socketpair(); print('ready',flush=True); sys.stdin.read()";
		try (Subject subject = Subject.start(directory,
				List.of("sh", "-c", "unshare --net --ipc python3 -c \"" + inner + "\" <&0; true"))) {
			Assumptions.assumeTrue("ready".equals(subject.line()), "no namespaces here");
			ResourceGraph graph = subject.inspect();
			assertEquals("blocked", one(graph, ResourceKind.NAMESPACE, "ipc:").replicability().word());
			assertEquals("blocked", one(graph, ResourceKind.NAMESPACE, "net:").replicability().word());
			assertEquals(2, graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.UNIX_SOCKET))
					.filter(r -> r.replicability().word().equals("captured")).count());
		}
	}

	@Test
	void whatMayNotBeReadIsShown() throws ProblemException, IOException, InterruptedException {
		Path proc = Files.createDirectories(directory.resolve("proc"));
		Path process = Files.createDirectories(proc.resolve("4711"));
		Files.writeString(process.resolve("stat"), "4711 (secret) S 1 4711 4711 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 88 0 0 0\n");
		Files.writeString(process.resolve("status"), "Name:\tsecret\nUid:\t0\t0\t0\t0\n");
		Files.createFile(process.resolve("fd"));
		ResourceGraph graph = new ProcfsInspector(proc, Clock.systemUTC()).inspect(InspectionScope.ofProcess(4711));
		Resource unknown = one(graph, ResourceKind.UNKNOWN, "secret");
		assertEquals("blocked", unknown.replicability().word());
		assertTrue(unknown.replicability().remedy().contains("root"));
	}

	@Test
	void aMissingProcessIsAProblem() {
		ProblemException problem = assertThrows(ProblemException.class, () -> Subject.inspect(InspectionScope.ofProcess(999_999_999)));
		assertEquals("process-not-found", problem.problem().code());
		assertFalse(problem.problem().remedy().isBlank());
	}

	private Subject traits() throws IOException {
		Subject.needs("python3");
		Subject subject = Subject.start(directory, List.of("python3", "-c", TRAITS));
		String line = subject.line();
		assertTrue(line != null && line.matches("\\d+"), () -> "the program says: " + line);
		return subject;
	}

	private static int freePort() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			return server.getLocalPort();
		}
	}
}
