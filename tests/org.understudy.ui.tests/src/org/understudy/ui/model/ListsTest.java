// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationState;
import org.understudy.model.EpochRecord;
import org.understudy.model.NodeState;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.ui.model.ExplorerModel.Item;
import org.understudy.ui.model.ExplorerModel.Symbol;

class ListsTest {

	private final SampleStates sample = new SampleStates();

	private List<Item> group(int number) {
		return ExplorerModel.of(sample.build()).get(number).children();
	}

	@Test
	void nodesShowTheirRoleByShape() {
		assertEquals(List.of(Symbol.PRIMARY, Symbol.SECONDARY, Symbol.WITNESS), group(0).stream().map(Item::symbol).toList());
	}

	@Test
	void aNodeThatDoesNotAnswerIsGoneWhateverItsRole() {
		sample.nodes.set(2, SampleStates.node("gamma", true, NodeState.GONE));
		assertSame(Symbol.GONE, group(0).get(2).symbol());
		assertEquals("does not answer", group(0).get(2).detail());
	}

	@Test
	void applicationsTellStateAndPlace() {
		assertEquals("protected on alpha", group(1).getFirst().detail());
		sample.state = ApplicationState.UNPROTECTED;
		assertSame(Symbol.UNSAFE, group(1).getFirst().symbol());
		assertTrue(group(1).getFirst().detail().startsWith("unprotected since"));
	}

	@Test
	void emptyGroupsOfferTheFirstStep() {
		sample.application = false;
		assertSame(Symbol.HINT, group(1).getFirst().symbol());
		assertTrue(group(1).getFirst().label().contains("Protect"));
	}

	@Test
	void linesKeepTheirIdentityWhileTheirWordsChange() {
		Item before = group(1).getFirst();
		sample.state = ApplicationState.FROZEN;
		assertEquals(before, group(1).getFirst());
	}

	@Test
	void runsAreListedNewestFirst() {
		sample.runs.add(SampleStates.run(RunKind.FAILOVER, RunState.FAILED));
		sample.runs.add(SampleStates.run(RunKind.PROTECT, RunState.SUCCEEDED));
		assertEquals(List.of("failover redis", "protect redis"), group(2).stream().map(Item::label).toList());
		assertSame(Symbol.RUN_FAILED, group(2).getFirst().symbol());
	}

	@Test
	void withoutASnapshotTheTreeIsEmpty() {
		assertEquals(List.of(), ExplorerModel.of(DesktopState.START));
	}

	@Test
	void theJournalIsFilteredByAllWords() {
		sample.journal.add(SampleStates.entry("epoch-committed", "Epoch 3 committed"));
		sample.journal.add(SampleStates.entry("failover-ordered", "Failover ordered: disk broken"));
		assertEquals(2, JournalModel.of(sample.build(), "  ").size());
		assertEquals(List.of("failover-ordered"), JournalModel.of(sample.build(), "DISK ordered").stream().map(e -> e.event()).toList());
	}

	@Test
	void epochStripsRunFromOldToNewAndMarkTheAbandoned() {
		sample.epochs.add(SampleStates.epoch(3, 40, EpochRecord.State.COMMITTED));
		sample.epochs.add(SampleStates.epoch(2, 20, EpochRecord.State.ABANDONED));
		EpochsModel.Strip pause = EpochsModel.of(sample.build()).strips().getFirst();
		assertEquals("40 ms", pause.latest());
		assertEquals(List.of(0.5, 1.0), pause.bars().stream().map(EpochsModel.Bar::share).toList());
		assertTrue(pause.bars().getFirst().failed());
		assertTrue(pause.bars().getFirst().tip().contains("the disk is full"));
	}

	@Test
	void withoutEpochsThereIsNoStrip() {
		assertEquals(List.of(), EpochsModel.of(sample.build()).strips());
	}
}
