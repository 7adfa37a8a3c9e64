// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.ProblemException;

class LabStateTest {

	@TempDir
	Path directory;

	@Test
	void twoDemosDoNotFight() throws ProblemException {
		Path state = directory.resolve("demo");
		try (LabState first = LabState.take(state)) {
			assertFalse(first.isLeftover());
			assertEquals("demo-already-running", assertThrows(ProblemException.class, () -> LabState.take(state)).problem().code());
		}
		assertFalse(Files.exists(state), "nothing is left");
	}

	@Test
	void notesOfACrashedDemoAreFound() throws ProblemException, IOException {
		Path state = directory.resolve("demo");
		Files.createDirectories(state.resolve("alpha/home"));
		Files.writeString(state.resolve("notes"), "process 1 2\n");
		try (LabState next = LabState.take(state)) {
			assertTrue(next.isLeftover());
			assertEquals(List.of("process 1 2"), next.notes());
			next.clear();
			next.note("process 3 4");
			assertEquals(List.of("process 3 4"), next.notes());
			next.clear();
		}
		assertFalse(Files.exists(state));
	}
}
