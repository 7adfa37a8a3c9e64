// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.provisioning.ProvisionRequest.AgentPackage;
import org.understudy.provisioning.ProvisionRequest.Layout;
import org.understudy.provisioning.ProvisionRequest.NodePlan;

/** Adds and removes a host through a real sshd; what is pushed is a shell script that behaves as the agent does. */
@Timeout(120)
class HostProvisionerTest {

	private static final NodeName GAMMA = new NodeName("gamma");
	private static final String AGENT = """
			#!/bin/sh
			verb=$1; home=$3
			case $verb in
			init) mkdir -p "$home"; echo secret > "$home/identity"; echo "{\\"name\\":\\"$5\\",\\"address\\":\\"$7\\",\\"args\\":\\"$*\\"}" ;;
			run) echo "$$ 1" > "$home/agent.pid"; [ -s "$home/cluster.json" ] || exit 9
			touch "$home/ready"; while :; do sleep 0.2; done ;;
			esac
			""";

	@TempDir
	Path directory;
	private SshServer server;
	private HostConnector connector;
	private HostProvisioner provisioner;
	private final List<String> calls = new ArrayList<>();
	private final Admission admission = new Admission() {
		@Override
		public String admit(String nodeConfigJson) {
			calls.add("admit " + nodeConfigJson);
			return "{\"version\":2}";
		}

		@Override
		public void dismiss(String node) {
			calls.add("dismiss " + node);
		}
	};

	@BeforeEach
	void start() throws IOException, InterruptedException, ProblemException {
		SshServer.assumePossible();
		server = SshServer.start(Files.createDirectories(directory.resolve("sshd")));
		connector = new HostConnector(new KnownHosts(directory.resolve("known")), Duration.ofSeconds(10));
		connector.known().pin(server.address, connector.ask(server.address));
		provisioner = new HostProvisioner(connector);
	}

	@AfterEach
	void stop() throws InterruptedException {
		if (server != null) {
			server.close();
		}
	}

	private Path agent(String script) throws IOException {
		Path agent = Files.createDirectories(directory.resolve("agent"));
		Path program = Files.createDirectories(agent.resolve("bin")).resolve("understudy-agent");
		Files.writeString(program, script);
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		String deep = "lib/" + "a-rather-long-directory-name/".repeat(6);
		Files.write(Files.createDirectories(agent.resolve(deep)).resolve("x.jar"), new byte[70_000]);
		return agent;
	}

	private ProvisionRequest request(Path agent, Path root) {
		return new ProvisionRequest(server.address, server.credentials(), new NodePlan(GAMMA, "10.78.0.3", true, NodePorts.DEFAULT),
				new AgentPackage(agent, "0.1.0"), new Layout(root + "/opt/it's here", root + "/var/gamma"), "ssh-ed25519 AAAA admin\n");
	}

	/** A container's first process need not reap: a zombie is over, and has no command line. */
	private static boolean runs(long pid) throws IOException {
		Path line = Path.of("/proc/" + pid + "/cmdline");
		return Files.exists(line) && !Files.readString(line).isEmpty();
	}

	private List<String> left() throws IOException {
		Path root = directory.resolve("root");
		try (var walk = Files.walk(root)) {
			return walk.skip(1).map(p -> root.relativize(p).toString()).toList();
		}
	}

	@Test
	void addsAndRemovesAndLeavesNothing() throws IOException, ProblemException {
		Path root = Files.createDirectories(directory.resolve("root"));
		List<String> steps = new ArrayList<>();
		ProvisionedHost host = provisioner.add(request(agent(AGENT), root), admission, (step, _, _) -> steps.add(step));
		assertEquals(List.of("admit {\"name\":\"gamma\",\"address\":\"10.78.0.3\",\"args\":\"init --home " + root
				+ "/var/gamma --name gamma --address 10.78.0.3 --ports 7422,7423,7424 --witness\"}"), calls);
		assertEquals(root + "/opt/it's here/0.1.0", host.program());
		Path home = root.resolve("var/gamma");
		assertEquals("{\"version\":2}", Files.readString(home.resolve("cluster.json")));
		assertEquals("ssh-ed25519 AAAA admin\n", Files.readString(home.resolve("authorized_keys")));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
		long pid = Long.parseLong(Files.readString(home.resolve("agent.pid")).split(" ")[0]);
		assertTrue(runs(pid));
		assertEquals(List.of("Connect", "Check the host", "Push the agent", "Make the node's identity", "Join the cluster", "Start the agent"),
				steps.stream().distinct().toList());
		var again = assertThrows(ProblemException.class, () -> provisioner.add(request(agent(AGENT), root), admission, ProvisionProgress.NONE));
		assertEquals("host-directory-occupied", again.problem().code());
		assertTrue(runs(pid), "a refused second node does no harm to the first");

		provisioner.remove(server.address, server.credentials(), new HostProvisioner.Installed(GAMMA, home.toString()), admission);
		assertEquals("dismiss gamma", calls.getLast());
		assertFalse(runs(pid));
		assertEquals(List.of(), left());
	}

	@Test
	void withoutTarTheTreeGoesFileByFile() throws IOException, ProblemException {
		Path target = Files.createDirectories(directory.resolve("root/there"));
		try (HostSession session = connector.open(server.address, server.credentials())) {
			new AgentPush(session, agent(AGENT), ProvisionProgress.NONE).to(target.toString(), false);
		}
		assertEquals(AGENT, Files.readString(target.resolve("bin/understudy-agent")));
		assertTrue(Files.isExecutable(target.resolve("bin/understudy-agent")));
	}

	@Test
	void failedInitTakesEverythingBack() throws IOException {
		Path root = Files.createDirectories(directory.resolve("root"));
		Path broken = agent("#!/bin/sh\necho no keys today >&2\nexit 7\n");
		var failure = assertThrows(ProblemException.class, () -> provisioner.add(request(broken, root), admission, ProvisionProgress.NONE));
		assertEquals("host-agent-failed", failure.problem().code());
		assertTrue(failure.problem().cause().contains("no keys today"));
		assertEquals(List.of(), calls, "never admitted");
		assertEquals(List.of(), left());
	}

	@Test
	void agentThatDoesNotStartIsDismissedAndRemoved() throws IOException {
		Path root = Files.createDirectories(directory.resolve("root"));
		Path broken = agent(AGENT.replace("touch \"$home/ready\"", "echo port in use; exit 1"));
		var failure = assertThrows(ProblemException.class, () -> provisioner.add(request(broken, root), admission, ProvisionProgress.NONE));
		assertTrue(failure.problem().cause().contains("port in use"), failure.problem().cause());
		assertEquals("dismiss gamma", calls.getLast());
		assertEquals(0, failure.getSuppressed().length);
		assertEquals(List.of(), left());
	}

	@Test
	void refusedAdmissionTakesEverythingBack() throws IOException {
		Path root = Files.createDirectories(directory.resolve("root"));
		Admission refusing = new Admission() {
			@Override
			public String admit(String nodeConfigJson) throws ProblemException {
				throw Problem.error("name-taken", "taken", "", "").exception();
			}

			@Override
			public void dismiss(String node) {
				calls.add("dismiss " + node);
			}
		};
		var failure = assertThrows(ProblemException.class, () -> provisioner.add(request(agent(AGENT), root), refusing, ProvisionProgress.NONE));
		assertEquals("name-taken", failure.problem().code());
		assertEquals(List.of(), calls, "who was not admitted is not dismissed");
		assertEquals(List.of(), left());
	}

	@Test
	void fullDiskIsToldBeforeAnythingIsWritten() throws IOException, InterruptedException {
		Path root = Files.createDirectories(directory.resolve("root"));
		int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "provisioning-test", root.toString()).start().waitFor();
		Assumptions.assumeTrue(mounted == 0, "no tmpfs can be mounted here");
		try {
			Path agent = agent(AGENT);
			var failure = assertThrows(ProblemException.class, () -> provisioner.add(request(agent, root), admission, ProvisionProgress.NONE));
			assertEquals("host-disk-full", failure.problem().code());
			assertEquals(List.of(), left());
		} finally {
			new ProcessBuilder("umount", root.toString()).start().waitFor();
		}
	}

	@Test
	void diskThatFillsMeanwhileIsAProblemToo() throws IOException, InterruptedException, ProblemException {
		Path root = Files.createDirectories(directory.resolve("root"));
		int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=32k", "provisioning-test", root.toString()).start().waitFor();
		Assumptions.assumeTrue(mounted == 0, "no tmpfs can be mounted here");
		try (HostSession session = connector.open(server.address, server.credentials())) {
			Path agent = agent(AGENT);
			for (boolean tar : new boolean[] { true, false }) {
				AgentPush push = new AgentPush(session, agent, ProvisionProgress.NONE);
				var failure = assertThrows(ProblemException.class, () -> push.to(root.toString(), tar));
				assertTrue(List.of("host-write-failed", "host-unpack-failed").contains(failure.problem().code()), failure.problem().toString());
			}
		} finally {
			new ProcessBuilder("umount", root.toString()).start().waitFor();
		}
	}

	@Test
	void whatWasNotProvisionedIsNotRemoved() throws IOException {
		Path home = Files.createDirectories(directory.resolve("root/precious"));
		var failure = assertThrows(ProblemException.class, () -> provisioner.remove(server.address, server.credentials(),
				new HostProvisioner.Installed(GAMMA, home.toString()), admission));
		assertEquals("host-not-provisioned", failure.problem().code());
		assertEquals(List.of(), calls);
		assertTrue(Files.exists(home));
	}
}
