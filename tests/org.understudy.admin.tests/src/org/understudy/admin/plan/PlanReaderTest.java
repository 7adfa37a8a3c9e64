// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.core.plan.RecoveryPlan;
import org.understudy.core.plan.RecoveryPlan.Command;
import org.understudy.core.plan.RecoveryPlan.Order;
import org.understudy.core.plan.RecoveryPlan.Step;

class PlanReaderTest {

	private static final String SHOP = """
			# moves the shop; the database goes first
			plan: shop
			version: 3
			description: Move the shop off alpha
			steps:
			  - name: database
			    switchover: db
			    to: beta
			    within: 2m
			  - group: tier
			    parallel: true
			    steps:
			      - switchover: web-1
			      - switchover: web-2
			  - gate: db      # protected again
			  - prompt: Is the load balancer switched?
			  - name: tell
			    command: [/usr/bin/logger, "shop moved"]
			    optional: true
			  - name: late
			    wait: 1.5s
			    after: [database, tier]
			""";

	private static Step step(RecoveryPlan plan, String name) {
		return plan.step(name).orElseThrow();
	}

	@Test
	void aPlanIsFlatAndEachStepKnowsWhatItWaitsFor() {
		PlanReader.Result result = PlanReader.read(SHOP);
		assertEquals(List.of(), result.findings());
		assertTrue(result.isSound());
		RecoveryPlan plan = result.plan().orElseThrow();
		assertEquals("shop", plan.name());
		assertEquals("3", plan.version());
		assertEquals("beta", ((Order) step(plan, "database").action()).to());
		assertEquals(Duration.ofMinutes(2), step(plan, "database").within());
		assertEquals(Set.of("database"), step(plan, "switchover web-1").after());
		assertEquals(Set.of("database"), step(plan, "switchover web-2").after());
		assertEquals("tier", step(plan, "switchover web-2").group());
		assertEquals(Set.of("switchover web-1", "switchover web-2"), step(plan, "gate db").after());
		assertEquals(Set.of("database", "switchover web-1", "switchover web-2"), step(plan, "late").after());
		assertEquals(List.of("/usr/bin/logger", "shop moved"), ((Command) step(plan, "tell").action()).line());
		assertTrue(step(plan, "tell").optional());
		assertEquals(6, step(plan, "database").line());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"2 | a step has no key 'swichover' | plan: p;steps: [{swichover: db}]",
			"2 | the step does several things | plan: p;steps: [{switchover: db, wait: 1s}]",
			"2 | wait needs a time | plan: p;steps: [{wait: soon}]",
			"2 | needs an application's name | plan: p;steps: [{failover: 'No Name'}]",
			"2 | command needs a list | plan: p;steps: [{command: reboot}]",
			"2 | optional is true or false | plan: p;steps: [{wait: 1s, optional: perhaps}]",
			"3 | which is no step | plan: p;steps:;- {wait: 1s, after: nothing}",
			"1 | the plan has no name | version: 1;steps: [{wait: 1s}]",
			"2 | steps must be a list | plan: p;steps: 5",
			"1 | a plan is a mapping | just text",
			"2 | not YAML | plan: p;steps: [",
	})
	void mistakesAreToldWithTheirLine(int line, String part, String text) {
		PlanReader.Result result = PlanReader.read(text.replace(';', '\n'));
		assertFalse(result.isSound());
		assertTrue(result.findings().stream().anyMatch(f -> f.line() == line && f.text().contains(part)), result.findings().toString());
	}

	@Test
	void aTextMakesNoObjects() {
		assertFalse(PlanReader.read("plan: !!javax.script.ScriptEngineManager [x]\nsteps: []").isSound());
	}
}
