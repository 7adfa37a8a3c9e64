// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.core.replicability.Facts;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.Severity;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.HostFacts.Account;
import org.understudy.model.preflight.HostFacts.FileFact;
import org.understudy.model.preflight.HostFacts.MountFact;
import org.understudy.model.preflight.HostFacts.Reach;
import org.understudy.model.preflight.HostFacts.Room;
import org.understudy.model.preflight.Preflight;
import org.understudy.model.preflight.SurveyQuestions;

class PreflightCheckTest {

	private static final NodeName BETA = new NodeName("beta");
	private static final ResourceGraph GRAPH = ResourceGraph.of(Instant.EPOCH, List.of(
			resource(ResourceKind.PROCESS, "7@1", Map.of(Facts.UID, "33", Facts.GID, "34"), new Replicability.Captured("x"), 1000),
			resource(ResourceKind.EXECUTABLE, "8:1/1 /bin/app", Map.of("path", "/bin/app"), new Replicability.Required("x", ""), 7),
			resource(ResourceKind.LIBRARY, "8:1/2 /lib/c.so", Map.of("path", "/lib/c.so"), new Replicability.Required("x", ""), 7),
			resource(ResourceKind.FILE, "8:1/3 /etc/app.conf", Map.of("path", "/etc/app.conf"), new Replicability.Required("x", ""), 7),
			resource(ResourceKind.FILE, "8:1/4 /srv/data", Map.of("path", "/srv/data"), new Replicability.Copied("x"), 500),
			resource(ResourceKind.MOUNT, "/data", Map.of(), new Replicability.Required("x", ""), 0),
			endpoint("tcp 10.9.9.9:5432", "10.9.9.9:5432", "server"), endpoint("10.77.0.9", "client 10.77.0.9", "client")), List.of());
	private static final HostFacts HOST = new HostFacts(new HostFacts.System("amd64", "6.18.0", List.of("sse2", "avx512"), "AA==", ""),
			List.of(new FileFact("/bin/app", "file", Bytes.of(7), "aa", ""), new FileFact("/lib/c.so", "file", Bytes.of(7), "cc", ""),
					new FileFact("/etc/app.conf", "file", Bytes.of(7), "", "dd")),
			List.of(new Account(33, "www")), List.of(new Account(34, "wheel")), List.of(new MountFact("/data", "ext4")),
			List.of(new Reach("10.9.9.9:5432", true, "")), new Room(Bytes.of(1 << 20), Bytes.of(1 << 20), Bytes.of(1 << 20)), List.of("10.77.0.2/24"),
			List.of());

	private static Resource endpoint(String key, String label, String role) {
		return new Resource(new ResourceId(ResourceKind.REMOTE_ENDPOINT, key), label, new Replicability.External("x", ""), Bytes.ZERO,
				Map.of("role", role, "name", "db.example.org"), "");
	}

	private static Resource resource(ResourceKind kind, String key, Map<String, String> facts, Replicability verdict, long size) {
		return new Resource(new ResourceId(kind, key), facts.getOrDefault("path", key), verdict, Bytes.of(size), facts, "");
	}

	private static List<Problem> findings(Mode mode, HostFacts there) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName("app"), List.of("/bin/app"), Map.of(), "/", "10.77.0.100/24", mode,
				Duration.ofSeconds(1), HealthCheck.NONE, List.of(BETA));
		return PreflightCheck.findings(new PreflightCase(spec, GRAPH, HOST, BETA, there, PreflightSizes.epoch(GRAPH)));
	}

	private static List<Problem> amiss(HostFacts there) {
		return findings(Mode.HOT, there).stream().filter(f -> f.severity() != Severity.OK).toList();
	}

	private static HostFacts with(List<FileFact> files) {
		return new HostFacts(HOST.system(), files, HOST.users(), HOST.groups(), HOST.mounts(), HOST.endpoints(), HOST.room(), HOST.networks(), List.of());
	}

	private static HostFacts system(HostFacts.System system) {
		return new HostFacts(system, HOST.files(), HOST.users(), HOST.groups(), HOST.mounts(), HOST.endpoints(), HOST.room(), HOST.networks(), List.of());
	}

	private static HostFacts change(FileFact file) {
		UnaryOperator<FileFact> replace = f -> f.path().equals(file.path()) ? file : f;
		return with(HOST.files().stream().map(replace).toList());
	}

	@Test
	void whatIsRequiredIsAskedFor() {
		assertEquals(new SurveyQuestions(List.of("/bin/app", "/etc/app.conf", "/lib/c.so"), List.of(33L), List.of(34L), List.of("/data"),
				List.of("10.9.9.9:5432"), ""), PreflightQuestions.of(GRAPH));
		assertEquals(Bytes.of(1500), PreflightSizes.epoch(GRAPH));
	}

	@Test
	void anEqualHostIsWell() {
		assertEquals(List.of(), amiss(HOST));
		assertTrue(findings(Mode.HOT, HOST).size() >= 8, "each sort of thing is said to be well");
	}

	@ParameterizedTest
	@CsvSource({ "/bin/app,bb,'',7,preflight-executable-differs", "/lib/c.so,'',ee,8,preflight-library-differs", "/etc/app.conf,'',ee,7,preflight-file-differs",
			"/etc/app.conf,'',dd,9,preflight-file-differs" })
	void anotherFileIsFound(String path, String buildId, String digest, long size, String code) {
		List<Problem> amiss = amiss(change(new FileFact(path, "file", Bytes.of(size), buildId, digest)));
		assertEquals(List.of(code), amiss.stream().map(Problem::code).toList());
		assertTrue(amiss.getFirst().summary().contains(path) && !amiss.getFirst().remedy().isEmpty(), amiss::toString);
	}

	/** Prelinked or stripped: the code is the same. */
	@Test
	void theSameBuildIdIsTheSameCodeWhateverItsSize() {
		assertEquals(List.of(), amiss(change(new FileFact("/bin/app", "file", Bytes.of(99), "aa", ""))));
	}

	@Test
	void aMissingFileIsFound() {
		assertEquals(List.of("preflight-library-missing"), amiss(with(List.of(HOST.files().get(0), HOST.files().get(2)))).stream().map(Problem::code).toList());
	}

	@Test
	void usersMountsEndsAddressAndRoomAreCompared() {
		HostFacts other = new HostFacts(HOST.system(), HOST.files(), List.of(new Account(33, "games")), List.of(), List.of(),
				List.of(new Reach("10.9.9.9:5432", false, "timed out.")), new Room(Bytes.of(10), Bytes.of(1 << 20), Bytes.of(1 << 20)),
				List.of("10.77.0.100/24"), List.of(Problem.error("criu-missing", "There is no CRIU", "", "")));
		List<String> codes = amiss(other).stream().map(Problem::code).toList();
		assertEquals(List.of("criu-missing", "preflight-user-differs", "preflight-mount-missing", "preflight-address-taken",
				"preflight-endpoint-unreachable", "preflight-store-full", "preflight-group-missing"), codes, "worst first");
		Problem end = amiss(other).get(4);
		assertTrue(end.summary().startsWith("db.example.org, 10.9.9.9:5432 cannot be reached from beta"), end::toString);
		assertFalse(findings(Mode.WARM, other).stream().anyMatch(f -> f.code().equals("criu-missing") && f.severity() == Severity.ERROR),
				"nothing hangs on CRIU without checkpoints");
	}

	@Test
	void processorAndKernelAreCompared() {
		assertEquals("preflight-processor-features", amiss(system(new HostFacts.System("amd64", "6.18.0", List.of("sse2"), "", ""))).getFirst().code());
		assertEquals("preflight-processor-differs",
				amiss(system(new HostFacts.System("amd64", "6.18.0", List.of("sse2"), "", "xsave differs"))).getFirst().code());
		assertEquals("preflight-kernel-older", amiss(system(new HostFacts.System("amd64", "6.1.0-9", HOST.system().features(), "", ""))).getFirst().code());
		assertEquals(List.of(), amiss(system(new HostFacts.System("amd64", "7.0", HOST.system().features(), "", ""))));
		assertEquals("preflight-machine-differs", amiss(system(new HostFacts.System("aarch64", "6.18.0", List.of(), "", ""))).getFirst().code());
	}

	@ParameterizedTest
	@CsvSource({ "10.77.0.2/24,10.77.0.100,true", "10.77.0.2/24,10.77.1.100,false", "10.77.0.2/23,10.77.1.100,true", "fd00::1/64,fd00::9,true",
			"fd00::1/64,10.0.0.1,false", "10.0.0.1,10.0.0.1,false" })
	void networksHoldAddresses(String network, String address, boolean holds) {
		assertEquals(holds, NetworkCheck.holds(network, address));
	}

	@Test
	void theApplicationIsToldOnlyWhatIsAmiss() {
		ApplicationName name = new ApplicationName("app");
		assertEquals(Optional.empty(), PreflightSummary.of(new Preflight(name, BETA, Instant.EPOCH, findings(Mode.HOT, HOST))));
		Preflight silent = new Preflight(name, BETA, Instant.EPOCH, List.of(Problem.error("peer-unreachable", "x", "", "")));
		assertEquals(Optional.empty(), PreflightSummary.of(silent), "that a node is down is told elsewhere");
		Preflight bad = new Preflight(name, BETA, Instant.EPOCH, amiss(with(List.of())));
		Problem problem = PreflightSummary.of(bad).orElseThrow();
		assertEquals(Severity.ERROR, problem.severity());
		assertTrue(problem.summary().contains("app could not continue on beta") && problem.summary().endsWith("And 2 more."), problem::toString);
	}
}
