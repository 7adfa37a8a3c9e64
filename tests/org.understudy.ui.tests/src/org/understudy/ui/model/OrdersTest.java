// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.model.ApplicationSpec;

class OrdersTest {

	private final DesktopState state = new SampleStates().build();

	private static ProtectModel protect(String name, String command, String address, String secondary, String period, String port) {
		return new ProtectModel(name, command, address, "alpha", secondary, period, port, "ticket 7");
	}

	@Test
	void aFailoverTellsWhatIsLostAndWhoTakesOver() {
		OrderModel model = OrderModel.of(Verb.FAILOVER, state, "at risk now: 0.4 s");
		String all = String.join("\n", model.consequences());
		assertTrue(all.contains("stopped on alpha") && all.contains("continues on beta from epoch 214")
				&& all.contains("at risk now: 0.4 s"), all);
		assertEquals("understudy failover redis --reason 'disk broken'", model.command(" disk broken "));
	}

	@Test
	void aSwitchoverSaysThatConnectionsStayAndNothingIsLost() {
		OrderModel model = OrderModel.of(Verb.SWITCHOVER, state, "at risk now: 0.4 s");
		String all = String.join("\n", model.consequences());
		assertTrue(all.contains("open connections stay") && all.contains("Nothing is lost") && all.contains("goes on on alpha"), all);
		assertEquals("understudy switchover redis --reason 'new disk'", model.command("new disk"));
	}

	@Test
	void aRehearsalSaysThatNobodyNotices() {
		OrderModel model = OrderModel.of(Verb.REHEARSE, state, "");
		assertTrue(model.consequences().getFirst().contains("goes on running on alpha"));
		assertTrue(model.command("x").startsWith("understudy rehearse redis"));
	}

	@Test
	void aReasonIsMandatory() {
		assertTrue(OrderModel.complaint("  ").contains("why"));
		assertEquals("", OrderModel.complaint("ticket 7"));
	}

	@Test
	void anAutomaticPeriodIsOne() {
		ProtectModel model = protect("redis-2", "/usr/bin/redis-server", "10.77.0.101/24", "beta", "auto", "");
		assertEquals("", model.complaint(state));
		assertTrue(model.order().spec().capture().period().automatic());
		assertTrue(model.commandLine().contains("--period auto --reason"), model::commandLine);
	}

	@Test
	void whatWasTypedBecomesTheOrder() {
		ProtectModel model = protect("redis-2", "/usr/bin/redis-server --save '' --port 7000", "10.77.0.101/24", "beta", "0.5", "7000");
		assertEquals("", model.complaint(state));
		ApplicationSpec spec = model.order().spec();
		assertEquals(List.of("/usr/bin/redis-server", "--save", "", "--port", "7000"), spec.command());
		assertEquals(Duration.ofMillis(500), spec.period());
		assertEquals(7000, spec.check().port());
		assertEquals("ticket 7", model.order().authority().reason());
		assertTrue(model.commandLine().endsWith("-- /usr/bin/redis-server --save '' --port 7000"), model.commandLine());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			Redis;/bin/x;10.0.0.1/24;beta;1;1;name
			redis;/bin/x;10.0.0.1/24;beta;1;1;already
			a;x;10.0.0.1/24;beta;1;1;absolute path
			a;/bin/x 'open;10.0.0.1/24;beta;1;1;quotes
			a;/bin/x;10.0.0.1;beta;1;1;prefix
			a;/bin/x;10.0.0.1/24;alpha;1;1;different
			a;/bin/x;10.0.0.1/24;beta;0;1;period
			a;/bin/x;10.0.0.1/24;beta;1;70000;port
			""")
	void everyMistakeIsNamed(String name, String command, String address, String secondary, String period, String port, String word) {
		String complaint = protect(name, command, address, secondary, period, port).complaint(state);
		assertTrue(complaint.contains(word), complaint);
	}

	@Test
	void shellWordsAreReadAndWrittenAlike() {
		List<String> words = List.of("/bin/sh", "-c", "echo \"it's\" $HOME", "", "a\\b");
		assertEquals(words, ShellWords.split(ShellWords.join(words)));
		assertEquals(List.of("a b", "c d"), ShellWords.split("a\\ b \"c d\""));
		assertThrows(IllegalArgumentException.class, () -> ShellWords.split("'open"));
	}

	@Test
	void theHostWizardChecksEachPage() {
		HostModel good = new HostModel("root@192.0.2.1:2222", "delta", true, "/root/.ssh/id", "more votes");
		assertEquals("", good.whereComplaint() + good.roleComplaint(state) + good.reasonComplaint());
		assertTrue(good.commandLine().contains("hosts add root@192.0.2.1:2222 --name delta --witness"), good.commandLine());
		assertTrue(new HostModel("192.0.2.1", "delta", false, "k", "r").whereComplaint().contains("user@host"));
		assertTrue(new HostModel("a@b", "alpha", false, "k", "r").roleComplaint(state).contains("alpha"));
	}

	@Test
	void theConnectDialogChecksANewConnectionOnly() {
		assertEquals("", new ConnectModel("demo", "", "", "", "").complaint(List.of("demo")));
		assertEquals("", new ConnectModel("", "new", "10.0.0.1", "7422", "/k").complaint(List.of("demo")));
		assertTrue(new ConnectModel("", "demo", "10.0.0.1", "7422", "/k").complaint(List.of("demo")).contains("already"));
		assertTrue(new ConnectModel("", "new", "10.0.0.1", "0", "/k").complaint(List.of()).contains("port"));
	}

	@Test
	void removingAHostNamesNodeHostAndCommand() {
		assertFalse(new HostRemovalModel("", "root@10.0.0.3", "/k", "").hostComplaint().isEmpty());
		assertFalse(new HostRemovalModel("gamma", "10.0.0.3", "/k", "").hostComplaint().isEmpty());
		HostRemovalModel model = new HostRemovalModel("gamma", "root@10.0.0.3", "/k", "retired");
		assertEquals("", model.hostComplaint());
		assertEquals("", model.reasonComplaint());
		assertTrue(model.consequences().contains("gamma leaves the cluster"), model.consequences());
		assertEquals("understudy hosts remove root@10.0.0.3 --name gamma --host-identity /k --reason retired", model.commandLine());
	}
}
