// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Three agents of the built distribution, each in a network namespace of its own on a private bridge: {@code lab-a} and {@code lab-b}
 * run applications, {@code lab-c} is a witness. Faults are made as the world makes them: signals, links, packet filters, full disks.
 */
final class Lab implements AutoCloseable {

	static final String ADDRESS = "10.78.0.100";
	static final int PORT = 7000;
	static final String APPLICATION = "numbers";
	static final List<String> NODES = List.of("lab-a", "lab-b", "lab-c");
	private static final String BRIDGE = "uslab0";
	private static final Pattern HOST_KEY = Pattern.compile("\"hostKey\"\\s*:\\s*\"([^\"]+)\"");
	private static final Duration READY = Duration.ofSeconds(60);

	final Path directory;
	final Path home;
	private final Map<String, Process> agents = new LinkedHashMap<>();

	Lab(Path home, Path directory) {
		this.home = home;
		this.directory = directory;
	}

	static String address(String node) {
		return "10.78.0." + (NODES.indexOf(node) + 1);
	}

	static String port(String node) {
		return "us" + node;
	}

	/** Brings the hosts up and waits until all agents are ready; the client's profile is made, too. */
	void up() {
		sweep();
		Shell.run("ip", "link", "add", BRIDGE, "type", "bridge");
		Shell.run("ip", "addr", "add", "10.78.0.254/24", "dev", BRIDGE);
		Shell.run("ip", "link", "set", BRIDGE, "up");
		List<String> identities = new ArrayList<>();
		for (String node : NODES) {
			network(node);
			List<String> init = new ArrayList<>(List.of(program("understudy-agent"), "init", "--home", home(node).toString(), "--name", node, "--address",
					address(node)));
			if (node.equals("lab-c")) {
				init.add("--witness");
			}
			identities.add(Shell.run(init.toArray(String[]::new)).lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow());
		}
		configure(identities);
		NODES.forEach(this::smallDisk);
		NODES.forEach(this::start);
		NODES.forEach(this::awaitReady);
		connect(identities.getFirst());
	}

	/** The votes lie on a file system of their own, which can be filled. */
	private void smallDisk(String node) {
		Path votes = home(node).resolve("lease");
		Shell.run("mkdir", "-p", votes.toString());
		Shell.run("mount", "-t", "tmpfs", "-o", "size=128k", "understudy-lab", votes.toString());
	}

	private void network(String node) {
		Shell.run("ip", "netns", "add", node);
		Shell.run("ip", "link", "add", port(node), "type", "veth", "peer", "name", "eth0", "netns", node);
		Shell.run("ip", "link", "set", port(node), "master", BRIDGE);
		Shell.run("ip", "link", "set", port(node), "up");
		Shell.run("ip", "-n", node, "link", "set", "lo", "up");
		Shell.run("ip", "-n", node, "addr", "add", address(node) + "/24", "dev", "eth0");
		Shell.run("ip", "-n", node, "link", "set", "eth0", "up");
		Shell.run("ip", "-n", node, "route", "add", "default", "via", "10.78.0.254");
	}

	private void configure(List<String> identities) {
		String cluster = "{\"name\":\"lab\",\"version\":1,\"nodes\":[" + String.join(",", identities) + "]}\n";
		try {
			Path key = directory.resolve("key");
			Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", key.toString());
			for (String node : NODES) {
				Files.writeString(home(node).resolve("cluster.json"), cluster);
				Files.writeString(home(node).resolve("authorized_keys"), Files.readString(directory.resolve("key.pub")));
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	void start(String node) {
		try {
			Files.deleteIfExists(home(node).resolve("ready"));
			Process process = new ProcessBuilder("setsid", "nsenter", "--net=/run/netns/" + node, "unshare", "--mount", "--propagation", "private",
					program("understudy-agent"), "run", "--home", home(node).toString()).redirectErrorStream(true)
					.redirectInput(Path.of("/dev/null").toFile())
					.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(node + ".log").toFile())).start();
			agents.put(node, process);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	void awaitReady(String node) {
		if (!Shell.await(READY, () -> Files.exists(home(node).resolve("ready")))) {
			throw new IllegalStateException(node + " is not ready: " + Shell.text(directory.resolve(node + ".log")));
		}
	}

	Path home(String node) {
		return directory.resolve(node);
	}

	String program(String name) {
		return home.resolve("bin").resolve(name).toString();
	}

	/** The command line, connected to that node. */
	Shell.Result cli(String node, String... words) {
		List<String> command = new ArrayList<>(List.of("env", "UNDERSTUDY_CONFIG=" + directory.resolve("client"), program("understudy")));
		command.addAll(List.of(words));
		command.addAll(at(node));
		return Shell.attempt(command.toArray(String[]::new));
	}

	private List<String> at(String node) {
		return List.of("--node", address(node), "--identity", directory.resolve("key").toString());
	}

	/** Makes the nodes' host keys known. */
	private void connect(String identity) {
		try {
			Matcher key = HOST_KEY.matcher(identity);
			Path file = Files.writeString(directory.resolve("host-key.pub"), key.find() ? key.group(1) + "\n" : "");
			String fingerprint = Shell.run("ssh-keygen", "-l", "-f", file.toString()).split(" ")[1];
			Shell.run("env", "UNDERSTUDY_CONFIG=" + directory.resolve("client"), program("understudy"), "connect", address("lab-a"), "--identity",
					directory.resolve("key").toString(), "--accept", fingerprint);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Protects redis on lab-a with its replica on lab-b. */
	Shell.Result protect(String... more) {
		List<String> words = new ArrayList<>(List.of("protect", APPLICATION, "--on", "lab-a", "--to", "lab-b", "--address", ADDRESS + "/24", "--period",
				"500ms", "--check-port", String.valueOf(PORT), "--check-send", "PING\\r\\n", "--check-expect", "PONG", "--reason", "scenario"));
		words.addAll(List.of(more));
		words.addAll(List.of("--", "/usr/bin/redis-server", "--bind", ADDRESS, "--port", String.valueOf(PORT), "--save", "", "--protected-mode", "no",
				"--dir", "/var/tmp"));
		// options of the connection come before the command's words
		List<String> command = new ArrayList<>(List.of("env", "UNDERSTUDY_CONFIG=" + directory.resolve("client"), program("understudy")));
		int dashes = words.indexOf("--");
		words.addAll(dashes, at("lab-a"));
		command.addAll(words);
		return Shell.attempt(command.toArray(String[]::new));
	}

	Path group(String node) {
		return cgroups().resolve("understudy-" + node).resolve(APPLICATION);
	}

	static Path cgroups() {
		return Shell.text(Path.of("/proc/self/mountinfo")).lines().filter(l -> l.contains(" - cgroup2 ")).map(l -> Path.of(l.split(" ")[4])).findFirst()
				.orElseThrow();
	}

	Referee referee() {
		return new Referee(NODES.stream().map(this::group).toList());
	}

	// ---- faults

	void signalAgent(String node, String signal) {
		Shell.run("kill", "-" + signal, String.valueOf(agents.get(node).pid()));
	}

	void killAgent(String node) {
		agents.get(node).destroyForcibly();
	}

	void killApplication(String node) {
		Shell.numbers(group(node).resolve("cgroup.procs")).forEach(pid -> Shell.attempt("kill", "-9", String.valueOf(pid)));
	}

	/** Agent and application at once, as when the power goes. */
	void powerOff(String node) {
		killAgent(node);
		try {
			Files.writeString(group(node).resolve("cgroup.kill"), "1");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The host hears nothing and is heard by nobody, and its own link looks well. */
	void cutOff(String node) {
		Shell.run("ip", "link", "set", port(node), "nomaster");
	}

	void linkDown(String node) {
		Shell.run("ip", "link", "set", port(node), "down");
	}

	void reconnect(String node) {
		Shell.run("ip", "link", "set", port(node), "up");
		Shell.run("ip", "link", "set", port(node), "master", BRIDGE);
	}

	/** What the host sends gets lost, it still hears the others. */
	void mute(String node) {
		Shell.run("ip", "netns", "exec", node, "nft", "add table netdev lab; add chain netdev lab out "
				+ "{ type filter hook egress device eth0 priority 0; policy drop; }");
	}

	void unmute(String node) {
		Shell.run("ip", "netns", "exec", node, "nft", "delete table netdev lab");
	}

	/** The disk with the votes is full: what cannot be written is not granted. */
	void fillVotes(String node) {
		Shell.attempt("dd", "if=/dev/zero", "of=" + home(node).resolve("lease/filler"), "bs=4k");
	}

	void emptyVotes(String node) {
		Shell.run("rm", "-f", home(node).resolve("lease/filler").toString());
	}

	/** The last lines of all agents' logs and journals, for a scenario that did not hold. */
	String story() {
		StringBuilder text = new StringBuilder();
		for (String node : NODES) {
			text.append("== ").append(node).append('\n');
			tail(text, directory.resolve(node + ".log"), 40);
			tail(text, home(node).resolve("journal.jsonl"), 25);
		}
		return text.toString();
	}

	private static void tail(StringBuilder text, Path file, int lines) {
		List<String> all = Shell.text(file).lines().toList();
		all.subList(Math.max(0, all.size() - lines), all.size()).forEach(l -> text.append(l).append('\n'));
	}

	@Override
	public void close() {
		agents.values().forEach(Process::destroyForcibly);
		sweep();
		NODES.forEach(n -> delete(Path.of("/dev/shm/understudy-" + n)));
		NODES.forEach(n -> delete(home(n)));
	}

	/** Ends and removes everything of a lab, of this one or of one that died. */
	static void sweep() {
		for (String node : NODES) {
			Path group = cgroups().resolve("understudy-" + node);
			below(group).forEach(g -> Shell.attempt("sh", "-c", "echo 1 >" + g + "/cgroup.kill; echo 0 >" + g + "/cgroup.freeze"));
			String pids = Shell.attempt("ip", "netns", "pids", node).output();
			pids.lines().filter(p -> p.matches("\\d+")).forEach(pid -> Shell.attempt("kill", "-9", pid));
			Shell.await(Duration.ofSeconds(10), () -> {
				below(group).forEach(g -> g.toFile().delete());
				return Files.notExists(group);
			});
			Shell.attempt("ip", "netns", "del", node);
			Shell.attempt("ip", "link", "del", port(node));
		}
		Shell.attempt("ip", "link", "del", BRIDGE);
		Shell.text(Path.of("/proc/self/mountinfo")).lines().filter(l -> l.contains(" understudy-lab ")).map(l -> l.split(" ")[4])
				.forEach(m -> Shell.attempt("umount", m));
		// the capsules' own namespaces are named after node and application
		Shell.attempt("ip", "netns", "list").output().lines().map(l -> l.split(" ")[0]).filter(n -> NODES.stream().anyMatch(n::contains))
				.forEach(n -> Shell.attempt("ip", "netns", "del", n));
	}

	private static List<Path> below(Path group) {
		if (Files.notExists(group)) {
			return List.of();
		}
		try (Stream<Path> walk = Files.walk(group)) {
			return walk.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
		} catch (IOException | UncheckedIOException _) {
			return List.of();
		}
	}

	private static void delete(Path tree) {
		Shell.attempt("rm", "-rf", "--one-file-system", tree.toString());
	}
}
