// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.preflight;

import java.util.List;

import org.understudy.model.Bytes;
import org.understudy.model.Problem;

/**
 * What a host answered; of what was asked and is not there, there is no entry.
 *
 * @param system    kernel and processor
 * @param files     those that exist
 * @param users     those that exist
 * @param groups    those that exist
 * @param mounts    those that are mount points
 * @param endpoints one for each that was asked
 * @param room      free space
 * @param networks  the host's own addresses with prefix length, {@code 10.77.0.2/24}
 * @param lacks     what the host cannot do at all: no root, no CRIU, …
 */
public record HostFacts(System system, List<FileFact> files, List<Account> users, List<Account> groups, List<MountFact> mounts,
		List<Reach> endpoints, Room room, List<String> networks, List<Problem> lacks) {

	public HostFacts {
		files = List.copyOf(files);
		users = List.copyOf(users);
		groups = List.copyOf(groups);
		mounts = List.copyOf(mounts);
		endpoints = List.copyOf(endpoints);
		networks = List.copyOf(networks);
		lacks = List.copyOf(lacks);
	}

	/**
	 * Kernel and processor.
	 *
	 * @param machine    {@code x86_64}
	 * @param kernel     {@code 6.18.0-1-amd64}
	 * @param features   the processor's, as /proc/cpuinfo lists them
	 * @param processor  CRIU's description of the processor, Base64; empty without CRIU
	 * @param comparison why this processor cannot do what the described one does, by CRIU; empty when it can, or was not asked
	 */
	public record System(String machine, String kernel, List<String> features, String processor, String comparison) {

		public System {
			features = List.copyOf(features);
		}
	}

	/**
	 * A file, links followed.
	 *
	 * @param kind    {@code file}, {@code directory} or {@code other}
	 * @param size    of a file
	 * @param buildId of an ELF file that has one, hex
	 * @param digest  SHA-256 of the content, hex; empty when there is a build-id, or the file is too large to be read each time
	 */
	public record FileFact(String path, String kind, Bytes size, String buildId, String digest) {
	}

	/** A user or group. */
	public record Account(long number, String name) {
	}

	public record MountFact(String point, String fileSystem) {
	}

	/** Whether a connection was made; {@code text} says why not. */
	public record Reach(String endpoint, boolean reached, String text) {
	}

	/**
	 * Free space.
	 *
	 * @param store    where epochs are kept
	 * @param memory   where an epoch is laid out for a restore
	 * @param capsules where capsules write
	 */
	public record Room(Bytes store, Bytes memory, Bytes capsules) {
	}
}
