// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.Recorder;
import org.understudy.model.ProblemException;

/** Looks once at a scope and keeps what was read, without what is nobody else's business. Thread-safe. */
public final class ProcfsRecorder implements Recorder {

	private final Path proc;

	public ProcfsRecorder(Path proc) {
		this.proc = proc;
	}

	@Override
	public byte[] record(InspectionScope scope) throws ProblemException {
		return zip(files(scope));
	}

	SortedMap<String, byte[]> files(InspectionScope scope) throws ProblemException {
		ProcRecord record = new ProcRecord();
		String host;
		try (ProcReader reader = new ProcReader(proc, record); InspectionSession session = new InspectionSession()) {
			session.look(reader, scope, Instant.EPOCH);
		}
		try (ProcReader reader = new ProcReader(proc)) {
			host = reader.text("sys/kernel/hostname").orElse("").strip();
		}
		return new RecordSanitiser(host).sanitised(record.files());
	}

	private static byte[] zip(Map<String, byte[]> files) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> file : files.entrySet()) {
				out.putNextEntry(new ZipEntry(file.getKey()));
				out.write(file.getValue());
				out.closeEntry();
			}
		} catch (IOException e) {
			throw new UncheckedIOException("in memory", e);
		}
		return bytes.toByteArray();
	}
}
