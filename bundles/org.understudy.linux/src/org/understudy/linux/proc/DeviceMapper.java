// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import org.understudy.core.replicability.Facts;
import org.understudy.linux.proc.GraphBuilder.Vertex;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/** Device files; terminals and pseudo terminals among them. Numbers: linux/Documentation/admin-guide/devices.txt. */
final class DeviceMapper {

	private static final int FIRST_SLAVE = 136;
	private static final int LAST_SLAVE = 143;

	private final Scan scan;

	DeviceMapper(Scan scan) {
		this.scan = scan;
	}

	Vertex map(ProcessSample sample, Descriptor descriptor, FileStat stat) {
		String evidence = "fd/" + descriptor.number();
		Vertex vertex = stat.isCharacterDevice() && isTerminal(stat) ? terminal(sample, descriptor, stat)
				: device(sample, descriptor.text(), stat, evidence).fact(Facts.INTERFACE,
				descriptor.info().fields().getOrDefault("iff", ""));
		return vertex.fact(Facts.PATH, descriptor.text());
	}

	Vertex device(ProcessSample sample, String path, FileStat stat, String evidence) {
		String device = (stat.isBlockDevice() ? "block " : "char ") + stat.special();
		return scan.graph.vertex(ResourceKind.DEVICE, device, path, scan.evidence(sample, evidence)).fact(Facts.DEVICE, device);
	}

	private Vertex terminal(ProcessSample sample, Descriptor descriptor, FileStat stat) {
		long master = Scan.masterIndex(descriptor);
		if (master >= 0) {
			Vertex vertex = vertex(sample, descriptor, "ptmx " + master, "master of pts/" + master).fact(Facts.PEER, "inside");
			scan.graph.edge(vertex, slave(sample, descriptor, master), DependencyKind.USES, "slave");
			return vertex;
		}
		long index = slaveIndex(stat);
		if (index >= 0) {
			return slave(sample, descriptor, index);
		}
		boolean controlling = stat.special().equals("5:0") && scan.terminals.contains(sample.stat().terminalIndex());
		return vertex(sample, descriptor, "tty " + stat.special(), descriptor.text()).fact(Facts.PEER, controlling ? "inside"
				: "outside");
	}

	private Vertex slave(ProcessSample sample, Descriptor descriptor, long index) {
		return vertex(sample, descriptor, "pts " + index, "pts/" + index).fact(Facts.PEER, scan.terminals.contains(index)
				? "inside" : isOfCapsule(sample, descriptor) ? "gone" : "outside");
	}

	/** The host's terminals are on a mount that a capsule does not have; of those on its own no one outside has the master. */
	private boolean isOfCapsule(ProcessSample sample, Descriptor descriptor) {
		return scan.inCapsule() && descriptor.stat().flatMap(s -> scan.tables.mount(sample, s.mount())).filter(m -> m.fileSystem()
				.equals("devpts")).isPresent();
	}

	private Vertex vertex(ProcessSample sample, Descriptor descriptor, String key, String label) {
		return scan.graph.vertex(ResourceKind.TERMINAL, key, label, scan.evidence(sample, "fd/" + descriptor.number()));
	}

	/** Major 4: consoles and serial lines; 5: tty, console, ptmx. */
	private static boolean isTerminal(FileStat stat) {
		return stat.special().startsWith("4:") || stat.special().startsWith("5:") || slaveIndex(stat) >= 0;
	}

	private static long slaveIndex(FileStat stat) {
		int colon = stat.special().indexOf(':');
		long major = Numbers.decimal(stat.special().substring(0, colon));
		return major >= FIRST_SLAVE && major <= LAST_SLAVE
				? (major - FIRST_SLAVE) * 256 + Numbers.decimal(stat.special().substring(colon + 1)) : -1;
	}
}
