// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;

/**
 * Where the newest epochs lie ready to restore. Thread-safe.
 */
public final class StandbyPlaces {

	private final Path memory;
	private final Bytes budget;
	private final Path disk;
	private final Path files;
	private final Map<ApplicationName, Long> used = new ConcurrentHashMap<>();

	/**
	 * Directories of ours; what is in them is removed.
	 *
	 * @param memory for images, on a tmpfs
	 * @param budget bytes that images of all applications may take there; those beyond go to the disk
	 * @param disk   for images that find no place in memory
	 * @param files  for files, on the file system of the capsules' homes: who takes over gets them by a rename
	 */
	public StandbyPlaces(Path memory, Bytes budget, Path disk, Path files) {
		this.memory = memory;
		this.budget = budget;
		this.disk = disk;
		this.files = files;
	}

	/** Directory for the images of an application, which are of that size now. */
	synchronized Path images(ApplicationName application, long size) {
		used.remove(application);
		boolean fits = used.values().stream().mapToLong(Long::longValue).sum() + size <= budget.count();
		if (fits) {
			used.put(application, size);
		}
		return (fits ? memory : disk).resolve(application.value());
	}

	Path files(ApplicationName application) {
		return files.resolve(application.value());
	}

	void forget(ApplicationName application) {
		used.remove(application);
	}

	java.util.List<Path> all() {
		return java.util.List.of(memory, disk, files);
	}
}
