// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.ResourceKind;

class PaletteTest {

	private static final List<Replicability> VERDICTS = List.of(new Replicability.Captured(""), new Replicability.Copied(""),
			new Replicability.Required("", ""), new Replicability.External("", ""), new Replicability.Blocked("", ""));

	@ParameterizedTest
	@ValueSource(ints = { 0xFFFFFF, 0x1E1F22, 0x2F2F2F, 0xF6F5F4 })
	void textIsReadableOnEveryFill(int background) {
		Palette palette = Palette.on(background);
		for (Replicability verdict : VERDICTS) {
			int fill = palette.blend(palette.of(verdict), Palette.FILL);
			assertTrue(Palette.contrast(palette.text(), fill) >= 4.5, verdict.word());
			assertTrue(Palette.contrast(palette.faint(), fill) >= 4.5, verdict.word() + " " + Palette.contrast(palette.faint(), fill));
		}
		assertTrue(Palette.contrast(palette.accent(), background) >= 4.5);
	}

	@Test
	void theColoursAreThoseOfTheDesign() {
		assertEquals(0x0F766E, Palette.LIGHT.of(VERDICTS.get(0)));
		assertEquals(0xFCA5A5, Palette.DARK.of(VERDICTS.get(4)));
	}

	@Test
	void blendingMixesWithTheBackground() {
		assertEquals(0xFFFFFF, Palette.LIGHT.blend(0x000000, 0));
		assertEquals(0x000000, Palette.LIGHT.blend(0x000000, 1));
		assertEquals(0x808080, Palette.LIGHT.blend(0x000000, 0.5));
	}

	@Test
	void kindsHaveTheirShapesAndFamiliesTheirLines() {
		assertSame(VertexShape.ROUNDED, VertexShape.of(ResourceKind.PROCESS));
		assertSame(VertexShape.PILL, VertexShape.of(ResourceKind.TCP_LISTENER));
		assertSame(VertexShape.PLAIN, VertexShape.of(new ResourceKind("of-an-extension")));
		assertSame(EdgeFamily.DATA, EdgeFamily.of(DependencyKind.LISTENS_ON));
		assertSame(EdgeFamily.WATCH, EdgeFamily.of(DependencyKind.WATCHES));
	}
}
