// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.EpochRecord;
import org.understudy.ui.Messages;

/**
 * The last epochs' cost as strips of bars, oldest first.
 *
 * @param strips pause, bytes, lag
 */
public record EpochsModel(List<Strip> strips) {

	/**
	 * One strip.
	 *
	 * @param name   what is measured
	 * @param latest the newest value in words
	 * @param bars   one per epoch
	 */
	public record Strip(String name, String latest, List<Bar> bars) {
	}

	/**
	 * One bar.
	 *
	 * @param share  height, 0 to 1 of the strip's highest
	 * @param failed the epoch was abandoned
	 * @param tip    everything about the epoch
	 */
	public record Bar(double share, boolean failed, String tip) {
	}

	/** One measure of an epoch. */
	private interface Measure {
		double of(EpochRecord record);
	}

	public static EpochsModel of(DesktopState state) {
		List<EpochRecord> records = state.current().map(ApplicationStatus::epochs).orElse(List.of()).reversed();
		if (records.isEmpty()) {
			return new EpochsModel(List.of());
		}
		EpochRecord last = records.getLast();
		return new EpochsModel(List.of(strip(Messages.epochs_pause, Texts.of(last.anatomy().pause()), records, r -> millis(r.anatomy()
				.pause())),
				strip(Messages.epochs_bytes, last.sent().toString(), records, r -> r.sent().count()),
				strip(Messages.epochs_lag, Texts.of(lag(last)), records, r -> millis(lag(r)))));
	}

	private static Strip strip(String name, String latest, List<EpochRecord> records, Measure measure) {
		double most = Math.max(1e-9, records.stream().mapToDouble(measure::of).max().orElse(0));
		return new Strip(name, latest, records.stream().map(r -> new Bar(measure.of(r) / most, failed(r), tip(r))).toList());
	}

	/** From the freeze until the secondary had it for good. */
	private static Duration lag(EpochRecord r) {
		return r.anatomy().pause().plus(r.anatomy().cut()).plus(r.anatomy().ship()).plus(r.anatomy().commit());
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / 1e6;
	}

	private static boolean failed(EpochRecord record) {
		return record.state() == EpochRecord.State.ABANDONED;
	}

	private static String tip(EpochRecord r) {
		if (failed(r)) {
			return NLS.bind(Messages.epochs_abandoned, r.epoch(), r.why());
		}
		EpochRecord.Anatomy a = r.anatomy();
		return NLS.bind(Messages.epochs_tip, new Object[] { r.epoch(), Texts.clock(r.capturedAt()), Texts.of(a.pause()),
				Texts.of(a.freeze()),
				Texts.of(a.memory()), Texts.of(a.files()), Texts.of(a.ship()), r.image(), r.sent() });
	}
}
