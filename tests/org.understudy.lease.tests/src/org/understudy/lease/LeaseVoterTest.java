// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

class LeaseVoterTest {

	private static final ApplicationName SHOP = new ApplicationName("shop");
	private static final LeaseTiming TIMING = LeaseTiming.DEFAULT;

	private long now = 1_000_000;

	@TempDir
	Path directory;

	/** Promise so far ("term holder held|released" or "-"), silence in ms, ballot, and what must come of it. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-                |    0 | take 1 beta     | no
			-                | 2251 | take 1 beta     | 1 beta held
			-                |    0 | renew 1 alpha   | 1 alpha held
			-                |    0 | release 1 alpha | no
			3 alpha held     |    0 | renew 3 alpha   | 3 alpha held
			3 alpha held     | 9999 | renew 3 alpha   | 3 alpha held
			3 alpha held     |    0 | renew 2 alpha   | no
			3 alpha held     | 9999 | renew 2 alpha   | no
			3 beta held      |    0 | renew 3 gamma   | 3 gamma held
			3 alpha held     |    0 | renew 4 beta    | 4 beta held
			3 alpha released |    0 | renew 3 alpha   | no
			3 beta released  |    0 | renew 3 alpha   | 3 alpha held
			3 alpha held     |    0 | take 4 beta     | no
			3 alpha held     | 2000 | take 4 beta     | no
			3 alpha held     | 2250 | take 4 beta     | no
			3 alpha held     | 2251 | take 4 beta     | 4 beta held
			3 alpha held     | 2251 | take 9 beta     | 9 beta held
			3 alpha held     | 2251 | take 3 beta     | no
			3 alpha held     | 9999 | take 3 alpha    | no
			3 alpha held     | 9999 | take 2 beta     | no
			3 alpha held     |    0 | take 4 alpha    | 4 alpha held
			3 alpha released |    0 | take 4 beta     | 4 beta held
			3 alpha released |    0 | take 3 beta     | no
			3 alpha held     |    0 | release 3 alpha | 3 alpha released
			3 alpha held     |    0 | release 3 beta  | no
			3 alpha held     |    0 | release 4 alpha | no
			3 alpha held     |    0 | release 2 alpha | no
			""")
	void rule(String known, long silentMillis, String ballot, String result) {
		Grant before = known.equals("-") ? null : grant(known);
		VoteRule.Verdict verdict = VoteRule.judge(ballot(ballot), before, Duration.ofMillis(silentMillis), TIMING.guard());
		assertEquals(!result.equals("no"), verdict.granted(), verdict.why());
		assertEquals(result.equals("no") ? before : grant(result), verdict.next());
		if (!verdict.granted()) {
			assertFalse(verdict.why().isEmpty());
		}
	}

	@Test
	void aRefusalSaysWhyAndWhenToAskAgain() throws ProblemException {
		LeaseVoter voter = voter();
		assertTrue(voter.vote(ballot("renew 3 alpha")).granted());
		pass(250);
		Vote vote = voter.vote(ballot("take 4 beta"));
		assertEquals("lease of term 3 held by alpha runs for up to 2001 ms more", vote.why());
		assertEquals(Duration.ofMillis(2001), vote.retryAfter());
		assertEquals(new Term(3), vote.highest());
		now += vote.retryAfter().toNanos();
		assertEquals("lease of term 3 held by alpha expired", voter.vote(ballot("take 4 beta")).why());
	}

	@Test
	void aGrantedTakeCountsAsARenewal() throws ProblemException {
		LeaseVoter voter = voter();
		pass(3000);
		assertTrue(voter.vote(ballot("take 1 alpha")).granted());
		pass(2000);
		assertFalse(voter.vote(ballot("take 2 beta")).granted());
		pass(251);
		assertTrue(voter.vote(ballot("take 2 beta")).granted());
	}

	@Test
	void aRestartedVoterKeepsItsPromisesAndAssumesThatTheyWereJustRenewed() throws ProblemException {
		assertTrue(voter().vote(ballot("renew 3 alpha")).granted());
		pass(60_000);
		LeaseVoter again = voter();
		assertFalse(again.vote(ballot("take 4 beta")).granted());
		assertFalse(again.vote(ballot("take 3 alpha")).granted());
		pass(2251);
		assertFalse(again.vote(ballot("take 3 beta")).granted());
		assertTrue(again.vote(ballot("take 4 beta")).granted());
		assertFalse(voter().vote(ballot("renew 3 alpha")).granted());
	}

	@Test
	void aReleaseSurvivesTheRestart() throws ProblemException {
		LeaseVoter voter = voter();
		voter.vote(ballot("renew 3 alpha"));
		assertTrue(voter.vote(ballot("release 3 alpha")).granted());
		assertTrue(voter().vote(ballot("take 4 beta")).granted());
	}

	@Test
	void aWriteTornBeforeItsRenameLeavesTheOldPromise() throws Exception {
		voter().vote(ballot("renew 3 alpha"));
		Files.writeString(directory.resolve("shop.tmp"), "1 4 be");
		LeaseVoter again = voter();
		assertEquals(new Term(3), again.vote(ballot("take 4 beta")).highest());
		assertTrue(again.vote(ballot("renew 3 alpha")).granted());
		assertTrue(again.vote(ballot("release 3 alpha")).granted());
	}

	@Test
	void aTornRecordGrantsNobodyAnything() throws Exception {
		voter().vote(ballot("renew 3 alpha"));
		Path file = directory.resolve("shop.vote");
		String whole = Files.readString(file);
		for (int length = 0; length < whole.length(); length++) {
			Files.writeString(file, whole.substring(0, length));
			LeaseVoter again = voter();
			pass(10_000);
			Vote vote = again.vote(ballot("take 9 beta"));
			assertFalse(vote.granted(), "torn after " + length);
			assertTrue(vote.why().contains("damaged"), vote.why());
		}
		assertTrue(voter().vote(new Ballot(new ApplicationName("blog"), new NodeName("beta"), new Term(1), Ballot.Kind.RENEW)).granted());
	}

	@Test
	void whatCannotBeWrittenIsNotGranted() throws ProblemException {
		MemoryVotes disk = new MemoryVotes();
		LeaseVoter voter = new LeaseVoter(new NodeName("gamma"), disk, TIMING, () -> now);
		voter.vote(ballot("renew 3 alpha"));
		disk.full = true;
		pass(3000);
		assertFalse(voter.vote(ballot("take 4 beta")).granted());
		assertTrue(voter.vote(ballot("renew 3 alpha")).granted(), "a renewal changes nothing on disk");
	}

	@Test
	void anUnsafeTimingCannotBeMade() {
		Duration lease = Duration.ofSeconds(2);
		assertThrows(IllegalArgumentException.class,
				() -> new LeaseTiming(lease, Duration.ofMillis(210), Duration.ofMillis(500), Duration.ofMillis(200)));
		assertThrows(IllegalArgumentException.class,
				() -> new LeaseTiming(lease, Duration.ofMillis(250), Duration.ofMillis(700), Duration.ofMillis(200)));
		assertTrue(TIMING.maxDrift() > LeaseTiming.REQUIRED_DRIFT && TIMING.maxDrift() < 0.012);
	}

	private LeaseVoter voter() throws ProblemException {
		return new LeaseVoter(new NodeName("gamma"), new FileVoteStore(directory), TIMING, () -> now);
	}

	private void pass(long millis) {
		now += millis * 1_000_000;
	}

	private static Grant grant(String text) {
		String[] words = text.split(" ");
		return new Grant(new Term(Long.parseLong(words[0])), new NodeName(words[1]), words[2].equals("released"));
	}

	static Ballot ballot(String text) {
		String[] words = text.split(" ");
		return new Ballot(SHOP, new NodeName(words[2]), new Term(Long.parseLong(words[1])),
				Ballot.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)));
	}
}
