// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

import org.understudy.model.Problem;

/** Failures of store and transfer in an administrator's words. */
final class StoreProblems {

	private StoreProblems() {
	}

	static Problem of(IOException e, EpochHeader header, Path store) {
		String epoch = "Epoch %s of %s".formatted(header.epoch(), header.application());
		if (StoreFullException.is(e)) {
			return Problem.error("store-full", epoch + " was abandoned: no space for it in " + store,
					"Earlier epochs stay and can be restored; the data at risk grows until there is space.",
					"Free space on that file system, or raise the quota of the epochs.").causedBy(e);
		}
		if (e instanceof CorruptException) {
			return Problem.error("epoch-corrupt", epoch + " was refused: what arrived is not what was sent",
					"A digest does not match. Earlier epochs are not affected.", "The next epoch sends what is missing again.").causedBy(e);
		}
		return Problem.error("store-failed", epoch + " could not be stored in " + store, "", "Look at the file system of " + store + ".")
				.causedBy(e);
	}

	static Problem broken(IOException e) {
		return Problem.error("stream-broken", "The stream of epochs broke", "The other node went away, or the network between did.",
				"The stream is opened again with the next epoch; look at the other node if it persists.").causedBy(e);
	}

	static Problem stale(EpochHeader offered, EpochHeader newest) {
		boolean lowerTerm = offered.term().compareTo(newest.term()) < 0;
		return Problem.error(lowerTerm ? "lower-term" : "epoch-not-newer",
				"Epoch %s of %s under term %s was refused".formatted(offered.epoch(), offered.application(), offered.term()),
				"This node already has epoch %s under term %s.".formatted(newest.epoch(), newest.term()),
				lowerTerm ? "Another node took the application over: the sender must stop it." : "Number epochs from the newest one on.");
	}

	static Problem unknownBase() {
		return Problem.warning(Wire.UNKNOWN_BASE, "The epoch that this one builds on is not here", "", "It is sent whole.");
	}

	static Problem missing(Path store) {
		return Problem.error("epoch-unknown", "There is no such epoch in " + store, "It was never committed here, or retention took it.",
				"Choose one of the epochs that are listed.");
	}

	static Problem damaged(EpochHeader header, Path store) {
		return Problem.error("epoch-damaged", "Epoch %s of %s is damaged on disk".formatted(header.epoch(), header.application()),
				"Something in %s is not what it was when it was committed. The epoch cannot be restored any more and was set aside."
						.formatted(store),
				"The next epoch brings again what is missing. Check this disk (smartctl, dmesg); use another epoch until then.");
	}

	static Problem unusable(Path directory, IOException e) {
		return Problem.error("store-unusable", "The epochs in " + directory + " cannot be used", "",
				"See that the directory exists, is on a local disk and belongs to root.").causedBy(e);
	}

	static Problem layout(EpochHeader header, IOException e) {
		boolean damaged = e instanceof CorruptException;
		return Problem.error(damaged ? "epoch-corrupt" : "checkout-failed",
				"Epoch %s of %s could not be laid out".formatted(header.epoch(), header.application()),
				damaged ? "A chunk on disk is not what it was when it was committed." : "",
				damaged ? "Restore the other epoch; check this disk." : "See that there is space for the epoch's files and images.")
				.causedBy(e);
	}
}
