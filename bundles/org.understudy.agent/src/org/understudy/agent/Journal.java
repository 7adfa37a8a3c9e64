// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

import org.understudy.api.Json;
import org.understudy.model.JournalEntry;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/**
 * A node's journal: one JSON line per entry, append-only, each with the hash of the one before. A torn last line (power cut) is
 * cut off at opening; a broken chain is a problem that stops the node. Thread-safe.
 */
public final class Journal {

	/** Actor of what the agent did by itself. */
	public static final String SELF = "understudy";

	private static final System.Logger LOG = System.getLogger(Journal.class.getName());
	private static final String FIRST = "0".repeat(64);
	private static final int KEPT = 100;

	private final NodeName node;
	private final Clock clock;
	private final FileChannel file;
	private final Deque<JournalEntry> newest = new ArrayDeque<>();
	private long sequence;
	private String last = FIRST;

	public Journal(NodeName node, Path path, Clock clock) throws ProblemException {
		this.node = node;
		this.clock = clock;
		try {
			long good = Files.exists(path) ? replay(path) : 0;
			this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			file.truncate(good).position(good);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("journal-unwritable", "Cannot open the journal " + path + ".",
					"Without a journal nothing can be proven.", "Check the disk and the directory's owner."), e);
		}
	}

	private long replay(Path path) throws IOException, ProblemException {
		byte[] all = Files.readAllBytes(path);
		int start = 0;
		for (int end = next(all, start); end >= 0; end = next(all, start)) {
			accept(path, new String(all, start, end - start, StandardCharsets.UTF_8));
			start = end + 1;
		}
		return start;
	}

	private static int next(byte[] all, int from) {
		for (int i = from; i < all.length; i++) {
			if (all[i] == '\n') {
				return i;
			}
		}
		return -1;
	}

	private void accept(Path path, String line) throws ProblemException {
		JournalEntry entry;
		try {
			entry = Json.read(line, JournalEntry.class);
		} catch (RuntimeException e) {
			throw new ProblemException(broken(path), e);
		}
		if (!entry.previous().equals(last) || entry.sequence() != sequence + 1 || !hash(entry).equals(entry.hash())) {
			throw broken(path).exception();
		}
		keep(entry);
	}

	private Problem broken(Path path) {
		return Problem.error("journal-broken", "The journal " + path + " was changed after entry " + sequence + ".",
				"Its hash chain does not hold.", "Keep the file as evidence, move it away, and start the node with a new journal.");
	}

	/** Appends one entry; a failure to write is logged, for the node must go on. */
	public synchronized JournalEntry add(Severity severity, String actor, String application, String event, String text) {
		JournalEntry open = new JournalEntry(node, sequence + 1, clock.instant(), severity, actor, application, event, text, last, "");
		JournalEntry entry = withHash(open, hash(open));
		try {
			ByteBuffer line = ByteBuffer.wrap((Json.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
			while (line.hasRemaining()) {
				file.write(line);
			}
			file.force(false);
		} catch (IOException e) {
			LOG.log(Level.ERROR, "journal entry lost: " + text, e);
			return entry;
		}
		keep(entry);
		return entry;
	}

	/** The last hundred entries, newest first. */
	public synchronized List<JournalEntry> newest() {
		return List.copyOf(newest);
	}

	private void keep(JournalEntry entry) {
		sequence = entry.sequence();
		last = entry.hash();
		newest.addFirst(entry);
		if (newest.size() > KEPT) {
			newest.removeLast();
		}
	}

	private static String hash(JournalEntry entry) {
		try {
			byte[] text = Json.write(withHash(entry, "")).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every JDK has SHA-256", e);
		}
	}

	private static JournalEntry withHash(JournalEntry e, String hash) {
		return new JournalEntry(e.node(), e.sequence(), e.at(), e.severity(), e.actor(), e.application(), e.event(), e.text(), e.previous(),
				hash);
	}
}
