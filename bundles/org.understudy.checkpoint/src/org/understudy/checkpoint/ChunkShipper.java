// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.core.port.Keeping;
import org.understudy.model.Bytes;
import org.understudy.model.ProblemException;

/**
 * Ships epochs as chunks: names all of them, sends those that the secondary lacks. It remembers the last manifest that was
 * acknowledged, so that the list of names as well costs only what changed. Reads and writes block: whoever owns the stream closes it
 * at a deadline of his.
 */
final class ChunkShipper implements EpochShipper {

	private final CountingStream counter;
	private final DataOutputStream out;
	private final DataInputStream in;
	private final LongSupplier nanoTime;
	private Manifest base = Manifest.NONE;

	/** @param nanoTime monotonic, nanoseconds */
	ChunkShipper(InputStream in, OutputStream out, LongSupplier nanoTime) {
		this.counter = new CountingStream(out);
		this.out = new DataOutputStream(new BufferedOutputStream(counter, 1 << 16));
		this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
		this.nanoTime = nanoTime;
	}

	@Override
	public Shipment ship(PreparedEpoch epoch, Keeping keeping) throws ProblemException {
		if (!(epoch instanceof Cut cut)) {
			throw new IllegalArgumentException("prepared by another transfer: " + epoch);
		}
		long start = nanoTime.getAsLong();
		long before = counter.count();
		try {
			offer(cut.manifest(), keeping);
			long spared = sendLacking(cut);
			long sent = nanoTime.getAsLong();
			Wire.expectAccepted(in);
			base = cut.manifest();
			Bytes bytes = Bytes.of(counter.count() - before);
			return new Shipment(bytes, bytes.plus(Bytes.of(Math.max(0, spared))), Duration.ofNanos(sent - start), Duration.ofNanos(nanoTime.getAsLong() - sent));
		} catch (IOException e) {
			throw StoreProblems.broken(e).exception();
		}
	}

	@Override
	public EpochShipper over(InputStream again, OutputStream other) {
		ChunkShipper next = new ChunkShipper(again, other, nanoTime);
		next.base = base;
		return next;
	}

	@Override
	public long progress() {
		return counter.count();
	}

	/** Sends header and names; goes without a base when the secondary no longer has it. */
	private void offer(Manifest manifest, Keeping keeping) throws IOException, ProblemException {
		boolean based = base.header() != null && base.header().application().equals(manifest.header().application());
		try {
			header(manifest.header(), keeping, based ? base.header() : null);
		} catch (ProblemException e) {
			if (!based || !e.problem().code().equals(Wire.UNKNOWN_BASE)) {
				throw e;
			}
			based = false;
			header(manifest.header(), keeping, null);
		}
		Manifest against = based ? base : Manifest.NONE;
		ManifestCodec.write(manifest, against, DigestIndex.over(against.digests()), out);
		out.flush();
		Wire.expectAccepted(in);
	}

	private void header(EpochHeader header, Keeping keeping, EpochHeader known) throws IOException, ProblemException {
		out.writeInt(Wire.MAGIC);
		header.write(out);
		Wire.write(keeping, out);
		out.writeLong(known == null ? 0 : known.term().number());
		out.writeLong(known == null ? 0 : known.epoch().number());
		out.flush();
		Wire.expectAccepted(in);
	}

	/** @return bytes that compression spared */
	private long sendLacking(Cut cut) throws IOException {
		int[] lacking = new int[ManifestCodec.bounded(in.readInt(), cut.manifest().digests().size())];
		for (int i = 0, previous = -1; i < lacking.length; i++) {
			lacking[i] = ManifestCodec.bounded(in.readInt(), cut.manifest().digests().size() - 1);
			if (lacking[i] <= previous) {
				throw new CorruptException("list of lacking chunks");
			}
			previous = lacking[i];
		}
		try (ChunkSender sender = new ChunkSender(cut, out)) {
			sender.send(lacking);
			return sender.spared();
		}
	}

	@Override
	public void close() {
		try {
			out.close();
			in.close();
		} catch (IOException e) {
			// the stream is its owner's; what was not acknowledged is not committed
			System.getLogger(ChunkShipper.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
		}
	}
}
