// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.JournalEntry;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/** Invariant 5: the journal is append-only and hash-chained. */
class JournalTest {

	@TempDir
	Path directory;

	private Path file() {
		return directory.resolve("journal.jsonl");
	}

	private Journal open() throws ProblemException {
		return new Journal(new NodeName("alpha"), file(), Clock.systemUTC());
	}

	private void write(int entries) throws ProblemException {
		Journal journal = open();
		for (int i = 1; i <= entries; i++) {
			journal.add(Severity.INFO, "me", "redis", "event", "entry " + i);
		}
	}

	@Test
	void goesOnAfterARestart() throws ProblemException {
		write(3);
		Journal again = open();
		JournalEntry four = again.add(Severity.OK, "me", "", "event", "entry 4");
		assertEquals(4, four.sequence());
		assertEquals(again.newest().get(1).hash(), four.previous());
		assertEquals(List.of("entry 4", "entry 3", "entry 2", "entry 1"), open().newest().stream().map(JournalEntry::text).toList());
	}

	@Test
	void aTornLastLineIsCutOff() throws Exception {
		write(3);
		String whole = Files.readString(file());
		for (int cut = 1; cut < 40; cut += 13) {
			Files.writeString(file(), whole + whole.substring(0, cut));
			assertEquals(3, open().newest().size());
			assertEquals(whole, Files.readString(file()));
		}
	}

	@Test
	void aChangedEntryIsFound() throws Exception {
		write(3);
		Files.writeString(file(), Files.readString(file()).replace("entry 2", "entry B"));
		assertEquals("journal-broken", assertThrows(ProblemException.class, this::open).problem().code());
	}

	@Test
	void aRemovedEntryIsFound() throws Exception {
		write(3);
		List<String> lines = Files.readAllLines(file());
		Files.write(file(), List.of(lines.get(0), lines.get(2)), StandardOpenOption.TRUNCATE_EXISTING);
		assertEquals("journal-broken", assertThrows(ProblemException.class, this::open).problem().code());
	}

	@Test
	void aFullDiskIsAProblemAtOpening() throws IOException {
		Path nowhere = directory.resolve("missing/journal.jsonl");
		assertEquals("journal-unwritable",
				assertThrows(ProblemException.class, () -> new Journal(new NodeName("a"), nowhere, Clock.systemUTC())).problem().code());
	}
}
