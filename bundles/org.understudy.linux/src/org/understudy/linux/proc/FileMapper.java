// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.MapsParser.Mapping;
import org.understudy.linux.proc.MountInfoParser.Mount;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** What has a path: executables, libraries, files, directories, and the mounts that they are on. */
final class FileMapper {

	private final Scan scan;
	/** Something mapped, as a process of a mount namespace sees it: processes of a tree map the same libraries. */
	private record Mapped(String namespace, String path, String device, long inode) {
	}

	/** A place of a process by what its link says. */
	private record Placed(String namespace, String root, String link, ResourceKind kind) {
	}

	/** Magic number of the file system of POSIX message queues, linux/magic.h; each ipc namespace has one that is mounted nowhere. */
	private static final long MQUEUE = 0x19800202L;

	private final Map<Mapped, Optional<Vertex>> mapped = new HashMap<>();
	private final Map<Placed, Optional<Vertex>> placed = new HashMap<>();
	private final Map<Mount, Vertex> mounts = new HashMap<>();

	FileMapper(Scan scan) {
		this.scan = scan;
	}

	void map(ProcessSample sample) {
		String exe = sample.place("exe");
		if (!exe.isEmpty()) {
			place(sample, "exe", ResourceKind.EXECUTABLE, DependencyKind.EXECUTES);
		}
		for (String name : new String[] { "cwd", "root" }) {
			if (!sample.place(name).isEmpty() && !sample.place(name).equals("/")) {
				place(sample, name, ResourceKind.DIRECTORY, DependencyKind.OPENS);
			}
		}
		for (Mapping mapping : sample.mappings()) {
			if (!mapping.path().equals(exe)) {
				mapping(sample, mapping);
			}
		}
		if (scan.inCapsule()) {
			// what is mounted in a capsule is captured with it, used or not; elsewhere most of it is the host's and nobody's here
			scan.tables.mounts(sample).forEach(m -> mount(sample, m));
		}
	}

	private void place(ProcessSample sample, String name, ResourceKind kind, DependencyKind edge) {
		String link = sample.place(name);
		// the same text is the same file, unless that was removed
		Optional<Vertex> vertex = link.endsWith(FdLink.DELETED) ? stat(sample, name, kind)
				: placed.computeIfAbsent(new Placed(sample.namespace("mnt"), sample.place("root"), link, kind), _ -> stat(sample, name, kind));
		vertex.ifPresent(v -> scan.graph.edge(scan.process(sample), v, edge, name.equals("exe") ? "" : name));
	}

	private Optional<Vertex> stat(ProcessSample sample, String name, ResourceKind kind) {
		return scan.reader.stat(sample.pid() + "/" + name).map(stat -> file(sample, kind, sample.place(name), stat, name));
	}

	/** A file, directory or fifo by the text of a link to it; with its mount. A deleted one gets its own kind. */
	Vertex file(ProcessSample sample, ResourceKind kind, String link, FileStat stat, String evidence) {
		String text = sample.inside(link);
		boolean deleted = isDeleted(sample, text, stat);
		String path = deleted ? FdLink.withoutDeleted(text) : text;
		Vertex vertex = scan.graph.vertex(deleted && !stat.isDirectory() && !stat.isFifo() ? ResourceKind.DELETED_FILE : kind,
				stat.device() + "/" + stat.inode() + " " + path, path, scan.evidence(sample, evidence));
		if (stat.isRegular()) {
			vertex.size(stat.size());
		}
		if (vertex.fact(Facts.PATH).isEmpty()) {
			vertex.fact(Facts.PATH, path).fact("inode", Long.toString(stat.inode())).fact("deleted", deleted ? "true" : "")
					.fact(Facts.ODD_NAME, path.chars().anyMatch(ByteText::isStray) ? "true" : "").fact(Facts.LINKS, deleted ? Long.toString(stat.links()) : "");
			mount(sample, vertex, path, stat);
		}
		return vertex;
	}

	/** What has no path of this name is a message queue when it is on their file system. */
	boolean isMessageQueue(ProcessSample sample, String evidence, FileStat stat) {
		return stat.isRegular() && scan.tables.mount(sample, stat.mount()).isEmpty()
				&& scan.reader.fileSystem(sample.pid() + "/" + evidence) == MQUEUE;
	}

	/** A name may really end in {@code  (deleted)}: then it leads to the same inode. */
	private boolean isDeleted(ProcessSample sample, String text, FileStat stat) {
		return text.endsWith(FdLink.DELETED) && scan.reader.stat(sample.pid() + "/root" + text).filter(stat::isSame).isEmpty();
	}

	private void mount(ProcessSample sample, Vertex vertex, String path, FileStat stat) {
		Optional<Mount> mount = scan.tables.mount(sample, stat.mount());
		if (mount.isEmpty() || path.startsWith("(unreachable)")) {
			vertex.fact(Facts.MOUNT_UNKNOWN, Long.toString(stat.mount()));
			return;
		}
		Mount on = mount.get();
		vertex.fact(Facts.MOUNT, on.point()).fact(Facts.FILE_SYSTEM, on.fileSystem());
		if (on.point().equals("/") && on.fileSystem().equals("overlay")
				&& scan.scope.upper().filter(upper -> scan.reader.exists(upper + path)).isPresent()) {
			vertex.fact(Facts.IN_UPPER, "true");
		}
		scan.graph.edge(vertex, mount(sample, on), DependencyKind.MOUNTED_ON, "");
	}

	Vertex mount(ProcessSample sample, Mount mount) {
		return mounts.computeIfAbsent(mount, _ -> {
			Vertex vertex = scan.graph.vertex(ResourceKind.MOUNT, mount.point() + scan.suffix(sample, "mnt"), mount.point(),
					scan.evidence(sample, "mountinfo"));
			boolean part = scan.tables.mounts(sample).stream().anyMatch(m -> m.point().equals("/") && m.device().equals(mount.device()));
			return vertex.fact(Facts.FILE_SYSTEM, mount.fileSystem()).fact("source", mount.source()).fact("device", mount.device())
					.fact(Facts.PART_OF_ROOT, part ? "true" : "");
		});
	}

	private void mapping(ProcessSample sample, Mapping mapping) {
		Optional<Vertex> vertex = mapping.path().startsWith("/")
				? mapped.computeIfAbsent(new Mapped(sample.namespace("mnt"), mapping.path(), mapping.device(), mapping.inode()),
						_ -> target(sample, mapping))
				: Optional.of(inode(sample, mapping));
		vertex.ifPresent(v -> scan.graph.edge(scan.process(sample), v.fact(Facts.WRITABLE, mapping.shared() ? "true" : ""),
				DependencyKind.MAPS, mapping.shared() ? "shared rw" : ""));
	}

	private Optional<Vertex> target(ProcessSample sample, Mapping mapping) {
		String path = FdLink.withoutDeleted(mapping.path());
		if (path.equals("/[aio]")) {
			return Optional.empty();
		}
		String evidence = "map_files/" + mapping.range();
		if (path.startsWith("/SYSV") || path.equals("/dev/zero") && path.length() < mapping.path().length()) {
			String name = path.startsWith("/SYSV") ? IpcMapper.name("shm", mapping.inode()) + scan.suffix(sample, "ipc")
					: "anonymous " + mapping.inode();
			return Optional.of(scan.graph.vertex(ResourceKind.SHARED_MEMORY, name, name, scan.evidence(sample, evidence))
					.size(mapping.bytes()));
		}
		if (path.startsWith("/memfd:")) {
			return Optional.of(memory(sample, mapping.inode(), path.substring("/memfd:".length()), evidence).size(mapping.bytes()));
		}
		return mappedFile(sample, mapping, evidence);
	}

	Vertex memory(ProcessSample sample, long inode, String name, String evidence) {
		return scan.graph.vertex(ResourceKind.MEMFD, inode + " " + name, name, scan.evidence(sample, evidence));
	}

	/** By its path where that still leads to it, else by the mapping itself, for which one must be root. */
	private Optional<Vertex> mappedFile(ProcessSample sample, Mapping mapping, String evidence) {
		Optional<FileStat> byPath = scan.reader.stat(sample.pid() + "/root" + sample.inside(mapping.path()))
				.filter(s -> s.inode() == mapping.inode());
		Optional<FileStat> stat = byPath.isPresent() ? byPath : scan.reader.stat(sample.pid() + "/" + evidence);
		return Optional.of(stat.map(s -> s.isRegular() ? file(sample, kind(mapping), mapping.path(), s, evidence)
				: new DeviceMapper(scan).device(sample, mapping.path(), s, evidence)).orElseGet(() -> unreachable(sample, mapping, evidence)));
	}

	/** Neither its path nor the mapping may be followed: the line of the mapping itself is what we know. */
	private Vertex unreachable(ProcessSample sample, Mapping mapping, String evidence) {
		boolean deleted = mapping.path().endsWith(FdLink.DELETED);
		String path = FdLink.withoutDeleted(mapping.path());
		return scan.graph.vertex(deleted ? ResourceKind.DELETED_FILE : kind(mapping),
				mapping.device() + "/" + mapping.inode() + " " + path, path,
				scan.evidence(sample, evidence)).fact(Facts.PATH, path).size(mapping.bytes());
	}

	private static ResourceKind kind(Mapping mapping) {
		boolean library = mapping.path().endsWith(".so") || mapping.path().contains(".so.") || mapping.executable();
		ResourceKind plain = plainKind(mapping.path());
		return library && plain.equals(ResourceKind.FILE) ? ResourceKind.LIBRARY : plain;
	}

	/** POSIX shared memory is a file in {@code /dev/shm}, shm_overview(7). */
	static ResourceKind plainKind(String path) {
		return path.startsWith("/dev/shm/") ? ResourceKind.SHARED_MEMORY : ResourceKind.FILE;
	}

	/** A mapping that outlives its descriptor: io_uring, perf events, packet rings. */
	private Vertex inode(ProcessSample sample, Mapping mapping) {
		FdLink link = FdLink.parse(mapping.path());
		return AnonymousMapper.vertex(scan, sample, link, "map/" + mapping.range());
	}
}
