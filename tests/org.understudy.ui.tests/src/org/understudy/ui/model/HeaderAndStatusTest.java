// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationState;
import org.understudy.model.Problem;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.Severity;

class HeaderAndStatusTest {

	private static final long SECOND = 1_000_000_000L;

	private final SampleStates sample = new SampleStates();

	@Test
	void theHeaderNamesEpochAndAge() {
		GraphHeaderModel header = GraphHeaderModel.of(sample.build(), 0);
		assertEquals(new GraphHeaderModel("redis \u00b7 live graph", "epoch 214 \u00b7 0.4 s ago", "at risk now: 0.4 s", Severity.OK,
				false), header);
	}

	@Test
	void theRiskGrowsWithoutNewsAndBecomesAWarning() {
		GraphHeaderModel header = GraphHeaderModel.of(sample.build(), 5 * SECOND);
		assertEquals("at risk now: 5.4 s", header.risk());
		assertSame(Severity.WARNING, header.severity());
	}

	@Test
	void anUnprotectedApplicationIsAnErrorAtOnce() {
		sample.state = ApplicationState.UNPROTECTED;
		assertSame(Severity.ERROR, GraphHeaderModel.of(sample.build(), 0).severity());
	}

	@Test
	void withoutAnEpochEverythingIsAtRisk() {
		sample.epoch = 0;
		assertEquals("at risk now: everything", GraphHeaderModel.of(sample.build(), 0).risk());
	}

	@Test
	void aLostConnectionMakesThePictureStaleAndSaysHowOld() {
		DesktopState lost = sample.build().with(new LinkState.Lost(Problem.error("x", "alpha does not answer", "", ""), "beta 10.77.0.2"));
		GraphHeaderModel header = GraphHeaderModel.of(lost, 12 * SECOND);
		assertTrue(header.stale());
		assertEquals("redis \u00b7 as seen 12 s ago", header.title());
		assertEquals("at risk now: not known", header.risk());
		assertEquals("disconnected: alpha does not answer \u00b7 trying beta 10.77.0.2\u2026", StatusModel.line(lost, 0));
	}

	@Test
	void theStatusLineCountsAndTellsTheLastProof() {
		sample.runs.add(SampleStates.run(RunKind.REHEARSAL, RunState.SUCCEEDED));
		assertEquals("connected to alpha 10.77.0.1 \u00b7 1 application protected \u00b7 last proof 2 h ago",
				StatusModel.line(sample.build(), 0));
	}

	@Test
	void aFailedRehearsalIsNoProof() {
		sample.runs.add(SampleStates.run(RunKind.REHEARSAL, RunState.FAILED));
		assertTrue(StatusModel.line(sample.build(), 0).endsWith("no proof yet: rehearse"));
	}

	@Test
	void theStatusLineShoutsWhatIsNotProtected() {
		sample.state = ApplicationState.UNPROTECTED;
		assertTrue(StatusModel.line(sample.build(), 0).contains("0 applications protected \u00b7 1 NOT protected"));
	}

	@Test
	void theTitleNamesClusterAndNode() {
		assertEquals("Understudy \u2013 demo cluster \u2013 alpha 10.77.0.1", StatusModel.title(sample.build()));
		assertEquals("Understudy", StatusModel.title(DesktopState.START));
	}

	@Test
	void durationsAreShort() {
		assertEquals("40 ms", Texts.of(Duration.ofMillis(40)));
		assertEquals("0.8 s", Texts.of(Duration.ofMillis(849)));
		assertEquals("90 s", Texts.of(Duration.ofSeconds(90)));
		assertEquals("3 min", Texts.of(Duration.ofSeconds(200)));
		assertEquals("26 h", Texts.of(Duration.ofHours(26)));
	}
}
