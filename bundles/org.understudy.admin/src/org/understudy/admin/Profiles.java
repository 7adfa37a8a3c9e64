// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.understudy.api.Json;
import org.understudy.api.SshKeys;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Known clusters and the administrator's own key, in a directory of the user's; one file each. Thread-safe between processes too. */
public final class Profiles {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
	private static final String END = ".json";
	private static final System.Logger LOG = System.getLogger(Profiles.class.getName());

	private final Path directory;

	public Profiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * System property {@code understudy.config}, else {@code $UNDERSTUDY_CONFIG}, else
	 * {@code $XDG_CONFIG_HOME/understudy}, else {@code ~/.config/understudy}.
	 */
	public static Path directory(Map<String, String> environment) {
		String own = System.getProperty("understudy.config", environment.getOrDefault("UNDERSTUDY_CONFIG", ""));
		if (!own.isEmpty()) {
			return Path.of(own).toAbsolutePath();
		}
		String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
		Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
		return base.resolve("understudy").toAbsolutePath();
	}

	public Path directory() {
		return directory;
	}

	/** By name; files that cannot be read are left out and logged. */
	public List<Profile> all() {
		Path folder = directory.resolve("connections");
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(f -> f.toString().endsWith(END)).sorted().map(Profiles::read).flatMap(Optional::stream).toList();
		} catch (IOException | UncheckedIOException e) {
			LOG.log(System.Logger.Level.WARNING, "cannot list " + folder, e);
			return List.of();
		}
	}

	private static Optional<Profile> read(Path file) {
		try {
			return Optional.of(Json.read(Files.readString(file), Profile.class));
		} catch (IOException | IllegalArgumentException e) {
			LOG.log(System.Logger.Level.WARNING, "cannot read the connection " + file, e);
			return Optional.empty();
		}
	}

	public Optional<Profile> find(String name) {
		return all().stream().filter(p -> p.name().equals(name)).findFirst();
	}

	/** Adds or replaces. */
	public void save(Profile profile) throws ProblemException {
		Path file = file(profile.name());
		try {
			Files.createDirectories(file.getParent());
			Path temporary = Files.createTempFile(file.getParent(), profile.name(), ".new");
			Files.writeString(temporary, Json.pretty(profile) + "\n");
			Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("connection-not-saved", "The connection " + profile.name() + " could not be saved.",
					directory + " is not writable, or the disk is full.", "Make room, or set UNDERSTUDY_CONFIG to another directory."), e);
		}
	}

	public void remove(String name) throws ProblemException {
		try {
			Files.deleteIfExists(file(name));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("connection-not-removed", "The connection " + name + " could not be removed.",
					directory + " is not writable.", "Correct its permissions."), e);
		}
	}

	private Path file(String name) throws ProblemException {
		if (!NAME.matcher(name).matches()) {
			throw Problem.error("name-invalid", "'" + name + "' is not a name for a connection.",
					"It becomes the name of a file.", "Use up to 64 letters, digits, dots, dashes and underscores.").exception();
		}
		return directory.resolve("connections").resolve(name + END);
	}

	/** The administrator's own key; made at first use. */
	public Path key() throws ProblemException {
		Path file = directory.resolve("id_ed25519");
		SshKeys.loadOrCreate(file, System.getProperty("user.name", "user"));
		return file;
	}

	/** The line for an agent's authorized_keys that admits the key in {@code keyFile}. */
	public static String authorizedKey(Path keyFile) throws ProblemException {
		String comment = System.getProperty("user.name", "user");
		return SshKeys.text(SshKeys.load(keyFile).getPublic()) + " " + comment;
	}

	/** {@code SHA256:…} of a public key in OpenSSH's form. */
	public static String fingerprint(String hostKey) throws ProblemException {
		return SshKeys.fingerprint(hostKey);
	}
}
