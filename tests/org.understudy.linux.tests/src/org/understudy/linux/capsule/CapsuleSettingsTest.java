// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsuleHost.Exit;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.linux.process.Command;
import org.understudy.linux.process.Poll;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CapsuleSettings.DataDirectory;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ResourceLimits;

/** What a capsule is made of beyond its command, with real capsules. */
class CapsuleSettingsTest {

	private static final Duration SOON = Duration.ofSeconds(20);
	private static final String ID = "settings";

	private ScratchNetwork network;
	private Path base;
	private LinuxCapsuleHost host;

	@BeforeEach
	void makeNode() throws ProblemException, IOException {
		assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
		assumeTrue(CapsuleFiles.mounts().cgroup2().isPresent(), "needs cgroup v2");
		network = new ScratchNetwork();
		base = Files.createTempDirectory(Path.of("/dev/shm"), "us8t");
		host = new LinuxCapsuleHost("us8t" + ProcessHandle.current().pid(), base, network.uplink());
		List<Problem> missing = host.probe();
		assumeTrue(missing.isEmpty(), missing.toString());
	}

	@AfterEach
	void removeNode() throws ProblemException {
		if (network != null) {
			Optional<Capsule> running = host.find(ID);
			if (running.isPresent()) {
				assertEquals(List.of(), host.destroy(running.get().plan()));
			}
			network.close();
			Command.of("rm", "-rf", "--one-file-system", base.toString()).run();
		}
	}

	private CapsulePlan plan(CapsuleSettings settings, String script) {
		return new CapsulePlan(ID, new ApplicationName(ID), List.of("/bin/sh", "-c", script), Map.of(), "/tmp", "10.78.0.100/24",
				Network.UPLINK, base.resolve(ID), settings);
	}

	private static CapsuleSettings limits(ResourceLimits limits) {
		return new CapsuleSettings("", List.of(), List.of(), limits);
	}

	private static String log(Capsule capsule) {
		try {
			return Files.readString(capsule.log());
		} catch (IOException e) {
			return e.toString();
		}
	}

	private static void awaitLog(Capsule capsule, String text) {
		assertTrue(Poll.until(() -> log(capsule).contains(text), SOON), () -> log(capsule));
	}

	@Test
	void theFirstProcessReapsOrphans() throws ProblemException, IOException {
		// each inner sleep loses its parent at once, and ends before the test does
		Capsule capsule = host.start(plan(CapsuleSettings.DEFAULT,
				"for i in 1 2 3 4 5; do (sleep 0.3 & exec true); done; exec sleep 600"));
		assumeTrue(!InitProgram.prefix().isEmpty(), "no first process of ours for this machine");
		assertEquals("init", Files.readString(Path.of("/proc/%d/comm".formatted(capsule.rootPid()))).strip());
		assertTrue(Poll.until(() -> count(capsule) == 2 && zombies(capsule) == 0, SOON), "first process and application are left, no zombie");
		assertTrue(host.isAlive(capsule));
	}

	@Test
	void itEndsWithTheApplicationAndItsCode() throws ProblemException {
		Problem problem = assertThrows(ProblemException.class, () -> host.start(plan(CapsuleSettings.DEFAULT, "exit 42"))).problem();
		assertTrue(problem.summary().contains("code 42"), problem::summary);
		problem = assertThrows(ProblemException.class, () -> host.start(plan(CapsuleSettings.DEFAULT, "kill -9 $$"))).problem();
		assertTrue(problem.summary().contains("code 137"), problem::summary);
	}

	@Test
	void itRunsAsItsUserWithItsLimits() throws ProblemException {
		CapsuleSettings settings = new CapsuleSettings("nobody", List.of(), List.of(),
				new ResourceLimits(new Bytes(256 << 20), 50, 40, Map.of("nofile", "64:128")));
		Capsule capsule = host.start(plan(settings, "id -un; ulimit -Sn; ulimit -Hn; echo $HOME $USER; exec sleep 600"));
		awaitLog(capsule, "nobody\n64\n128\n/nonexistent nobody");
		// more processes than are allowed: fork fails, and the application is told so
		Exit full = host.run(capsule, "for i in $(seq 60); do sleep 5 & done; wait", Map.of(), SOON);
		assertTrue(full.output().toLowerCase(java.util.Locale.ROOT).contains("fork"), full::output);
		assertTrue(host.isAlive(capsule));
	}

	@Test
	void moreMemoryThanAllowedIsNotGiven() throws ProblemException {
		Capsule capsule = host.start(plan(limits(new ResourceLimits(new Bytes(64 << 20), 0, 0, Map.of())), "exec sleep 600"));
		Exit killed = host.run(capsule, "head -c 200000000 /dev/zero | tail -c 190000000 | wc -c", Map.of(), SOON);
		assertFalse(killed.output().contains("190000000"), killed::output);
		assertTrue(host.isAlive(capsule));
	}

	@Test
	void severalAddressesAreItsOwn() throws ProblemException {
		CapsuleSettings settings = new CapsuleSettings("", List.of("10.78.0.101/24"), List.of(), ResourceLimits.NONE);
		Capsule capsule = host.start(plan(settings, "exec sleep 600"));
		host.connect(capsule);
		for (String address : List.of("10.78.0.100", "10.78.0.101")) {
			assertTrue(Poll.until(() -> pings(address), SOON), address);
		}
		host.disconnect(capsule);
		assertFalse(pings("10.78.0.101"));
	}

	private boolean pings(String address) {
		try {
			// a closed port answers with a reset, nothing at all with a timeout
			return network.client("timeout", "1", "bash", "-c", "exec 3<>/dev/tcp/%s/9".formatted(address)).output().contains("refused");
		} catch (ProblemException _) {
			return false;
		}
	}

	@Test
	void dataOfOtherVolumesIsBoundAndGoesOnInARestoredCapsule() throws ProblemException, IOException {
		// not below /dev/shm, which is the capsule's own
		Path volume = Files.createTempDirectory(Path.of("/var/tmp"), "us8t");
		Command.of("mount", "-t", "tmpfs", "us8t", volume.toString()).run();
		try {
			Files.writeString(volume.resolve("kept"), "on the volume");
			Files.writeString(volume.resolve("only-here"), "not replicated to the other");
			CapsuleSettings settings = new CapsuleSettings("", List.of(), List.of(new DataDirectory(volume.toString(), true)), ResourceLimits.NONE);
			CapsulePlan plan = plan(settings, "cat %1$s/kept; ls %1$s; echo new >>%1$s/kept; exec sleep 600".formatted(volume));
			Capsule capsule = host.start(plan);
			awaitLog(capsule, "only-here");
			assertTrue(Poll.until(() -> content(volume.resolve("kept")).contains("new"), SOON), "it wrote to the volume itself");
			assertEquals(List.of(), host.destroy(capsule.plan()));

			// as a secondary would: the epoch's files in the upper directory, and something else on its own volume
			Path copied = Files.createDirectories(plan.upper().resolve(volume.toString().substring(1)));
			Files.writeString(copied.resolve("kept"), "from the epoch");
			Capsule restored = host.start(plan);
			awaitLog(restored, "from the epoch");
			assertFalse(log(restored).contains("only-here"), () -> log(restored));
			assertEquals(2, Files.readAllLines(Path.of("/proc/%d/mountinfo".formatted(restored.rootPid()))).stream()
					.filter(line -> line.contains(" / / ") || line.contains(" " + volume + " ")).count(), "root and volume are mounts");
			assertEquals(List.of(), host.destroy(restored.plan()));
		} finally {
			Command.of("umount", volume.toString()).run();
			Files.delete(volume);
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			return e.toString();
		}
	}

	@Test
	void whatIsNotReplicatedIsNamed() {
		MountTable mounts = MountTable.parse(List.of("1 0 8:1 / / rw - ext4 /dev/a rw", "2 1 8:2 / /tmp rw - ext4 /dev/b rw", "3 1 0:5 / /proc rw - proc proc rw",
				"4 1 8:3 / /usr rw - xfs /dev/c rw"));
		CapsuleSettings settings = new CapsuleSettings("", List.of(), List.of(new DataDirectory("/var", false)), ResourceLimits.NONE);
		List<Problem> problems = Volumes.uncovered(plan(settings, "/usr/bin/it"), mounts);
		assertEquals(List.of("data-not-replicated", "volume-not-covered", "volume-not-covered"), problems.stream().map(Problem::code).toList());
		assertTrue(problems.get(1).summary().contains("/tmp") && problems.get(1).explanation().contains("directory"), problems::toString);
	}

	@Test
	void aCommandInsideSeesWhatTheApplicationSees() throws ProblemException, IOException {
		Capsule capsule = host.start(plan(CapsuleSettings.DEFAULT, "echo mine >/tmp/mine; exec sleep 600"));
		assertTrue(Poll.until(() -> Files.exists(capsule.root().resolve("tmp/mine")), SOON));
		Exit exit = host.run(capsule, "cat /tmp/mine; hostname; echo $UNDERSTUDY_MOMENT; exit 3", Map.of("UNDERSTUDY_MOMENT", "now"), SOON);
		assertEquals(new Exit(3, "mine\nsettings\nnow"), exit);
		Problem late = assertThrows(ProblemException.class, () -> host.run(capsule, "sleep 500", Map.of(), Duration.ofMillis(300))).problem();
		assertEquals("command-timeout", late.code());
		assertTrue(Poll.until(() -> count(capsule) == 2, SOON), "what overran is gone");
	}

	@Test
	void aCommandRunsOnTheFilesOfAPreparedCapsule() throws ProblemException, IOException {
		CapsulePlan plan = plan(CapsuleSettings.DEFAULT, "exec sleep 600");
		Files.createDirectories(plan.upper().resolve("srv"));
		Files.writeString(plan.upper().resolve("srv/kept"), "from the epoch");
		Capsule prepared = host.prepare(plan);
		assertEquals(new Exit(0, "from the epoch"), host.run(prepared, "cat /srv/kept; echo changed >/srv/kept", Map.of(), SOON));
		assertEquals("changed\n", Files.readString(prepared.root().resolve("srv/kept")));
		assertEquals(List.of(), host.destroy(plan));
	}

	/** Children of the first process that ended and that nobody has asked about. */
	private static long zombies(Capsule capsule) {
		return ProcessHandle.of(capsule.rootPid()).map(init -> init.descendants().filter(CapsuleSettingsTest::isZombie).count()).orElse(-1L);
	}

	private static boolean isZombie(ProcessHandle process) {
		return content(Path.of("/proc/%d/stat".formatted(process.pid()))).contains(") Z ");
	}

	private static int count(Capsule capsule) {
		return new ControlGroup(capsule.cgroup()).processes().size();
	}
}
