// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;

class HostPreflightTest {

	private static final Bytes PLENTY = Bytes.of(1L << 30);
	private static final Set<String> ALL = Set.of("setsid", "nohup", "tar", "ip", "nft", "unshare", "nsenter", "criu");

	private static ProvisionRequest request(boolean witness) {
		NodeName name = new NodeName("gamma");
		return new ProvisionRequest(new HostAddress("root", "h", 22), HostCredentials.of(),
				new ProvisionRequest.NodePlan(name, "10.0.0.3", witness, NodePorts.DEFAULT), new ProvisionRequest.AgentPackage(Path.of("/a"), "1"),
				ProvisionRequest.Layout.standard(name), "");
	}

	private static List<String> codes(HostFacts facts, boolean sftp, boolean witness) {
		return HostPreflight.judge(facts, sftp, request(witness), Bytes.of(1 << 20), "x86_64").stream().map(Problem::code).toList();
	}

	@Test
	void aGoodHostHasNoFindings() {
		assertEquals(List.of(), codes(new HostFacts("Linux", "x86_64", 0, PLENTY, PLENTY, Set.of(), ALL), true, false));
	}

	@Test
	void everythingWrongIsToldAtOnce() {
		HostFacts bad = new HostFacts("FreeBSD", "riscv64", 1000, Bytes.ZERO, Bytes.ZERO, Set.of("/opt/x"), Set.of());
		assertEquals(List.of("host-not-linux", "host-architecture", "host-not-root", "host-no-sftp", "host-disk-full", "host-disk-full",
				"host-directory-occupied", "host-command-missing", "host-command-missing"), codes(bad, false, true));
	}

	@Test
	void whatCapsulesNeedIsAWarningAndNotForAWitness() {
		HostFacts bare = new HostFacts("Linux", "x86_64", 0, PLENTY, PLENTY, Set.of(), Set.of("setsid", "nohup"));
		assertEquals(List.of(), codes(bare, true, true));
		var findings = HostPreflight.judge(bare, true, request(false), Bytes.ZERO, "");
		assertEquals(5, findings.size());
		assertFalse(HostPreflight.prevents(findings));
	}

	@Test
	void factsAreReadWhateverElseTheShellPrints() {
		HostFacts facts = HostFacts.parse("Welcome!\nsystem Linux\nmachine aarch64\nuid 0\nfree 2048\n"
				+ "freeAtHome x\noccupied /opt/a b\ncommand tar\n\n");
		assertEquals(new HostFacts("Linux", "aarch64", 0, Bytes.of(2048 * 1024), Bytes.ZERO, Set.of("/opt/a b"), Set.of("tar")), facts);
		assertTrue(HostFacts.parse("").uid() != 0, "silence is not root");
	}
}
