// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understudy.model.Milestone;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport;
import org.understudy.model.RunState;
import org.understudy.model.graph.ResourceGraph;

class HtmlReportTest {

	private final String html = new HtmlReport().render(Samples.failover());
	private final Xml page = Xml.parse(html);

	@Test
	void firstPageSaysVerdictFiguresAndAuthority() {
		assertEquals("✓ Passed Failed over to beta in 2.84 s; 0.9 s of writes were lost.", page.value("//header/p[@id='verdict']"));
		assertEquals("2.84 s", page.value("//header//dd[@id='rto']"));
		assertEquals("900 ms", page.value("//header//dd[@id='rpo']"));
		assertEquals("1 of 2", page.value("//header//dd[@id='checks-passed']"));
		assertTrue(page.value("//header").contains("operator key SHA256:abc"));
		assertTrue(page.value("//header").contains("restore the service"));
	}

	@Test
	void allEightMilestonesAreThereKnownOrNot() {
		assertEquals(8, page.count("//section[@id='timeline']//tbody/tr"));
		assertEquals("+2.84 s", page.value("//section[@id='timeline']//tr[th='Verified']/td[2]"));
		assertEquals("2026-11-23 14:15:02.840 UTC", page.value("//section[@id='timeline']//tr[th='Verified']/td[1]"));
		assertEquals("not known", page.value("//section[@id='timeline']//tr[th='Network switched']/td[1]"));
	}

	@Test
	void stepsExecutedAndNotAreApart() {
		assertEquals(3, page.count("//section[@id='steps']//tbody/tr"));
		assertEquals("340 ms", page.value("//section[@id='steps']//tr[th='Restore the processes']/td[3]"));
		assertEquals(2, page.count("//section[@id='steps-not-executed']//tbody/tr"));
		assertEquals("not asked for", page.value("//section[@id='steps-not-executed']//tr[th='Wait for the operator']/td[2]"));
	}

	@Test
	void checksFindingsAndEpochsAreComplete() {
		assertEquals("✗ failed", page.value("//section[@id='checks']//tr[th='nothing left over']/td[4]"));
		assertEquals("check the switch", page.value("//section[@id='findings']//tr[th='The address came late']/td[3]"));
		assertEquals("47 ms", page.value("//section[@id='epochs']//tr[th='214']/td[3]"));
		assertEquals("32.0 KB", page.value("//section[@id='epochs']//tr[th='214']/td[6]"));
	}

	@Test
	void differencesNameWhatIsNewAndWhatIsGone() {
		assertTrue(page.value("//section[@id='differences']").contains("Gone (0)"));
		assertTrue(page.value("//section[@id='differences']").contains("New (1)"));
		assertTrue(page.value("//section[@id='differences']//tbody").contains("dump.rdb"));
		assertEquals(2, page.count("//figure/*[local-name()='svg']"));
	}

	@Test
	void nothingIsLoadedFromOutside() {
		assertFalse(html.contains(" src=") || html.contains(" href=") || html.contains("@import") || html.contains("<script"));
		assertEquals(html.indexOf("http://www.w3.org/1999/xhtml"), html.indexOf("http"), "the first address is a namespace");
	}

	@Test
	void hostileTextStaysText() {
		String hostile = new HtmlReport().render(Samples.hostile());
		assertFalse(hostile.contains("<script"));
		Xml parsed = Xml.parse(hostile);
		assertTrue(parsed.value("//header").contains("<script>alert('\"&')</script>"), "shown as it is");
		assertTrue(parsed.value("//header").contains("😀"));
		assertEquals(8, parsed.count("//section[@id='timeline']//tbody/tr"));
	}

	@Test
	void sameReportGivesSameBytes() {
		assertEquals(html, new HtmlReport().render(Samples.failover()));
	}

	@Test
	void aRehearsalSaysWhatWouldHaveBeenLost() {
		assertTrue(Xml.parse(new HtmlReport().render(Samples.hostile())).value("//header").contains("would have been lost"));
	}

	@ParameterizedTest
	@EnumSource(RunState.class)
	void everyStateHasAVerdictEvenWithoutASentence(RunState state) {
		Run run = Samples.run(RunKind.FAILOVER, "x", "");
		Run bare = new Run(run.id(), run.kind(), run.application(), run.node(), run.authority(), state, run.started(), run.took(), run.steps(),
				Map.of(Milestone.DECIDED, run.started()), run.epoch(), run.lost(), run.findings(), "", run.commitPoint());
		RunReport report = Samples.report(bare, ResourceGraph.EMPTY, ResourceGraph.EMPTY);
		Xml parsed = Xml.parse(new HtmlReport().render(report));
		assertTrue(parsed.value("//p[@id='verdict']").contains("Failover of redis"));
		assertEquals("not known", parsed.value("//dd[@id='rto']"));
		assertEquals("The graph was not recorded.", parsed.value("//section[@id='graph-before']/p"));
	}
}
