// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Looks at a store on disk with nothing but its own eyes. */
final class StoreCheck {

	private StoreCheck() {
	}

	/** The counts that an opened store works with are those of its manifests, chunk by chunk. */
	static void referencesAreRight(Path directory) throws IOException {
		ChunkIndex index = new ChunkIndex();
		Map<String, Integer> counted = new HashMap<>();
		for (Path file : Tree.walk(directory.resolve("packs"))) {
			index.add(Pack.open(file));
		}
		Map<String, Object[]> places = new HashMap<>();
		for (Path file : Tree.walk(directory.resolve("epochs"))) {
			Manifest manifest = ManifestFile.read(file);
			index.refer(manifest);
			byte[] digest = new byte[Digests.LENGTH];
			for (int i = 0; i < manifest.digests().size(); i++) {
				if (!manifest.digests().isZero(i)) {
					manifest.digests().copy(i, digest);
					String name = java.util.HexFormat.of().formatHex(digest);
					counted.merge(name, 1, Integer::sum);
					places.put(name, new Object[] { manifest.digests(), i });
				}
			}
		}
		counted.forEach((name, count) -> assertEquals(count, index.references((Digests) places.get(name)[0], (Integer) places.get(name)[1])));
		long live = 0;
		for (int i = 0; i < index.packs().size(); i++) {
			live += index.live(i);
		}
		assertEquals(index.packs().stream().mapToLong(Pack::size).sum() - live, index.dead());
	}
}
