// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;

/**
 * What the primary says about an epoch, compressed with the words of the epoch before as dictionary: it is mostly the same, and an
 * idle application's epoch consists of little else.
 */
final class MetaCodec {

	private static final int MAX = 64 << 20;
	private static final int LEVEL = 3;

	private MetaCodec() {
	}

	static void write(byte[] meta, byte[] base, DataOutput out) throws IOException {
		try (ZstdCompressCtx context = new ZstdCompressCtx()) {
			context.setLevel(LEVEL);
			if (base.length > 0) {
				context.loadDict(base);
			}
			byte[] packed = context.compress(meta);
			out.writeInt(meta.length);
			out.writeInt(packed.length);
			out.write(packed);
		}
	}

	static byte[] read(byte[] base, DataInput in) throws IOException {
		int length = ManifestCodec.bounded(in.readInt(), MAX);
		byte[] packed = new byte[ManifestCodec.bounded(in.readInt(), (int) Zstd.compressBound(MAX))];
		in.readFully(packed);
		try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
			if (base.length > 0) {
				context.loadDict(base);
			}
			byte[] meta = context.decompress(packed, length);
			if (meta.length != length) {
				throw new CorruptException("what is said about the epoch");
			}
			return meta;
		} catch (com.github.luben.zstd.ZstdException e) {
			throw new CorruptException("what is said about the epoch", e);
		}
	}
}
