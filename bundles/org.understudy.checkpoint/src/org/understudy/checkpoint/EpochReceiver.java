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
import java.lang.System.Logger.Level;
import java.util.Optional;

import org.understudy.core.port.EpochStore.Fence;
import org.understudy.core.port.Keeping;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** The secondary's end of one stream. Used by one thread. */
final class EpochReceiver {

	private final ChunkEpochStore store;
	private final DataInputStream in;
	private final DataOutputStream out;
	private final Fence fence;

	EpochReceiver(ChunkEpochStore store, InputStream in, OutputStream out, Fence fence) {
		this.store = store;
		this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
		this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
		this.fence = fence;
	}

	/** Takes epochs until the stream ends between two of them. */
	void run() throws IOException {
		while (true) {
			in.mark(1);
			if (in.read() < 0) {
				return;
			}
			in.reset();
			if (in.readInt() != Wire.MAGIC) {
				throw new CorruptException("start of an epoch");
			}
			EpochHeader header = EpochHeader.read(in);
			Keeping keeping = Wire.readKeeping(in);
			Term baseTerm = new Term(Math.max(0, in.readLong()));
			Epoch baseEpoch = new Epoch(Math.max(0, in.readLong()));
			answer(() -> one(header, keeping, baseTerm, baseEpoch));
		}
	}

	/** What happens between two answers: an epoch that ends with a problem is refused, and the stream goes on. */
	@FunctionalInterface
	private interface Exchange {
		void run() throws IOException, ProblemException;
	}

	private void answer(Exchange exchange) throws IOException {
		try {
			exchange.run();
		} catch (ProblemException e) {
			Wire.refuse(out, e.problem());
			out.flush();
		}
	}

	private void one(EpochHeader header, Keeping keeping, Term baseTerm, Epoch baseEpoch) throws IOException, ProblemException {
		ApplicationStore application = admit(header);
		Manifest base = base(application, header, baseTerm, baseEpoch);
		application.keep(keeping);
		accept();
		Manifest manifest = ManifestCodec.read(header, base, in);
		int[] lacking = application.lacking(manifest);
		guard(header, () -> {
			store.makeRoom(application, manifest.size(lacking));
			return null;
		});
		try (Intake intake = store.newIntake(application)) {
			ask(lacking);
			take(application, manifest, lacking, intake);
		}
		// before the answer, and without waiting: who hears of the commit and asks for the epoch gets the one that lies ready
		store.committed(header.application(), application);
		accept();
		collect(application);
	}

	/** What arrived of a stream that breaks is sealed: the next attempt goes on from there. What cannot be kept is taken back. */
	private void take(ApplicationStore application, Manifest manifest, int[] lacking, Intake intake) throws IOException, ProblemException {
		try (Incoming incoming = new Incoming(manifest, lacking, intake)) {
			incoming.receive(in);
			settle(application, manifest, incoming, intake);
		} catch (IOException e) {
			salvage(intake, e);
			throw e;
		}
	}

	private void settle(ApplicationStore application, Manifest manifest, Incoming incoming, Intake intake) throws ProblemException {
		EpochHeader header = manifest.header();
		boolean kept = false;
		try {
			guard(header, () -> {
				incoming.check();
				intake.seal();
				application.commit(manifest, () -> fence.check(header.application(), header.term()));
				return null;
			});
			kept = true;
		} finally {
			if (!kept) {
				guard(header, () -> {
					intake.discard();
					return null;
				});
			}
		}
	}

	private static void salvage(Intake intake, IOException broken) {
		try {
			intake.seal();
		} catch (IOException e) {
			broken.addSuppressed(e);
		}
	}

	private ApplicationStore admit(EpochHeader header) throws ProblemException {
		fence.check(header.application(), header.term());
		ApplicationStore application = guard(header, () -> store.application(header.application()));
		Optional<EpochHeader> newest = application.newest();
		if (newest.isPresent() && EpochHeader.ORDER.compare(header, newest.get()) < 0) {
			throw StoreProblems.stale(header, newest.get()).exception();
		}
		return application;
	}

	private Manifest base(ApplicationStore application, EpochHeader header, Term term, Epoch epoch) throws ProblemException {
		if (epoch.isNone()) {
			return Manifest.NONE;
		}
		EpochHeader known = application.epochs().keySet().stream().filter(h -> h.epoch().equals(epoch) && h.term().equals(term)).findFirst()
				.orElseThrow(() -> StoreProblems.unknownBase().exception());
		return guard(header, () -> application.manifest(known));
	}

	private void ask(int[] lacking) throws IOException {
		Wire.accept(out);
		out.writeInt(lacking.length);
		for (int ordinal : lacking) {
			out.writeInt(ordinal);
		}
		out.flush();
	}

	private void accept() throws IOException {
		Wire.accept(out);
		out.flush();
	}

	/** Effects on the disk, told apart from those on the stream: they fail the epoch, not the stream. */
	@FunctionalInterface
	private interface Storing<T> {
		T run() throws IOException, ProblemException;
	}

	private <T> T guard(EpochHeader header, Storing<T> storing) throws ProblemException {
		try {
			return storing.run();
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.of(e, header, store.root()), e);
		}
	}

	private void collect(ApplicationStore application) {
		try {
			application.collect();
		} catch (IOException e) {
			Problem problem = StoreProblems.unusable(store.root(), e);
			System.getLogger(EpochReceiver.class.getName()).log(Level.WARNING, problem.summary(), e);
		}
	}
}
