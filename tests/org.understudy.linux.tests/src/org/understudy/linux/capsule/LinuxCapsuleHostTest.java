// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.linux.process.Command;
import org.understudy.linux.process.Poll;
import org.understudy.model.ApplicationName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The real thing: namespaces, overlay, cgroup, redis. Needs root and redis-server. */
@Timeout(60)
class LinuxCapsuleHostTest {

	private static final String ADDRESS = "10.78.0.100";
	private static final Path REDIS = Path.of("/usr/bin/redis-server");
	private static final Duration SOON = Duration.ofSeconds(5);

	private Path base;
	private ScratchNetwork network;
	private LinuxCapsuleHost host;
	private Inventory before;

	/** What a host has of what capsules are made of. */
	private record Inventory(String namespaces, List<String> mounts, String links, List<String> cgroups) {

		static Inventory take(ScratchNetwork network, Path base) throws ProblemException, IOException {
			List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
					.filter(line -> line.contains(base.toString())).toList();
			Path cgroup2 = CapsuleFiles.mounts().cgroup2().orElseThrow();
			try (Stream<Path> groups = Files.list(cgroup2)) {
				return new Inventory(Command.of("ls", "/run/netns").run().lines().filter(name -> name.startsWith("us-us7t")).toList()
						.toString(), mounts, network.node("ip", "-o", "link", "show").output(),
						groups.map(Path::toString).filter(name -> name.contains("us7t")).sorted().toList());
			}
		}
	}

	@BeforeEach
	void makeNode() throws ProblemException, IOException {
		assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
		assumeTrue(Files.isExecutable(REDIS), "needs redis-server");
		assumeTrue(CapsuleFiles.mounts().cgroup2().isPresent(), "needs cgroup v2");
		network = new ScratchNetwork();
		base = Files.createTempDirectory(Path.of("/dev/shm"), "us7t");
		host = newHost();
		List<Problem> missing = host.probe();
		assumeTrue(missing.isEmpty(), missing.toString());
		before = Inventory.take(network, base);
	}

	@AfterEach
	void removeNode() throws ProblemException {
		if (network != null) {
			Stream.of("redis", "twin").map(host::find).flatMap(Optional::stream).map(Capsule::plan).forEach(host::destroy);
			network.close();
			Command.of("rm", "-rf", "--one-file-system", base.toString()).run();
		}
	}

	private LinuxCapsuleHost newHost() {
		return new LinuxCapsuleHost("us7t" + ProcessHandle.current().pid(), base, network.uplink());
	}

	private CapsulePlan plan(String id, Network kind, String... command) {
		return new CapsulePlan(id, new ApplicationName("redis"), List.of(command), Map.of("GREETING", "good = day"), "/tmp",
				ADDRESS + "/24", kind, base.resolve(id));
	}

	private CapsulePlan redis(String id, Network kind) {
		return plan(id, kind, REDIS.toString(), "--bind", ADDRESS, "--save", "", "--protected-mode", "no");
	}

	/** What the client gets for a PING: "+PONG", or empty when nothing answers within half a second. */
	private String ping() {
		try {
			return network.client("timeout", "0.5", "bash", "-c",
					"exec 3<>/dev/tcp/%s/6379 && printf 'PING\\r\\n' >&3 && head -c 5 <&3".formatted(ADDRESS)).output();
		} catch (ProblemException e) {
			return e.problem().summary();
		}
	}

	private boolean answers() {
		return ping().contains("+PONG");
	}

	@Test
	void isReachableOnlyWhileConnected() throws ProblemException {
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		assertTrue(host.isAlive(capsule));
		assertEquals("", ping(), "nothing at all before it is connected: no refusal either");
		host.connect(capsule);
		assertTrue(Poll.until(this::answers, SOON), this::ping);
		host.disconnect(capsule);
		assertEquals("", ping());
		network.client("ip", "neighbour", "flush", "dev", "up0");
		assertEquals("", ping(), "a client that has never heard of it gets no answer to ARP");
		assertTrue(network.client("ip", "neighbour", "show", ADDRESS).output().matches("(?s).*(FAILED|INCOMPLETE).*"));
		assertEquals(List.of(), host.destroy(capsule.plan()));
	}

	@Test
	void leavesTheUplinkAsItWas() throws ProblemException {
		String[] show = { "cat", "/proc/sys/net/ipv4/conf/up0/forwarding", "/proc/sys/net/ipv4/neigh/up0/proxy_delay" };
		String settings = network.node(show).output();
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		host.connect(capsule);
		assertEquals("1\n0\n", network.node(show).output());
		host.destroy(capsule.plan());
		assertEquals(settings, network.node(show).output());
	}

	@Test
	void nothingIsLeftAfterDestroy() throws ProblemException, IOException {
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		host.connect(capsule);
		assertNotEquals(before, Inventory.take(network, base));
		assertEquals(List.of(), host.destroy(capsule.plan()));
		assertEquals(before, Inventory.take(network, base));
		assertFalse(Files.exists(capsule.plan().home()));
		assertEquals(List.of(), host.destroy(capsule.plan()), "a second time it has nothing to do");
	}

	@Test
	void theApplicationSeesItsOwnWorldOnly() throws ProblemException, IOException {
		Capsule capsule = host.start(plan("redis", Network.UPLINK, "/bin/bash", "-c",
				"echo pid $$ host $(cat /proc/sys/kernel/hostname) in $PWD greeting $GREETING home $HOME; ls /proc/$$/fd; env | wc -l;"
						+ " stat -c %a / /dev/shm; cut -d' ' -f5 /proc/self/mountinfo; exec sleep 1000"));
		assertTrue(Poll.until(() -> log(capsule).contains("/dev/shm\n"), SOON), () -> log(capsule));
		List<String> said = log(capsule).lines().toList();
		assertTrue(said.getFirst().matches("pid \\d host redis in /tmp greeting good = day home /root"), said::getFirst);
		assertEquals(List.of("0", "1", "2"), said.stream().skip(1).filter(line -> line.matches("\\d")).limit(3).toList());
		assertEquals(List.of("755", "1777"), said.stream().filter(line -> line.matches("\\d{3,4}")).toList());
		assertEquals(List.of("/", "/proc", "/dev", "/dev/pts", "/dev/shm"), said.stream().filter(line -> line.startsWith("/")).toList());
		host.destroy(capsule.plan());
	}

	private static String log(Capsule capsule) {
		try {
			return Files.readString(capsule.log());
		} catch (IOException e) {
			return e.toString();
		}
	}

	@Test
	void otherUsersMayUseItsFiles() throws ProblemException {
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
		Capsule capsule = host.start(plan("redis", Network.ISOLATED, "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
				"/bin/sh", "-c", "echo written >/tmp/by-nobody && id -u && cat /tmp/by-nobody; exec sleep 1000"));
		assertTrue(Poll.until(() -> log(capsule).equals("65534\nwritten\n"), SOON), () -> log(capsule));
		assertTrue(Files.exists(capsule.upper().resolve("tmp/by-nobody")));
		host.destroy(capsule.plan());
	}

	@Test
	void theRecordIsForRootOnly() throws ProblemException, IOException {
		Capsule capsule = host.prepare(redis("redis", Network.ISOLATED));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(capsule.plan().home())));
		assertEquals(List.of(), host.destroy(capsule.plan()));
	}

	@Test
	void standsStillWhileFrozen() throws ProblemException {
		Capsule capsule = host.start(plan("redis", Network.ISOLATED, "/bin/bash", "-c",
				"while :; do echo tick; read -t 0.01 <> <(:); done"));
		assertTrue(Poll.until(() -> log(capsule).length() > 50, SOON));
		host.freeze(capsule);
		String stood = log(capsule);
		assertFalse(Poll.until(() -> log(capsule).length() > stood.length(), Duration.ofMillis(200)), "a frozen process wrote");
		host.thaw(capsule);
		assertTrue(Poll.until(() -> log(capsule).length() > stood.length(), SOON), "it does not go on");
		host.freeze(capsule);
		assertEquals(List.of(), host.destroy(capsule.plan()), "frozen processes die, too");
	}

	@Test
	void isFoundByAnAgentThatStartsAnew() throws ProblemException {
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		assertEquals(Optional.of(capsule), newHost().find("redis"));
		assertEquals(Optional.empty(), newHost().find("another"));
		Command.of("umount", capsule.netns().toString()).run();
		Capsule found = newHost().find("redis").orElseThrow();
		assertEquals(Path.of("/proc/%d/ns/net".formatted(capsule.rootPid())), found.netns(), "the name is gone, the namespace is not");
		newHost().connect(found);
		assertTrue(Poll.until(this::answers, SOON), this::ping);
		assertEquals(List.of(), newHost().destroy(found.plan()));
		assertEquals(Optional.empty(), newHost().find("redis"));
	}

	@Test
	void aDeadCapsuleIsNotFoundAndIsReplaced() throws ProblemException {
		Capsule dead = host.start(redis("redis", Network.UPLINK));
		ProcessHandle.of(dead.rootPid()).orElseThrow().destroyForcibly();
		assertTrue(Poll.until(() -> !host.isAlive(dead), SOON));
		assertEquals(Optional.empty(), host.find("redis"));
		Capsule next = host.start(redis("redis", Network.UPLINK));
		assertTrue(host.isAlive(next));
		assertEquals("capsule-exists", problemOf(redis("redis", Network.UPLINK)).code());
		assertTrue(host.isAlive(next), "the refusal left it alone");
	}

	@Test
	void aMissingCommandIsToldWithWhatTheSystemSaid() throws ProblemException, IOException {
		Problem problem = problemOf(plan("redis", Network.UPLINK, "/no/such/program"));
		assertEquals("start-failed", problem.code());
		assertTrue(problem.explanation().contains("/no/such/program") && problem.explanation().contains("No such file"), problem::toString);
		assertEquals(before, Inventory.take(network, base));
		assertFalse(Files.exists(base.resolve("redis")));
	}

	@Test
	void aCommandThatEndsAtOnceIsToldWithItsLastWords() {
		Problem problem = problemOf(plan("redis", Network.UPLINK, "/bin/sh", "-c", "echo bad configuration; exit 7"));
		assertTrue(problem.summary().contains("code 7"), problem::summary);
		assertEquals("bad configuration", problem.explanation());
	}

	private Problem problemOf(CapsulePlan plan) {
		return assertThrows(ProblemException.class, () -> host.start(plan)).problem();
	}

	@Test
	void anIsolatedTwinHasTheSameAddressAndNoWayOut() throws ProblemException {
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		Capsule twin = host.start(redis("twin", Network.ISOLATED));
		host.connect(capsule);
		host.connect(twin);
		assertEquals("PONG\n", inside(twin, "redis-cli", "-h", ADDRESS, "ping").output());
		assertFalse(inside(twin, "timeout", "1", "bash", "-c", ": </dev/tcp/10.78.0.1/6379").succeeded());
		assertEquals("", inside(twin, "ip", "route", "show").output());
		assertEquals(List.of(), host.destroy(twin.plan()));
		assertTrue(Poll.until(this::answers, SOON), "the twin's end took something from the first");
	}

	private static Command.Result inside(Capsule capsule, String... line) throws ProblemException {
		return Command.of(line).after(List.of("nsenter", "--net=" + capsule.netns(), "--")).tryRun();
	}

	@Test
	void announcesToNeighboursThatStillKnowTheOldPlace() throws ProblemException {
		Capsule capsule = host.start(redis("redis", Network.UPLINK));
		host.connect(capsule);
		network.client("ip", "neighbour", "replace", ADDRESS, "lladdr", "02:00:00:00:00:99", "nud", "reachable", "dev", "up0");
		host.announce(capsule.plan());
		String mac = network.node("ip", "-o", "link", "show", "dev", "up0").output().replaceAll("(?s).*link/ether (\\S+) .*", "$1");
		assertTrue(Poll.until(() -> clientKnows(mac), SOON), "the client was not told");
	}

	private boolean clientKnows(String mac) {
		try {
			return network.client("ip", "neighbour", "show", ADDRESS).output().contains(mac);
		} catch (ProblemException _) {
			return false;
		}
	}

	@Test
	void aPreparedCapsuleShowsTheFilesThatWereThereBefore() throws ProblemException, IOException {
		CapsulePlan plan = redis("redis", Network.UPLINK);
		Files.createDirectories(plan.upper().resolve("srv"));
		Files.writeString(plan.upper().resolve("srv/kept"), "from the epoch");
		Capsule prepared = host.prepare(plan);
		assertEquals("from the epoch", Files.readString(prepared.root().resolve("srv/kept")));
		assertEquals(0, prepared.rootPid());
		assertTrue(Files.exists(prepared.dev().resolve("pts/ptmx")));
		assertEquals("not-in-capsule", assertThrows(ProblemException.class, () -> host.adopt(prepared, 1)).problem().code());
		Capsule launched = host.launch(prepared);
		assertTrue(host.isAlive(launched));
		assertEquals(Optional.of(launched), host.find("redis"));
		assertEquals(List.of(), host.destroy(launched.plan()));
	}

	@Test
	void anInterruptedStartLeavesNothing() throws Exception {
		FutureTask<Problem> start = new FutureTask<>(() -> problemOf(redis("redis", Network.UPLINK)));
		Thread thread = Thread.ofVirtual().start(start);
		assertTrue(Poll.until(() -> Files.exists(base.resolve("redis/start.err")), SOON));
		thread.interrupt();
		assertEquals("interrupted", start.get().code());
		assertEquals(before, Inventory.take(network, base));
	}
}
