// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understudy.linux.proc.Subject.has;
import static org.understudy.linux.proc.Subject.joined;
import static org.understudy.linux.proc.Subject.one;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.graph.GraphText;
import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.InspectionScope.ControlGroup;
import org.understudy.core.port.InspectionScope.Tree;
import org.understudy.core.port.InspectionScope.Unit;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/** One scope looked at again and again: what is remembered must never hide what happens. Real processes. */
@Timeout(180)
class InspectionSessionTest {

	private static final long PATIENCE = 30_000_000_000L;
	private static final String COMMANDED = """
			import os, sys, signal, socket, ctypes, fcntl
			kept = []
			print("ready", flush=True)
			for line in sys.stdin:
			    exec(line)
			    print("done", flush=True)
			""";

	@TempDir
	private Path directory;
	private ProcfsInspector inspector;

	@BeforeEach
	void onLinux() {
		Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs /proc");
		inspector = new ProcfsInspector(Path.of("/proc"), Clock.systemUTC());
	}

	@AfterEach
	void close() {
		if (inspector != null) {
			inspector.close();
		}
	}

	private Subject commanded() throws IOException {
		Subject.needs("python3");
		Subject subject = Subject.start(directory, List.of("python3", "-c", COMMANDED));
		assertEquals("ready", subject.line());
		return subject;
	}

	private ResourceGraph look(Subject subject) throws ProblemException {
		return inspector.inspect(InspectionScope.ofProcess(subject.pid()));
	}

	private ResourceGraph await(Subject subject, Predicate<ResourceGraph> expected) throws ProblemException {
		long start = System.nanoTime();
		ResourceGraph graph = look(subject);
		while (!expected.test(graph) && System.nanoTime() - start < PATIENCE) {
			graph = look(subject);
		}
		assertTrue(expected.test(graph), GraphText.render(graph));
		return graph;
	}

	@Test
	void whatDoesNotRunHasTheSameGraph() throws ProblemException, IOException, InterruptedException {
		Subject.needs("sleep");
		try (Subject subject = Subject.start(directory, List.of("sleep", "600"))) {
			await(subject, g -> has(g, ResourceKind.EXECUTABLE, "sleep"));
			ResourceGraph before = look(subject);
			ResourceGraph after = look(subject);
			assertEquals(before.resources(), after.resources());
			assertSame(before.edges(), after.edges(), "nothing is made anew");
		}
	}

	@Test
	void everyChangeIsInTheNextLook() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = commanded()) {
			look(subject);
			subject.say("kept.append(open('fresh', 'w'))");
			assertTrue(has(look(subject), ResourceKind.FILE, "/fresh"));
			subject.say("kept.pop().close()");
			assertFalse(has(look(subject), ResourceKind.FILE, "/fresh"));
			subject.say("kept.append(socket.create_server(('127.0.0.1', 0)))");
			assertTrue(has(look(subject), ResourceKind.TCP_LISTENER, "127.0.0.1"));
			subject.say("fcntl.flock(open('locked', 'w') if not kept.append(open('locked', 'w')) else 0, 8); fcntl.flock(kept[-1], 2)");
			assertTrue(has(look(subject), ResourceKind.FILE_LOCK, "/locked"));
			subject.say("fcntl.flock(kept[-1], 8)");
			assertFalse(has(look(subject), ResourceKind.FILE_LOCK, "/locked"), "the descriptor is the same, the lock went");
			subject.say("os.fork() or (signal.pause())");
			assertEquals(2, processes(look(subject)).size());
		}
	}

	@Test
	void anOrphanStaysInTheTree() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = commanded()) {
			subject.say("ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)"); // PR_SET_CHILD_SUBREAPER
			subject.say("parent = os.fork() or ((os.fork() or signal.pause()) and signal.pause())");
			await(subject, g -> processes(g).size() == 3);
			subject.say("os.kill(parent, 9); os.waitpid(parent, 0)");
			ResourceGraph graph = await(subject, g -> processes(g).size() == 2);
			assertEquals(1, graph.edges().stream().filter(e -> e.kind() == DependencyKind.PARENT_OF).count());
		}
	}

	private static Set<Resource> processes(ResourceGraph graph) {
		return graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS)).collect(Collectors.toSet());
	}

	@Test
	void manyProcessesAreReadAtTheSameTime() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = commanded()) {
			subject.say("any(os.fork() == 0 and signal.pause() for _ in range(120))");
			ResourceGraph graph = await(subject, g -> processes(g).size() == 121);
			assertEquals(120, graph.edges().stream().filter(e -> e.kind() == DependencyKind.PARENT_OF).count());
			assertEquals(graph.resources().keySet(), look(subject).resources().keySet());
		}
	}

	/** Processes begin, execute and end while they are read. */
	@Test
	void turmoilIsNoFailure() throws ProblemException, IOException, InterruptedException {
		Subject.needs("sh");
		try (Subject subject = Subject.start(directory, List.of("sh", "-c", "while :; do /bin/true & /bin/echo >/dev/null | /bin/cat; done"))) {
			for (int i = 0; i < 100; i++) {
				assertTrue(has(look(subject), ResourceKind.PROCESS, "(" + subject.pid() + ")"));
			}
		}
	}

	@Test
	void sixtyThousandDescriptors() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = commanded()) {
			subject.say("import resource; hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1];"
					+ " resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard)); count = min(60000, hard - 50);"
					+ " kept = [os.dup(0) if i % 2 else os.eventfd(0) for i in range(count)]; open('count', 'w').write(str(count))");
			long count = Long.parseLong(Files.readString(directory.resolve("count")));
			ResourceGraph graph = look(subject);
			assertEquals(count / 2, graph.resources().keySet().stream().filter(id -> id.kind().equals(ResourceKind.EVENTFD)).count());
		}
	}

	@Test
	void whatAnEpollLostIsSeenAndBlocks() throws ProblemException, IOException, InterruptedException {
		try (Subject subject = commanded()) {
			subject.say("import select; r, w = os.pipe(); ep = select.epoll(); ep.register(r, 1)");
			ResourceGraph graph = look(subject);
			Resource epoll = one(graph, ResourceKind.EPOLL, "");
			assertTrue(graph.edges().stream().anyMatch(e -> e.from().equals(epoll.id()) && e.kind() == DependencyKind.WATCHES
					&& e.to().kind().equals(ResourceKind.PIPE)));
			assertEquals("captured", epoll.replicability().word());
			subject.say("dup = os.dup(r); os.close(r)");
			assertEquals("captured", one(look(subject), ResourceKind.EPOLL, "").replicability().word(), "under another number");
			subject.say("other = os.fork() or signal.pause()");
			subject.say("os.close(dup)");
			Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "kcmp(2) needs the right to trace");
			assertEquals("blocked", one(look(subject), ResourceKind.EPOLL, "").replicability().word());
		}
	}

	@Test
	void memoryThatIsSharedWithAParentBlocks() throws ProblemException, IOException, InterruptedException {
		Subject.needs("python3");
		Subject.needsRoot();
		String program = "import ctypes, time; l = ctypes.CDLL(None)\nif l.vfork() == 0:\n  print('ready', flush=True)\n  time.sleep(600)";
		try (Subject subject = Subject.start(directory, List.of("python3", "-c", program))) {
			assertEquals("ready", subject.line());
			ResourceGraph graph = await(subject, g -> processes(g).size() == 2);
			Resource child = processes(graph).stream().filter(r -> !r.label().contains("(" + subject.pid() + ")")).findFirst().orElseThrow();
			assertEquals("blocked", child.replicability().word());
			assertTrue(child.attributes().get("shares").contains("memory"), child::toString);
		}
	}

	@Test
	void watchedFilesAreFound() throws ProblemException, IOException, InterruptedException {
		Subject.needsRoot();
		try (Subject subject = commanded()) {
			subject.say("l = ctypes.CDLL(None); i = l.inotify_init(); open('watched', 'w').close(); l.inotify_add_watch(i, b'watched', 2)");
			ResourceGraph graph = look(subject);
			Resource watch = one(graph, ResourceKind.INOTIFY, "");
			Assumptions.assumeFalse(watch.attributes().containsKey("file-handles"), "this file system has no handles");
			assertTrue(joined(graph, watch, DependencyKind.WATCHES, one(graph, ResourceKind.FILE, "/watched")));
		}
	}

	@Test
	void systemVObjectsOfItsOwnNamespaceAreSeen() throws ProblemException, IOException, InterruptedException {
		Subject.needsRoot();
		Subject.needs("python3");
		String program = "import ctypes, sys; l = ctypes.CDLL(None); l.unshare(0x08000000); l.shmget(5, 8192, 0o1600); l.semget(6, 3, 0o1600);"
				+ " l.msgget(7, 0o1600); print('ready', flush=True); sys.stdin.read()";
		try (Subject subject = Subject.start(directory, List.of("python3", "-c", program))) {
			assertEquals("ready", subject.line());
			ResourceGraph graph = look(subject);
			Assumptions.assumeTrue(has(graph, ResourceKind.SEMAPHORE, "sysv sem"), "no namespaces here");
			assertEquals("0x00000005", one(graph, ResourceKind.SHARED_MEMORY, "sysv shm").attributes().get("key"));
			assertEquals("captured", one(graph, ResourceKind.MESSAGE_QUEUE, "sysv msg").replicability().word());
		}
	}

	@Test
	void aControlGroupIsATarget() throws ProblemException, IOException, InterruptedException {
		Subject.needsRoot();
		Path hierarchy = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().filter(l -> l.contains(" - cgroup2 "))
				.map(l -> Path.of(l.split(" ")[4])).findFirst().orElse(null);
		Assumptions.assumeTrue(hierarchy != null, "needs cgroup v2");
		String name = "us-scan-test-" + ProcessHandle.current().pid() + ".service";
		Path group = Files.createDirectory(hierarchy.resolve(name));
		try (Subject subject = commanded()) {
			Files.writeString(group.resolve("cgroup.procs"), Long.toString(subject.pid()));
			for (InspectionScope.Target target : List.of(new ControlGroup("/" + name), new Unit(name), InspectionScope.parse(name))) {
				ResourceGraph graph = inspector.inspect(InspectionScope.of(target));
				assertEquals(Set.of(one(graph, ResourceKind.PROCESS, "(" + subject.pid() + ")")), processes(graph));
			}
		} finally {
			remove(group);
		}
	}

	/** As soon as the kernel has let go of what ran in it. */
	private static void remove(Path group) throws InterruptedException {
		for (int i = 0; i < 500 && !group.toFile().delete(); i++) {
			Thread.sleep(20);
		}
	}

	@Test
	void targetsAreReadAsPeopleWriteThem() {
		assertEquals(new Tree(4711), InspectionScope.parse("4711"));
		assertEquals(new ControlGroup("/system.slice/x.service"), InspectionScope.parse("/system.slice/x.service"));
		assertEquals(new Unit("nginx.service"), InspectionScope.parse("nginx"));
		assertThrows(ProblemException.class, () -> inspector.inspect(InspectionScope.of(new ControlGroup("/../../etc"))));
		assertThrows(ProblemException.class, () -> inspector.inspect(InspectionScope.of(new Unit("no-such-unit.service"))));
	}
}
