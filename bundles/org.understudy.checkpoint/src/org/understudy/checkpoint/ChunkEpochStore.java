// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.understudy.core.port.EpochStore;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/**
 * Epochs as manifests over chunks that are stored once: an epoch costs on disk what it does not share with those before. One
 * directory per application, so that one can be dropped, and later encrypted, by itself.
 */
public final class ChunkEpochStore implements EpochStore {

	/** Left on the disk for manifests and what else needs a little. */
	private static final long SPARE = 1 << 20;

	private final Path root;
	private final Bytes quota;
	private final Steps steps;
	private final Optional<StandbyPlaces> places;
	private final Map<ApplicationName, Standby> standbys = new ConcurrentSkipListMap<>();
	private final Map<ApplicationName, ApplicationStore> applications = new ConcurrentSkipListMap<>();

	/**
	 * Opens a store, and makes it where there is none; what a crash left incomplete is removed.
	 *
	 * @param root  a directory of ours on a local disk
	 * @param quota bytes of chunks that all applications together may take
	 * @throws ProblemException when the directory cannot be used
	 */
	public ChunkEpochStore(Path root, Bytes quota) throws ProblemException {
		this(root, quota, Steps.NONE, Optional.empty());
	}

	/**
	 * A store whose newest epochs lie ready to restore.
	 *
	 * @param places where
	 */
	public ChunkEpochStore(Path root, Bytes quota, StandbyPlaces places) throws ProblemException {
		this(root, quota, Steps.NONE, Optional.of(places));
	}

	ChunkEpochStore(Path root, Bytes quota, Steps steps, Optional<StandbyPlaces> places) throws ProblemException {
		this.steps = steps;
		this.root = root;
		this.quota = quota;
		this.places = places;
		try {
			for (Path place : places.map(StandbyPlaces::all).orElse(List.of())) {
				Tree.delete(place);
			}
			Files.createDirectories(root);
			try (var directories = Files.newDirectoryStream(root, Files::isDirectory)) {
				for (Path directory : directories) {
					applications.put(new ApplicationName(directory.getFileName().toString()), ApplicationStore.open(directory, steps));
				}
			}
		} catch (IOException | IllegalArgumentException e) {
			IOException cause = e instanceof IOException io ? io : new IOException("a directory that is not ours", e);
			throw new ProblemException(StoreProblems.unusable(root, cause), e);
		}
		applications().forEach(name -> committed(name, applications.get(name)));
	}

	/** A newer epoch is there: it is made ready. */
	void committed(ApplicationName name, ApplicationStore application) {
		places.ifPresent(p -> standbys.computeIfAbsent(name, _ -> new Standby(name, application, p)).follow());
	}

	Path root() {
		return root;
	}

	/** That application's part; made when it is new. */
	ApplicationStore application(ApplicationName name) throws IOException {
		synchronized (applications) {
			ApplicationStore known = applications.get(name);
			if (known == null) {
				known = ApplicationStore.open(root.resolve(name.value()), steps);
				applications.put(name, known);
			}
			return known;
		}
	}

	/** Chunks within what the quotas leave now. */
	Intake newIntake(ApplicationStore application) {
		return new Intake(application, left(application));
	}

	private long left(ApplicationStore application) {
		long used = applications.values().stream().mapToLong(ApplicationStore::size).sum();
		long left = quota.count() - used;
		long own = application.quota().count() == 0 ? left : application.quota().count() - application.size();
		return Math.max(0, Math.min(left, own));
	}

	/**
	 * Gives up old epochs of that application until an epoch of so many new bytes fits.
	 *
	 * @throws StoreFullException when it does not fit in any case
	 */
	void makeRoom(ApplicationStore application, long needed) throws IOException {
		for (boolean more = true; true; more = application.makeRoom()) {
			long space = Files.getFileStore(root).getUsableSpace() - SPARE;
			if (needed <= left(application) && needed <= space) {
				return;
			} else if (!more) {
				throw new StoreFullException("%s are needed, the quota leaves %s and the disk %s".formatted(Bytes.of(needed),
						Bytes.of(left(application)), Bytes.of(Math.max(0, space))));
			}
		}
	}

	/** On a platform thread: hashing and writing would hold up the few carriers of virtual ones, on which leases are renewed. */
	@Override
	public void receive(InputStream in, OutputStream out, Fence fence) throws ProblemException {
		FutureTask<Void> task = new FutureTask<>(() -> {
			new EpochReceiver(this, in, out, fence).run();
			return null;
		});
		Thread worker = Thread.ofPlatform().daemon().name("epochs in").start(task);
		try {
			task.get();
		} catch (ExecutionException e) {
			if (e.getCause() instanceof IOException io) {
				throw new ProblemException(StoreProblems.broken(io), io);
			}
			throw new IllegalStateException("a bug while receiving epochs", e.getCause());
		} catch (InterruptedException e) {
			worker.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public List<StoredEpoch> epochs(ApplicationName application) throws ProblemException {
		ApplicationStore known = applications.get(application);
		List<StoredEpoch> all = new ArrayList<>();
		if (known != null) {
			try {
				for (var epoch : known.epochs().entrySet()) {
					all.add(stored(epoch.getKey(), epoch.getValue(), known.meta(epoch.getKey())));
				}
			} catch (IOException e) {
				throw new ProblemException(StoreProblems.unusable(root.resolve(application.value()), e), e);
			}
		}
		return all;
	}

	@Override
	public Optional<Term> highestTerm(ApplicationName application) {
		return Optional.ofNullable(applications.get(application)).flatMap(ApplicationStore::newest).map(EpochHeader::term);
	}

	@Override
	public List<ApplicationName> applications() {
		return applications.entrySet().stream().filter(e -> e.getValue().newest().isPresent()).map(Map.Entry::getKey).toList();
	}

	@Override
	public Checkout checkout(ApplicationName application, Epoch epoch, Path upper, Use use) throws ProblemException {
		ApplicationStore known = applications.get(application);
		if (known == null) {
			throw StoreProblems.missing(root).exception();
		}
		EpochHeader header = known.epochs().keySet().stream().filter(h -> h.epoch().equals(epoch)).findFirst()
				.orElseThrow(() -> StoreProblems.missing(root).exception());
		try {
			Optional<Checkout> ready = ready(header, upper, use);
			return ready.isPresent() ? ready.get() : Layout.of(known, known.manifest(header), upper);
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.layout(header, e), e);
		}
	}

	private Optional<Checkout> ready(EpochHeader header, Path upper, Use use) throws IOException {
		Standby standby = standbys.get(header.application());
		if (standby == null) {
			return Optional.empty();
		}
		try {
			return standby.take(header, upper, use);
		} catch (IOException e) {
			System.getLogger(ChunkEpochStore.class.getName()).log(Level.WARNING, "epoch " + header.epoch() + " is laid out anew", e);
			Tree.delete(upper);
			return Optional.empty();
		}
	}

	@Override
	public void drop(ApplicationName application) throws ProblemException {
		try {
			Standby standby = standbys.remove(application);
			if (standby != null) {
				standby.close();
			}
			applications.remove(application);
			Tree.delete(root.resolve(application.value()));
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.unusable(root.resolve(application.value()), e), e);
		}
	}

	@Override
	public Scrub scrub(ApplicationName application, Bytes pace) throws ProblemException {
		ApplicationStore known = applications.get(application);
		if (known == null) {
			return new Scrub(Bytes.ZERO, 0, List.of());
		}
		try {
			Scrubber scrubber = new Scrubber(pace);
			List<EpochHeader> lost = known.scrub(scrubber);
			return new Scrub(Bytes.of(scrubber.read()), known.epochs().size(),
					lost.stream().map(header -> StoreProblems.damaged(header, root)).toList());
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.unusable(root.resolve(application.value()), e), e);
		}
	}

	@Override
	public void close() {
		standbys.values().forEach(Standby::close);
		standbys.clear();
	}

	static StoredEpoch stored(EpochHeader header, long size, byte[] meta) {
		return new StoredEpoch(header.application(), header.epoch(), header.term(), header.capturedAt(), Bytes.of(size), meta.clone());
	}
}
