// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory tree without the content of its files, as a tar archive: names, owners, modes, times, links, devices (an overlay's
 * whiteouts among them) and extended attributes of all namespaces, which the Java platform cannot read. Sockets are left out: a
 * restore binds them anew.
 */
final class Tree {

	private static final Duration DEADLINE = Duration.ofMinutes(5);
	/** Of a shell: gives directories in {@code $0} the attributes of those here whose names it reads, each ended by a zero byte. */
	static final String COPY_DIRECTORIES = "tar --create --no-recursion --null --verbatim-files-from --files-from=- --format=posix --xattrs"
			+ " '--xattrs-include=*' | tar --extract --preserve-permissions --same-owner --numeric-owner --xattrs '--xattrs-include=*'"
			+ " --directory=\"$0\"";

	private static final String CAPABILITY = "SCHILY.xattr.security.capability";

	private Tree() {
	}

	/** Archives a tree; the same tree gives the same bytes. */
	static void archive(Path tree, Path archive) throws IOException {
		Path skeleton = archive.resolveSibling(archive.getFileName() + ".d");
		delete(skeleton);
		Subprocess.require(List.of("cp", "-a", "--attributes-only", "--no-target-directory", tree.toString(), skeleton.toString()),
				Path.of("/"), DEADLINE);
		// pax headers carry access times and a process id unless told otherwise. trusted.overlay.origin is a file handle of this host's
		// lower directory: useless elsewhere, and with index=on a mount refuses it (kernel: Documentation/filesystems/overlayfs.rst)
		Subprocess.require(
				List.of("tar", "--create", "--file=" + archive, "--format=posix", "--sort=name", "--numeric-owner",
						"--pax-option=delete=atime,delete=ctime,exthdr.name=%d/PaxHeaders/%f", "--xattrs", "--xattrs-include=*",
						"--xattrs-exclude=trusted.overlay.origin", "--xattrs-exclude=trusted.overlay.uuid", "--directory=" + skeleton, "."),
				Path.of("/"), DEADLINE);
		delete(skeleton);
	}

	/** Lays out an archived tree in an existing directory. */
	static void extract(Path archive, Path into) throws IOException {
		Subprocess.require(List.of("tar", "--extract", "--file=" + archive, "--preserve-permissions", "--same-owner", "--numeric-owner",
				"--xattrs", "--xattrs-include=*", "--directory=" + into), Path.of("/"), DEADLINE);
	}

	/** Gives files back the capabilities that writing their content took away (the kernel drops them on write, for root as well). */
	static void restoreCapabilities(Path archive, Path tree) throws IOException {
		if (!contains(archive, CAPABILITY)) {
			return;
		}
		Path skeleton = archive.resolveSibling(archive.getFileName() + ".d");
		Files.createDirectory(skeleton);
		extract(archive, skeleton);
		// cp makes hard links anew, which touches their directories
		Subprocess.require(List.of("sh", "-ec",
				"find . -type f -print0 | xargs -0r cp -a --attributes-only --parents --target-directory=\"$0\" --\n"
						+ "find . -type d -print0 | " + COPY_DIRECTORIES,
				tree.toString()), skeleton, DEADLINE);
		delete(skeleton);
	}

	/** Which names in an archive have which extended attributes, as lines of text. */
	static Set<String> attributes(Path archive) throws IOException {
		Subprocess.Result listing = Subprocess.run(List.of("tar", "--list", "--verbose", "--verbose", "--file=" + archive, "--xattrs",
				"--xattrs-include=*", "--quoting-style=escape", "--numeric-owner"), DEADLINE);
		Set<String> attributes = new HashSet<>();
		String name = "";
		for (String line : listing.output().split("\n")) {
			if (line.startsWith("  x: ")) {
				// "  x: LENGTH ATTRIBUTE"
				attributes.add(name + line.substring(line.lastIndexOf(' ')));
			} else {
				// "MODE OWNER SIZE DATE TIME NAME"
				String[] columns = line.split(" +", 6);
				name = columns.length == 6 ? columns[5] : line;
			}
		}
		return attributes;
	}

	private static boolean contains(Path archive, String text) throws IOException {
		byte[] window = new byte[1 << 16];
		try (InputStream in = Files.newInputStream(archive)) {
			int kept = 0;
			for (int n; (n = in.readNBytes(window, kept, window.length - kept)) > 0;) {
				int length = kept + n;
				if (new String(window, 0, length, StandardCharsets.ISO_8859_1).contains(text)) {
					return true;
				}
				kept = Math.min(length, text.length());
				System.arraycopy(window, length - kept, window, 0, kept);
			}
		}
		return false;
	}

	/** All paths below a directory, sorted so that a directory precedes what is in it; symbolic links are not followed. */
	static List<Path> walk(Path directory) throws IOException {
		List<Path> all = new ArrayList<>();
		collect(directory, all);
		return all;
	}

	private static void collect(Path directory, List<Path> into) throws IOException {
		List<Path> here = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
			stream.forEach(here::add);
		} catch (java.nio.file.NoSuchFileException e) {
			// went while we looked: its parent says so in the next pass
			System.getLogger(Tree.class.getName()).log(System.Logger.Level.DEBUG, "vanished", e);
		}
		here.sort(null);
		for (Path path : here) {
			into.add(path);
			if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
				collect(path, into);
			}
		}
	}

	/** Deletes a file or a whole tree, if it is there. */
	static void delete(Path tree) throws IOException {
		if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
			for (Path path : walk(tree).reversed()) {
				Files.deleteIfExists(path);
			}
		}
		Files.deleteIfExists(tree);
	}

	/** Makes what happened to names in a directory durable. */
	static void sync(Path directory) throws IOException {
		try (var channel = java.nio.channels.FileChannel.open(directory, java.nio.file.StandardOpenOption.READ)) {
			channel.force(true);
		}
	}
}
