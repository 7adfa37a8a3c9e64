// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.understudy.api.Json;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** A node's directory: who it is, who belongs to the cluster, its keys, journal, epochs and capsules. Thread-safe. */
public record NodeHome(Path directory) {

	/** Marks a directory as ours: what does not hold it is never removed. */
	public static final String NODE = "node.json";

	public NodeConfig self() throws ProblemException {
		return read(NODE, NodeConfig.class);
	}

	public ClusterConfig cluster() throws ProblemException {
		return read("cluster.json", ClusterConfig.class);
	}

	public void save(NodeConfig self) throws ProblemException {
		write(NODE, Json.write(self));
	}

	public void save(ClusterConfig cluster) throws ProblemException {
		write("cluster.json", Json.write(cluster));
	}

	public Path authorizedKeys() {
		return directory.resolve("authorized_keys");
	}

	public Path hostKey() {
		return directory.resolve("keys/administration");
	}

	public Path meshKeys() {
		return directory.resolve("keys/mesh");
	}

	public Path lease() {
		return directory.resolve("lease");
	}

	public Path watchdogs() {
		return directory.resolve("watchdogs");
	}

	public Path journal() {
		return directory.resolve("journal.jsonl");
	}

	public Path epochs() {
		return directory.resolve("epochs");
	}

	public Path runs() {
		return directory.resolve("runs");
	}

	public Path applications() {
		return directory.resolve("applications");
	}

	public Path capsules() {
		return directory.resolve("capsules");
	}

	/** Exists while the node's doors are open. */
	public Path ready() {
		return directory.resolve("ready");
	}

	public Path pid() {
		return directory.resolve("agent.pid");
	}

	/** Reads a JSON file of this directory. */
	public <T> T read(String name, Class<T> type) throws ProblemException {
		Path file = directory.resolve(name);
		try {
			return Json.read(Files.readString(file), type);
		} catch (NoSuchFileException e) {
			throw new ProblemException(Problem.error("not-initialised", "There is no " + file + ".",
					"A node needs its own directory before it can run.", "Make it with: understudy-agent init --home DIR --name NAME --address IP"), e);
		} catch (IOException | RuntimeException e) {
			throw new ProblemException(Problem.error("file-unreadable", "Cannot read " + file + ".", "It may be damaged.",
					"Restore it from a copy, or remove the node and add it again."), e);
		}
	}

	/** The text of a file of this directory; empty when there is no such file. */
	public Optional<String> text(String name) throws ProblemException {
		Path file = directory.resolve(name).normalize();
		try {
			return file.startsWith(directory.normalize()) && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
		} catch (IOException e) {
			throw new ProblemException(Problem.error("file-unreadable", "Cannot read " + file + ".", "", ""), e);
		}
	}

	/** Writes a file of this directory durably: readers and a power cut see the old or the new text, nothing between. */
	public void write(String name, String text) throws ProblemException {
		Path file = directory.resolve(name);
		try {
			Files.createDirectories(file.getParent());
			Path fresh = file.resolveSibling(file.getFileName() + ".new");
			Files.writeString(fresh, text);
			try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
				channel.force(true);
			}
			Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("file-unwritable", "Cannot write " + file + ".",
					"The disk may be full or read-only.", "Free space there (df), then repeat."), e);
		}
	}

	public void delete(String name) throws ProblemException {
		try {
			Files.deleteIfExists(directory.resolve(name));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("file-unwritable", "Cannot remove " + directory.resolve(name) + ".", "", ""), e);
		}
	}

	/** Names of the files in a directory of this one, sorted; empty when there is no such directory. */
	public List<String> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		} catch (IOException e) {
			return List.of();
		}
	}
}
