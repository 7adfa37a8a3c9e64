// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.CapsulePlan;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CapsuleSettings.DataDirectory;
import org.understudy.model.ProblemException;
import org.understudy.model.ResourceLimits;

class CapsuleRecordTest {

	@TempDir
	private Path home;

	@Test
	void comesBackAsItWasSaved() throws ProblemException {
		CapsulePlan plan = new CapsulePlan("shop-rehearsal", new ApplicationName("shop"), List.of("/bin/sh", "-c", "echo 'a = b' \\ ü\n"),
				Map.of("EMPTY", "", "KEY", "x=y#z", "env.odd", "!"), "/srv", "10.78.0.100/24", CapsulePlan.Network.ISOLATED, home,
				new CapsuleSettings("nobody", List.of("10.78.0.101/24"), List.of(new DataDirectory("/srv/a b", true), new DataDirectory("/mnt", false)),
						new ResourceLimits(new Bytes(1 << 28), 150, 64, Map.of("nofile", "1024:4096"))));
		CapsuleRecord saved = new CapsuleRecord(plan, 4711, 123456789L);
		saved.save();
		assertEquals(Optional.of(saved), CapsuleRecord.load(home));
	}

	@Test
	void aTornRecordIsNone() throws IOException {
		Files.writeString(home.resolve(CapsuleRecord.FILE), "id=shop\napplication=sh");
		assertEquals(Optional.empty(), CapsuleRecord.load(home));
	}

	@Test
	void noRecordIsNone() {
		assertEquals(Optional.empty(), CapsuleRecord.load(home));
	}
}
