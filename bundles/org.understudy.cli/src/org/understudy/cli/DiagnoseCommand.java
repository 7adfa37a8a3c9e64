// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.understudy.admin.Operations;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diagnose", description = "Record what an inspection reads, so that it can be looked at again elsewhere.",
		footer = { "", "Secrets in command lines are taken out; users, host and addresses get pseudonyms. Environments and memory are not read.",
				"Paths of files stay: look through the record before you give it away." })
final class DiagnoseCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP|PID", description = "A protected application, a process tree, a unit or a control group.")
	private String subject;

	@Option(names = "--on", paramLabel = "NODE", description = "Whose process it is; default: the node that answers.")
	private String on;

	@Option(names = "--record", paramLabel = "DIR", required = true, description = "Where to; made if it is not there, else it must be empty.")
	private Path directory;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		byte[] zip = await(Subject.isLive(subject) ? operations.record(InspectionScope.parse(subject), on == null ? "" : Words.node(on).value())
				: operations.record(Words.application(subject)));
		try {
			int files = unpack(zip, directory);
			console.show(Map.of("directory", directory.toString(), "files", files), files + " files in " + directory + "; look through them before you give them away.");
			return ExitCode.OK;
		} catch (IOException e) {
			throw new ProblemException(Problem.error("record-not-written", "The record could not be written to " + directory + ".",
					String.valueOf(e.getMessage()), "Choose a new or empty directory that you may write to."), e);
		}
	}

	/** Names come over the wire: none may lead out of the directory. */
	static int unpack(byte[] zip, Path directory) throws IOException {
		Path root = Files.createDirectories(directory).toRealPath();
		try (var present = Files.list(root)) {
			if (present.findAny().isPresent()) {
				throw new IOException("it is not empty");
			}
		}
		int files = 0;
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path file = root.resolve(entry.getName()).normalize();
				if (!file.startsWith(root) || file.equals(root)) {
					throw new IOException("it holds a name that leads out of the directory: " + entry.getName());
				}
				Files.createDirectories(file.getParent());
				Files.write(file, in.readAllBytes());
				files++;
			}
		}
		return files;
	}
}
