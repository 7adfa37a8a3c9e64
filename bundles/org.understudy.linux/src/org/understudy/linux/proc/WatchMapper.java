// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.FdInfoParser.Mark;
import org.understudy.linux.proc.FdInfoParser.Target;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.MountInfoParser.Mount;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** What epoll, inotify and fanotify watch. A mark on a file has a handle, by which the file is found here as CRIU finds it. */
final class WatchMapper {

	/** Marks beyond these are counted and not looked up one by one: an editor may watch a whole source tree. */
	private static final int LOOKED_UP = 256;

	private final Scan scan;
	private final FileMapper files;
	private final Map<String, Optional<Vertex>> marked = new HashMap<>();
	/** Finding files by handles takes CAP_DAC_READ_SEARCH. */
	private boolean refused;

	WatchMapper(Scan scan, FileMapper files) {
		this.scan = scan;
		this.files = files;
	}

	/** After all descriptors of the process. */
	void map(ProcessSample sample, Descriptor descriptor, Vertex vertex) {
		descriptor.info().targets().forEach(target -> target(sample, descriptor, vertex, target));
		int looked = 0;
		for (Mark mark : descriptor.info().marks()) {
			if (mark.isFile() && looked++ < LOOKED_UP) {
				file(sample, descriptor, vertex, mark);
			} else if (!mark.isFile()) {
				mount(sample, vertex, mark);
			}
		}
		if (!descriptor.info().marks().isEmpty()) {
			vertex.fact("watches", Integer.toString(descriptor.info().marks().size()));
		}
	}

	/**
	 * An epoll shows the number under which a descriptor was added, whatever that number stands for now. CRIU looks for what was added among
	 * all descriptors of the process, and fails when it is not there.
	 */
	private void target(ProcessSample sample, Descriptor epoll, Vertex vertex, Target target) {
		Map<Long, Vertex> own = scan.opened.getOrDefault(sample.pid(), Map.of());
		Optional<Vertex> watched = sample.descriptors().stream().filter(d -> d.number() == target.descriptor())
				.filter(d -> isSame(sample, epoll, target, d)).findFirst()
				.or(() -> sample.descriptors().stream().filter(d -> isNamed(d, target)).filter(d -> isSame(sample, epoll, target, d)).findFirst())
				.map(d -> own.get(d.number()));
		if (watched.isPresent()) {
			scan.graph.edge(vertex, watched.get(), DependencyKind.WATCHES, "fd " + target.descriptor());
		} else if (isOwner(sample, vertex)) {
			vertex.fact(Facts.LOST_TARGET, Long.toString(target.descriptor()));
		}
	}

	/** An epoll that a child inherited shows the numbers of the parent. */
	private static boolean isOwner(ProcessSample sample, Vertex epoll) {
		return epoll.id().key().startsWith(sample.key() + "/");
	}

	/** A socket's inode is its own; the two ends of a pipe have one together, and anonymous inodes have none: those are asked for. */
	private boolean isSame(ProcessSample sample, Descriptor epoll, Target target, Descriptor candidate) {
		if (candidate.link().sort() == FdLink.Sort.SOCKET && target.inode() != 0) {
			return isNamed(candidate, target);
		}
		return scan.kernel.watches(sample.pid(), epoll.number(), target.descriptor(), candidate.number());
	}

	private static boolean isNamed(Descriptor descriptor, Target target) {
		boolean named = descriptor.link().sort() == FdLink.Sort.SOCKET || descriptor.link().sort() == FdLink.Sort.PIPE;
		return named && Numbers.decimal(descriptor.link().name()) == target.inode();
	}

	private void file(ProcessSample sample, Descriptor descriptor, Vertex vertex, Mark mark) {
		String key = sample.namespace("mnt") + mark.device() + "/" + mark.inode() + mark.handle();
		Optional<Vertex> file = marked.computeIfAbsent(key, _ -> open(sample, descriptor, mark));
		if (file.isPresent()) {
			scan.graph.edge(vertex, file.get(), DependencyKind.WATCHES, "");
		} else if (refused) {
			vertex.fact(Facts.NOT_PERMITTED, "what it watches");
		} else if (scan.reader.isReal() || mark.handle().isEmpty()) {
			vertex.fact(Facts.FILE_HANDLES, "false");
		}
	}

	private Optional<Vertex> open(ProcessSample sample, Descriptor descriptor, Mark mark) {
		Optional<Mount> mount = scan.tables.mountOf(sample, mark.device());
		if (mount.isEmpty() || mark.handle().isEmpty() || !scan.reader.isReal()) {
			return Optional.empty();
		}
		int file = scan.reader.openByHandle(scan.reader.root() + "/" + sample.pid() + "/root" + mount.get().point(), mark.type(), mark.handle());
		if (file == ProcReader.GONE) {
			refused |= scan.reader.denied();
			return Optional.empty();
		}
		try {
			return scan.reader.link("self/fd/" + file).flatMap(text -> scan.reader.stat("self/fd/" + file).map(stat -> files.file(sample,
					stat.isDirectory() ? ResourceKind.DIRECTORY : FileMapper.plainKind(text), text, stat, "fdinfo/" + descriptor.number())));
		} finally {
			scan.reader.close(file);
		}
	}

	/** A mark on all that is mounted there, or on a whole file system. */
	private void mount(ProcessSample sample, Vertex vertex, Mark mark) {
		Optional<Mount> mount = mark.mount() >= 0 ? scan.tables.mount(sample, mark.mount()) : scan.tables.mountOf(sample, mark.device());
		mount.ifPresentOrElse(m -> scan.graph.edge(vertex, files.mount(sample, m), DependencyKind.WATCHES, "all files"),
				() -> vertex.fact(Facts.MOUNT_UNKNOWN, mark.mount() >= 0 ? Long.toString(mark.mount()) : mark.device()));
	}
}
