// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongSupplier;

import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochTransfer;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Epochs as chunks that are named by their content. */
public final class ChunkTransfer implements EpochTransfer {

	private final LongSupplier nanoTime;

	/** @param nanoTime monotonic, nanoseconds */
	public ChunkTransfer(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public PreparedEpoch prepare(Capture capture, Label label, byte[] meta) throws ProblemException {
		EpochHeader header = new EpochHeader(label.application(), label.term(), label.epoch(), capture.at());
		try {
			return Cut.of(capture, header, meta.clone(), nanoTime);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("cut-failed", "Captured files could not be read", "",
					"See that there is space left where captures are kept: " + capture.files().getParent()), e);
		}
	}

	@Override
	public EpochShipper open(InputStream in, OutputStream out) {
		return new ChunkShipper(in, out, nanoTime);
	}
}
