// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.admin.Profiles;
import org.understudy.api.Json;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.Preview;
import org.understudy.model.Run;
import org.understudy.model.RunState;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.Preflight;
import org.understudy.testkit.LoopbackCluster;

/** The command line in this process against real SSH servers. */
@Timeout(60)
class MainTest {

	@TempDir
	Path directory;
	private LoopbackCluster cluster;

	private record Said(int code, String out, String err) {

		Problem problem() {
			return Json.read(err, Problem.class);
		}
	}

	@BeforeEach
	void start() throws Exception {
		cluster = new LoopbackCluster(directory, "alpha", "beta");
		System.setProperty("understudy.config", directory.resolve("config").toString());
		new Profiles(directory.resolve("config")).save(cluster.profile("alpha"));
	}

	@AfterEach
	void stop() {
		System.clearProperty("understudy.config");
		cluster.close();
	}

	private static Said say(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = Main.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
		return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private static void assertCode(int expected, Said said) {
		assertEquals(expected, said.code, () -> said.out + said.err);
	}

	@Test
	void tablesAreAligned() {
		Said nodes = say("nodes");
		assertCode(0, nodes);
		String[] lines = nodes.out.split("\n");
		assertEquals(lines[0].indexOf("ADDRESS"), lines[1].indexOf("127.0.0.1"), nodes.out);
		assertTrue(lines[2].startsWith("beta   127.0.0.1:"), nodes.out);
		assertTrue(say("apps").out.contains("redis        protected  alpha    3"), say("apps").out);
		assertTrue(say("journal", "--last", "1").out.contains("Epoch 42 is committed."));
		assertFalse(say("journal", "--last", "1").out.contains("It is protected."));
	}

	@Test
	void jsonIsNothingButJson() {
		assertEquals("alpha", Json.read(say("nodes", "--json").out, NodeInfo[].class)[0].name().value());
		assertEquals(LoopbackCluster.REDIS, Json.read(say("apps", "--json").out, ApplicationStatus[].class)[0].name());
		assertEquals(cluster.graph, Json.read(say("graph", "redis", "--json").out, ResourceGraph.class));
		Said run = say("rehearse", "redis", "--reason", "drill", "--json");
		assertCode(0, run);
		assertEquals(RunState.SUCCEEDED, Json.read(run.out, Run.class).state());
		assertEquals("", run.err);
		Said failed = say("graph", "nothing", "--json");
		assertEquals("", failed.out);
		assertEquals("unknown-application", failed.problem().code());
	}

	@ParameterizedTest
	@CsvSource({ "text,/srv/f1", "json,\"verdict\"", "dot,digraph", "svg,<svg", "graphml,</graphml>" })
	void graphsHaveFiveForms(String form, String part) {
		Said graph = say("graph", "redis", "--as", form);
		assertCode(0, graph);
		assertTrue(graph.out.contains(part), graph.out);
		assertTrue(say("inspect", "1", "--as", form).out.contains(part));
	}

	@Test
	void aResourceIsExplainedByAFragmentOfItsName() {
		Said explained = say("explain", "redis", "srv/f1");
		assertCode(0, explained);
		assertTrue(explained.out.contains("copied: in the overlay") && explained.out.contains("→ opens (fd 1) file 8:1/1 /srv/f1"), explained.out);
		Said ambiguous = say("explain", "redis", "/srv/");
		assertCode(2, ambiguous);
		assertTrue(ambiguous.err.contains("fits 2 resources"), ambiguous.err);
		assertCode(5, say("explain", "redis", "/nowhere"));
	}

	@Test
	void thePastIsShownAndCompared() {
		assertEquals(LoopbackCluster.graph(1, 7), Json.read(say("graph", "redis", "--at", "7", "--json").out, ResourceGraph.class));
		Said diff = say("graph", "redis", "--diff", "3", "5");
		assertCode(0, diff);
		assertTrue(diff.out.contains("+ file 8:1/4 /srv/f4  copied") && !diff.out.contains("/srv/f2 "), diff.out);
		assertTrue(say("graph", "redis", "--diff", "4", "4").out.contains("no difference"));
		Said history = say("graph", "redis", "--history");
		assertTrue(history.out.contains("graphs of epochs 41 to 42") && history.out.contains("+1 vertices new or changed, 2 gone"), history.out);
		assertCode(2, say("graph", "redis", "--at", "yesterday"));
		assertCode(2, say("graph", "4711", "--at", "7"));
		assertCode(0, say("graph", "redis", "--at", "5m"));
	}

	@Test
	void thePreflightTellsWhatIsAmissAndHowToMendIt() {
		Said found = say("preflight", "redis");
		assertCode(1, found);
		assertTrue(found.out.startsWith("redis on beta\n  error    The library /lib/libc.so.6 is another on beta."), found.out);
		assertTrue(found.out.contains("do:  Install the same version."), found.out);
		cluster.preflight = new Preflight(LoopbackCluster.REDIS, new NodeName("beta"), LoopbackCluster.NOW, List.of());
		assertEquals(cluster.preflight, Json.read(say("preflight", "redis", "--on", "beta", "--json").out, Preflight[].class)[0]);
		assertCode(0, say("preflight", "redis"));
	}

	@ParameterizedTest
	@CsvSource({ "'graph --unit nginx',nginx.service", "'graph --cgroup /a.slice/b',/a.slice/b", "graph nginx.service,nginx.service", "'graph 17 --on beta',17" })
	void unitsAndControlGroupsAreInspected(String line, String target) {
		assertCode(0, say(line.split(" ")));
		assertEquals(target, cluster.inspected);
	}

	@Test
	void aRecordIsUnpackedAndNeverOutsideItsDirectory() throws Exception {
		cluster.zip = zip("4711/stat");
		Path record = directory.resolve("record");
		assertCode(0, say("diagnose", "redis", "--record", record.toString()));
		assertEquals("x", Files.readString(record.resolve("4711/stat")));
		assertCode(6, say("diagnose", "redis", "--record", record.toString()));
		cluster.zip = zip("../../out");
		assertCode(6, say("diagnose", "4711", "--record", directory.resolve("other").toString()));
		assertFalse(Files.exists(directory.resolve("out")) || Files.exists(directory.resolve("other/out")));
	}

	private static byte[] zip(String name) throws java.io.IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (var out = new java.util.zip.ZipOutputStream(bytes)) {
			out.putNextEntry(new java.util.zip.ZipEntry(name));
			out.write('x');
		}
		return bytes.toByteArray();
	}

	@Test
	void ofWhatMustBeSaidOnce() {
		assertCode(2, say("graph"));
		assertCode(2, say("graph", "redis", "--unit", "nginx"));
		assertCode(2, say("graph", "nginx.service", "--history"));
	}

	@Test
	void theStructureIsShownApart() {
		Said structure = say("graph", "4711", "--structure");
		assertCode(0, structure);
		assertTrue(structure.out.startsWith("1 processes, 1 threads"), structure.out);
		assertFalse(structure.out.contains("/srv/f1"), structure.out);
	}

	@Test
	void aDryRunTellsAndOrdersNothing() {
		Said preview = say("switchover", "redis", "--dry-run");
		assertCode(0, preview);
		assertTrue(preview.out.contains("switchover of redis: alpha -> beta") && preview.out.contains("nothing is lost")
				&& preview.out.contains("from here on nothing is taken back") && preview.out.contains("not measured yet"), preview.out);
		assertEquals("[]", say("runs", "--json").out.strip(), "no run was started");
		Said unfit = say("failover", "redis", "--to", "alpha", "--dry-run");
		assertCode(6, unfit);
		assertTrue(unfit.out.contains("it is the primary"), unfit.out);
		assertEquals("beta", Json.read(say("rehearse", "redis", "--dry-run", "--json").out, Preview.class).to());
	}

	private Path plan(String text) throws IOException {
		return Files.writeString(Files.createTempFile(directory, "plan", ".yaml"), text);
	}

	@Test
	void aPlanIsLedStepByStep() throws IOException {
		Path junit = directory.resolve("plan.xml");
		Path file = plan("plan: shop\nsteps:\n- name: db\n  switchover: redis\n- prompt: All well?\n- wait: 1ms\n- name: broken\n  command: [/bin/false]\n  optional: true\n");
		assertCode(0, say("plan", "validate", file.toString()));
		assertCode(0, say("plan", "run", file.toString(), "--dry-run"));
		Said ran = say("plan", "run", file.toString(), "--reason", "drill", "--yes", "--junit", junit.toString());
		assertCode(0, ran);
		assertTrue(ran.out.contains("plan shop succeeded: 3 of 4 steps done") && ran.out.contains("--yes answered yes"), ran.out);
		assertTrue(Files.readString(junit).contains("tests=\"4\" failures=\"0\" errors=\"0\" skipped=\"1\""), Files.readString(junit));
		Said failed = say("plan", "run", plan("plan: p\nsteps:\n- command: [/bin/false]\n- wait: 1s\n").toString(), "--reason", "drill");
		assertCode(1, failed);
		assertTrue(failed.out.contains("plan p FAILED: 0 of 2 steps done"), failed.out);
	}

	@Test
	void mistakesInAPlanAreToldAsEditorsReadThem() throws IOException {
		Path file = plan("plan: shop\nsteps:\n- switchover: redis\n- nonsense: 1\n");
		Said checked = say("plan", "validate", file.toString());
		assertCode(1, checked);
		assertTrue(checked.out.contains(file + ":4: error: a step has no key 'nonsense'"), checked.out);
		assertCode(2, say("plan", "run", file.toString(), "--reason", "x"));
		Said different = say("plan", "diff", plan("plan: a\nsteps: [{wait: 1s}]").toString(), plan("plan: a\nsteps: [{wait: 2s}]").toString());
		assertCode(1, different);
		assertTrue(different.out.contains("+ wait 2s") && different.out.contains("- wait 1s"), different.out);
	}

	@Test
	void theLossOfANodeIsToldBeforeItHappens() {
		Said alpha = say("what-if", "lose", "alpha");
		assertTrue(alpha.out.contains("redis") && alpha.out.contains("runs there"), alpha.out + alpha.err);
		assertCode(2, say("what-if"));
	}

	@Test
	void runsAreShownStepByStepAndDecideTheExitCode() {
		Said ok = say("failover", "redis", "--reason", "fire drill");
		assertCode(0, ok);
		assertTrue(ok.out.contains("done          Restore  345 ms  epoch 42"), ok.out);
		assertTrue(ok.out.contains("succeeded: It succeeded."), ok.out);
		cluster.outcome = RunState.FAILED;
		assertCode(1, say("failover", "redis", "--reason", "fire drill"));
		assertCode(1, say("run", "20261123-141512-failover-redis"));
		assertTrue(say("runs").out.contains("20261123-141512-failover-redis  failed"));
		Said started = say("rehearse", "redis", "--reason", "x", "--no-wait");
		assertCode(0, started);
		assertTrue(started.out.contains("understudy run 20261123-141512-rehearsal-redis"), started.out);
	}

	@Test
	void protectPassesTheCommandOn() {
		Said said = say("protect", "new-app", "--on", "alpha", "--to", "beta", "--address", "10.77.0.9/24", "--period", "500ms", "--check-port",
				"6379", "--check-send", "PING\\r\\n", "--reason", "needed", "--", "/usr/bin/redis-server", "--port", "6379", "--reason", "x");
		assertCode(0, said);
		assertCode(2, say("protect", "New App", "--on", "alpha", "--to", "beta", "--address", "a", "--reason", "r", "--", "/bin/x"));
		assertCode(2, say("protect", "a", "--on", "alpha", "--to", "beta", "--address", "a", "--reason", "r", "--period",
				"soon", "--", "/bin/x"));
		assertCode(2, say("protect", "a", "--on", "alpha", "--to", "beta", "--address", "a", "--reason", "r"));
	}

	@Test
	void reasonIsMandatory() {
		for (String verb : new String[] { "rehearse", "failover", "unprotect" }) {
			Said said = say(verb, "redis", "--json");
			assertCode(2, said);
			assertEquals("reason-missing", said.problem().code());
		}
	}

	@Test
	void reportIsWritten() throws Exception {
		Path file = directory.resolve("out.html");
		assertCode(0, say("report", "r1", "--output", file.toString()));
		assertEquals("<html>é</html>", Files.readString(file));
		assertEquals("<html>é</html>\n", say("report", "r1", "--output", "-").out);
		assertCode(2, say("report", "r1", "--format", "pdf"));
	}

	@Test
	void unknownCommandSuggestsAndShowsNoTrace() {
		Said said = say("failovr", "redis");
		assertCode(2, said);
		assertTrue(said.err.contains("Did you mean 'understudy failover'"), said.err);
		assertTrue(said.err.startsWith("error: 'failovr' is not a command of understudy.\n"), said.err);
		assertFalse(said.err.contains("Exception"), said.err);
		assertEquals("unknown-command", say("failovr", "--json").problem().code());
	}

	@ParameterizedTest
	@ValueSource(strings = { "graph", "nodes x", "nodes --no-such", "hosts", "explain redis", "nodes --node :x" })
	void wrongUsageIsTwo(String line) {
		Said said = say(line.split(" "));
		assertCode(2, said);
		assertTrue(said.err.startsWith("error: "), said.err);
	}

	@Test
	void exitCodesTellWhatHappened() throws Exception {
		assertCode(5, say("graph", "nothing"));
		assertCode(5, say("nodes", "--connection", "nothing"));
		assertCode(5, say("run", "nothing"));
		assertCode(4, say("nodes", "--node", "127.0.0.1:" + cluster.nodes.get("beta").server.port(), "--identity", stranger()));
		Said unknownHost = say("nodes", "--node", "localhost:" + cluster.nodes.get("beta").server.port());
		assertCode(4, unknownHost);
		assertTrue(unknownHost.err.contains("SHA256:"), unknownHost.err);
		cluster.close();
		assertCode(3, say("nodes"));
	}

	private String stranger() throws Exception {
		Path key = directory.resolve("stranger");
		org.understudy.api.SshKeys.loadOrCreate(key, "bob");
		return key.toString();
	}

	@Test
	void otherNodeAnswersWhenTheFirstIsDead() {
		assertCode(0, say("nodes"));
		cluster.nodes.get("alpha").stop();
		Said said = say("failover", "redis", "--reason", "alpha burnt down");
		assertCode(0, said);
		assertTrue(said.out.contains(" on beta"), said.out);
	}

	@Test
	void connectNeedsTheFingerprintAndPinsTheKey() throws Exception {
		String address = "127.0.0.1:" + cluster.nodes.get("beta").server.port();
		Said unknown = say("connect", address, "--identity", cluster.key.toString(), "--name", "second", "--json");
		assertCode(4, unknown);
		assertEquals("host-key-unknown", unknown.problem().code());
		String fingerprint = unknown.problem().remedy().replaceAll("(?s).*--accept ", "");
		assertCode(4, say("connect", address, "--identity", cluster.key.toString(), "--accept", "SHA256:wrong"));
		assertCode(0, say("connect", address, "--identity", cluster.key.toString(), "--name", "second", "--accept", fingerprint));
		assertCode(0, say("nodes", "--connection", "second"));
		assertCode(2, say("nodes"));
		int port = cluster.nodes.get("beta").server.port();
		cluster.nodes.get("alpha").stop();
		cluster.nodes.get("beta").stop();
		Files.delete(directory.resolve("host-beta"));
		cluster.nodes.get("beta").start(port);
		Said changed = say("nodes", "--connection", "second", "--json");
		assertCode(4, changed);
		assertEquals("host-key-changed", changed.problem().code());
	}

	@Test
	void helpNeedsNoCluster() {
		Said help = say("--help");
		assertCode(0, help);
		assertTrue(help.out.contains("Exit codes:") && help.out.contains("rehearse"), help.out);
		assertCode(0, say("failover", "--help"));
		assertTrue(say("--version").out.startsWith("understudy 0."));
	}
}
