// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import java.nio.file.Path;

import org.understudy.agent.Trees;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochTransfer;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.model.Bytes;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.ProblemException;

/**
 * A capture on its way to several secondaries: read once, by whoever comes first; its directory goes when the last one has let go of
 * it. Thread-safe. The maker holds it until {@link #release}.
 */
public final class CapturedEpoch {

	private final Capture capture;
	private final Label label;
	private final byte[] meta;
	private final Path directory;
	private int holders = 1;
	private PreparedEpoch prepared;

	/** @param directory deleted in the end; the capture lies in it */
	public CapturedEpoch(Capture capture, Label label, byte[] meta, Path directory) {
		this.capture = capture;
		this.label = label;
		this.meta = meta.clone();
		this.directory = directory;
	}

	public Label label() {
		return label;
	}

	/** What is known of it before anyone has it. */
	public EpochRecord record() {
		return new EpochRecord(label.epoch(), label.term(), capture.at(), State.CAPTURED, capture.anatomy(), capture.imageSize(),
				capture.fileSize(), Bytes.ZERO, "").by(capture.method());
	}

	/** Its content's names; whoever comes while they are made waits for them. */
	synchronized PreparedEpoch prepare(EpochTransfer transfer) throws ProblemException {
		if (prepared == null) {
			prepared = transfer.prepare(capture, label, meta);
		}
		return prepared;
	}

	/** One more who will {@link #release} it. */
	synchronized CapturedEpoch retain() {
		if (holders == 0) {
			throw new IllegalStateException("epoch " + label.epoch() + " is gone");
		}
		holders++;
		return this;
	}

	public void release() {
		synchronized (this) {
			if (--holders > 0) {
				return;
			}
		}
		Trees.delete(directory);
	}
}
