// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The overlay's mark for "what is below this directory does not show through". Java sets attributes of the user's namespace only. */
final class OpaqueDirectory {

	private static final String NAME = "trusted.overlay.opaque";

	public interface SetAttribute {
		int call(MemorySegment path, MemorySegment name, MemorySegment value, long size, int flags);
	}

	private static final SetAttribute SETXATTR = MethodHandleProxies.asInterfaceInstance(SetAttribute.class,
			Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow("setxattr"),
					FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT)));

	private OpaqueDirectory() {
	}

	/** Marks a directory of an upper layer that is not mounted yet. */
	static void mark(Path directory) throws ProblemException {
		try (Arena arena = Arena.ofConfined()) {
			int result = SETXATTR.call(arena.allocateFrom(directory.toString()), arena.allocateFrom(NAME), arena.allocateFrom("y"), 1, 0);
			if (result != 0) {
				throw Problem.error("overlay-failed", "%s cannot be made opaque.".formatted(directory),
						"Its file system does not keep trusted attributes.", "Let the capsules be on ext4, xfs or tmpfs.").exception();
			}
		}
	}
}
