// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.understudy.model.Retention.Rung;

class ReplicationPolicyTest {

	@Test
	void retentionIsReadAsItIsWritten() {
		assertEquals("10,1m/1h,1h/1d", Retention.DEFAULT.toString());
		assertEquals(Retention.DEFAULT, Retention.parse("10,1m/1h,1h/1d"));
		assertEquals(new Retention(3, Duration.ofDays(7), List.of(new Rung(Duration.ofSeconds(90), Duration.ofMinutes(3)))),
				Retention.parse("3,90s/3m,max=7d"));
		assertEquals("3,90s/3m,max=7d", Retention.parse("3,90s/3m,max=7d").toString());
		assertEquals(Retention.last(2), Retention.parse("2"));
		for (String wrong : List.of("", "0", "-1", "1h", "3,1h", "3,1h/", "3,1h/1m", "3,max=", "3,0s/1m", "many")) {
			assertThrows(IllegalArgumentException.class, () -> Retention.parse(wrong), wrong);
		}
	}

	@Test
	void commitPoliciesAreReadAsTheyAreWritten() {
		for (String text : List.of("any", "all", "2", "3")) {
			assertEquals(text, CommitPolicy.parse(text).toString());
		}
		assertEquals(CommitPolicy.ANY, CommitPolicy.parse("1"));
		assertThrows(IllegalArgumentException.class, () -> CommitPolicy.parse("most"));
		assertEquals(1, CommitPolicy.ALL.needed(0));
		assertEquals(3, CommitPolicy.ALL.needed(3));
		assertEquals(2, new CommitPolicy(2).needed(3));
	}

	@Test
	void moreCannotCommitThanThereAreCopies() {
		assertThrows(IllegalArgumentException.class, () -> new ReplicationPolicy(1, new CommitPolicy(2), Retention.DEFAULT, Bytes.ZERO));
		assertEquals(2, new ReplicationPolicy(0, new CommitPolicy(2), Retention.DEFAULT, Bytes.ZERO).wanted(2));
		assertEquals(1, ReplicationPolicy.DEFAULT.wanted(0));
		assertEquals(ReplicationPolicy.DEFAULT, new ReplicationPolicy(0, null, null, null), "what an older peer does not send is default");
	}
}
