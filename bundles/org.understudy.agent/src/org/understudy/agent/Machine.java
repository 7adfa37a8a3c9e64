// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.understudy.agent.guard.Services;
import org.understudy.agent.replication.Replicas.Way;
import org.understudy.checkpoint.ChunkEpochStore;
import org.understudy.checkpoint.ChunkTransfer;
import org.understudy.agent.live.Sight;
import org.understudy.checkpoint.CriuEngine;
import org.understudy.checkpoint.StandbyPlaces;
import org.understudy.checkpoint.WarmEngine;
import org.understudy.core.port.CapsuleHost;
import org.understudy.core.port.CheckpointEngine;
import org.understudy.core.port.EpochStore;
import org.understudy.core.port.HostSurvey;
import org.understudy.core.port.Keeping;
import org.understudy.core.port.Mesh;
import org.understudy.core.port.ProcessEvents;
import org.understudy.linux.capsule.LinuxCapsuleHost;
import org.understudy.linux.capsule.LinuxCapsuleProof;
import org.understudy.linux.host.LinuxSurvey;
import org.understudy.linux.host.LinuxSurvey.Places;
import org.understudy.linux.host.ReverseNames;
import org.understudy.linux.net.NetnsServiceProbe;
import org.understudy.linux.net.Uplink;
import org.understudy.linux.proc.ProcConnector;
import org.understudy.linux.proc.ProcPulse;
import org.understudy.linux.proc.ProcfsInspector;
import org.understudy.linux.proc.ProcfsRecorder;
import org.understudy.linux.process.Command;
import org.understudy.linux.process.LinuxLifeSigns;
import org.understudy.model.Bytes;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The adapters of this host. */
record Machine(CapsuleHost capsules, CheckpointEngine hot, CheckpointEngine warm, EpochStore store, HostSurvey survey, ProcessEvents events, ReverseNames names,
		Directories directories)
		implements AutoCloseable {

	/** Quotas are per application; in all it is what the disk holds. */
	private static final Bytes UNLIMITED = new Bytes(Long.MAX_VALUE);
	private static final Path PROC = Path.of("/proc");
	private static final String MOUNT = "understudy-capsules";

	/**
	 * What of this host the adapters use.
	 *
	 * @param capsules homes of the capsules
	 * @param scratch  for what is captured and not yet sent
	 */
	record Directories(Path capsules, Path scratch) {
	}

	static Machine of(NodeConfig self, NodeHome home) throws ProblemException {
		if (!self.witness()) {
			separate(home.capsules());
		}
		LinuxCapsuleHost capsules = new LinuxCapsuleHost(self.name().value(), home.capsules(), Uplink.of(self.address()));
		Path scratch = scratch(self, home);
		CriuEngine hot = new CriuEngine(CriuEngine.candidates(System.getenv(), installation()), scratch.resolve("criu"), Clock.systemUTC(), System::nanoTime);
		LinuxSurvey survey = new LinuxSurvey(new Places(home.epochs(), scratch, home.capsules()), hot.processors(), () -> lacks(capsules, hot));
		return new Machine(capsules, hot, new WarmEngine(capsules, scratch.resolve("warm"), Clock.systemUTC()), store(home, scratch), survey,
				ProcConnector.open().orElse(ProcessEvents.NONE), new ReverseNames(System::nanoTime), new Directories(home.capsules(), scratch));
	}

	/** What lies ready to restore may take half of the memory file system, and is on the disk beyond that. */
	private static ChunkEpochStore store(NodeHome home, Path scratch) throws ProblemException {
		try {
			Bytes budget = Bytes.of(Files.getFileStore(Files.createDirectories(scratch)).getUsableSpace() / 2);
			return new ChunkEpochStore(home.epochs(), UNLIMITED, new StandbyPlaces(scratch.resolve("standby"), budget,
					home.directory().resolve("standby"), standbyFiles(home.capsules())));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("scratch-unwritable", "Cannot use " + scratch + ".", "", "Free memory in /dev/shm (df /dev/shm)."), e);
		}
	}

	private static Path standbyFiles(Path capsules) {
		return capsules.resolve(".standby");
	}

	/** In memory: what is captured is read again at once and then thrown away. */
	private static Path scratch(NodeConfig self, NodeHome home) throws ProblemException {
		try {
			Path memory = Path.of("/dev/shm");
			boolean inMemory = Files.getFileStore(home.directory()).type().equals("tmpfs");
			return !inMemory && Files.isWritable(memory) ? memory.resolve("understudy-" + self.name()) : home.directory().resolve("scratch");
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "Cannot look at " + home.directory() + ".", "", "Check the disk and the owner."), e);
		}
	}

	/** The distribution that this agent was started from. */
	private static Path installation() {
		return Path.of(System.getProperty("understudy.home", "/opt/understudy"));
	}

	Services.Host host(NodeName self) {
		return new Services.Host(capsules, new Sight(new ProcfsInspector(PROC, Clock.systemUTC()), names, PROC), new ProcfsRecorder(PROC),
				new NetnsServiceProbe(), survey, new ProcPulse(PROC), events, new LinuxLifeSigns(), new LinuxCapsuleProof(self.value()));
	}

	Services.Epochs epochs(Mesh mesh) {
		return new Services.Epochs(hot, warm, store, new Way(mesh, new ChunkTransfer(System::nanoTime), () -> Keeping.DEFAULT), directories.scratch());
	}

	/** What this host lacks; a witness needs nothing of it. */
	List<Problem> probe(boolean witness) {
		return witness ? List.of() : lacks(capsules, hot);
	}

	private static List<Problem> lacks(CapsuleHost capsules, CheckpointEngine hot) {
		List<Problem> problems = new ArrayList<>(capsules.probe());
		problems.addAll(hot.probe());
		return problems;
	}

	/**
	 * An overlay's upper directory must not lie on the file system of its lower one, which is the host's root: where it would, the
	 * capsules get a tmpfs. Their files are then as lasting as this host's memory; their epochs are on the secondary's disk.
	 */
	private static void separate(Path directory) throws ProblemException {
		try {
			Files.createDirectories(directory);
			if (Files.getFileStore(directory).equals(Files.getFileStore(Path.of("/"))) && "root".equals(System.getProperty("user.name"))) {
				Command.of("mount", "-t", "tmpfs", "-o", "mode=755", MOUNT, directory.toString()).run();
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "Cannot make " + directory + ".", "", "Check the disk and the owner."), e);
		}
	}

	/** Capsules outlive the agent; what was captured and not sent does not, nor an empty file system for capsules. */
	@Override
	public void close() {
		events.close();
		names.close();
		store.close();
		Trees.delete(standbyFiles(directories.capsules()));
		Trees.delete(directories.scratch());
		try (Stream<Path> homes = Files.list(directories.capsules())) {
			if (homes.noneMatch(Files::isDirectory) && isOwnMount(directories.capsules())) {
				Command.of("umount", directories.capsules().toString()).run();
			}
		} catch (IOException | ProblemException e) {
			System.getLogger(Machine.class.getName()).log(System.Logger.Level.DEBUG, "capsules stay mounted", e);
		}
	}

	private static boolean isOwnMount(Path directory) throws IOException {
		return Files.getFileStore(directory).name().equals(MOUNT);
	}
}
