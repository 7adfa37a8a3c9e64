// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.Problem;

class CapsuleProbeTest {

	@Test
	void namesThePackageOfEachMissingCommand(@TempDir Path empty) {
		List<Problem> missing = CapsuleProbe.missingCommands(empty.toString());
		assertEquals(7, missing.size());
		assertTrue(missing.stream().anyMatch(problem -> problem.remedy().equals("apt-get install iproute2")), missing::toString);
		assertTrue(missing.stream().anyMatch(problem -> problem.summary().contains("'nft'")), missing::toString);
	}
}
