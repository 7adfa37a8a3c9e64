// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.time.Instant;

import org.understudy.model.Bytes;
import org.understudy.model.EpochRecord.Anatomy;

/**
 * A captured instant, still on the primary.
 *
 * @param images     directory of memory and resource images
 * @param files      directory that mirrors the overlay's upper directory, whiteouts included
 * @param at         when the processes stood still, wall clock
 * @param imageSize  sum of the images
 * @param fileSize   sum of the files
 * @param anatomy    durations known so far: pause, freeze, memory, files
 * @param method     how memory was read, in words
 */
public record Capture(Path images, Path files, Instant at, Bytes imageSize, Bytes fileSize, Anatomy anatomy, String method) {

	/** Of which nobody asks how. */
	public Capture(Path images, Path files, Instant at, Bytes imageSize, Bytes fileSize, Anatomy anatomy) {
		this(images, files, at, imageSize, fileSize, anatomy, "");
	}
}
