// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.Map;
import java.util.Set;

import org.understudy.core.replicability.ReplicabilityPolicy.Rule;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Replicability.Blocked;
import org.understudy.model.graph.Replicability.Captured;
import org.understudy.model.graph.Replicability.Copied;
import org.understudy.model.graph.Replicability.Required;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/** What has a path: files, directories, executables, mounts, and locks on them. */
final class FileRules {

	private static final Set<String> PSEUDO = Set.of("proc", "sysfs", "cgroup", "cgroup2", "devpts", "mqueue", "tracefs", "debugfs",
			"securityfs", "devtmpfs");

	private FileRules() {
	}

	static void addTo(Map<ResourceKind, Rule> rules) {
		rules.put(ResourceKind.EXECUTABLE, (r, b) -> code(r, b, "executable"));
		rules.put(ResourceKind.LIBRARY, (r, b) -> code(r, b, "library"));
		rules.put(ResourceKind.FILE, FileRules::file);
		rules.put(ResourceKind.DIRECTORY, FileRules::file);
		rules.put(ResourceKind.FIFO, (r, b) -> unknownMount(r, new Captured("content is in the checkpoint; made again by its path")));
		rules.put(ResourceKind.DELETED_FILE, FileRules::deleted);
		rules.put(ResourceKind.FILE_LOCK, ReplicabilityPolicy.captured("locks are set again on restore"));
		rules.put(ResourceKind.MOUNT, FileRules::mount);
	}

	private static Replicability code(Resource resource, Background background, String what) {
		return inUpper(resource, background) ? new Copied("changed in the capsule; its content goes with each epoch")
				: unknownMount(resource, new Required("the same " + what + " must exist on the secondary",
						"Install the same version on the secondary"));
	}

	static Replicability file(Resource resource, Background background) {
		if (inUpper(resource, background)) {
			return resource.attributes().containsKey(Facts.ODD_NAME)
					? new Blocked("its name is no UTF-8, and the agent cannot copy it", "Give the file a name in UTF-8")
					: new Copied("changed in the capsule; its content goes with each epoch");
		}
		if (isAboutProcess(resource)) {
			return new Blocked("an open directory about one process cannot be opened again on restore", "Let the application close it");
		}
		String fileSystem = resource.attributes().getOrDefault(Facts.FILE_SYSTEM, "");
		if (PSEUDO.contains(fileSystem)) {
			return new Captured("opened again by its path; the kernel makes the content");
		}
		if (background.capsule() && fileSystem.equals("tmpfs")) {
			return new Captured("the content of the capsule's tmpfs is in the checkpoint");
		}
		return unknownMount(resource, required(resource, background));
	}

	/** CRIU: {@code Can't open file proc/1/ on restore}; files in it, and directories above and below, it opens. */
	private static boolean isAboutProcess(Resource resource) {
		return resource.kind().equals(ResourceKind.DIRECTORY) && resource.attributes().getOrDefault(Facts.FILE_SYSTEM, "").equals("proc")
				&& resource.attributes().getOrDefault(Facts.PATH, "").matches("/proc/\\d+");
	}

	private static Replicability required(Resource resource, Background background) {
		if (!background.capsule() && resource.attributes().getOrDefault(Facts.WRITABLE, "").equals("true")) {
			return new Required("written outside a capsule: its content is not copied", "Restart the application into a capsule");
		}
		return new Required("unchanged; it must exist on the secondary", "Provide the same content on the secondary");
	}

	private static boolean inUpper(Resource resource, Background background) {
		return background.capsule() && resource.attributes().getOrDefault(Facts.IN_UPPER, "").equals("true");
	}

	/** CRIU: {@code Can't lookup mount=N for fd=…}. */
	private static Replicability unknownMount(Resource resource, Replicability otherwise) {
		String mount = resource.attributes().get(Facts.MOUNT_UNKNOWN);
		return mount == null ? otherwise : new Blocked("it is on a mount (" + mount + ") that its process does not have",
				"Let the application open it inside the capsule");
	}

	private static Replicability deleted(Resource resource, Background background) {
		if (resource.size().compareTo(background.ghostLimit()) > 0) {
			return new Blocked("deleted while open, and larger (" + resource.size() + ") than " + background.ghostLimit(),
					"Raise the limit for deleted files, or let the application close it");
		}
		return unknownMount(resource, new Captured("deleted while open; its content is in the checkpoint"));
	}

	/**
	 * In a capsule every mount is captured with it, so that one of an unknown kind stops all: CRIU makes again what it knows, and what is a
	 * part of the root's own file system.
	 */
	private static Replicability mount(Resource resource, Background background) {
		String fileSystem = resource.attributes().getOrDefault(Facts.FILE_SYSTEM, "");
		if (!background.capsule()) {
			return new Required("a mount of this sort must exist on the secondary", "Mount the same there");
		}
		if (fileSystem.equals("overlay") && resource.label().equals("/")) {
			return new Captured("the capsule's own root; its upper directory is copied");
		}
		if (resource.attributes().containsKey(Facts.PART_OF_ROOT)) {
			return new Captured("a part of the capsule's root in another place; mounted again");
		}
		return PSEUDO.contains(fileSystem) || fileSystem.equals("tmpfs") ? new Captured("the capsule mounts it anew")
				: new Blocked("mounts of this sort are blocked until proven: " + fileSystem,
						"Copy what is there into the capsule, or use warm mode");
	}
}
