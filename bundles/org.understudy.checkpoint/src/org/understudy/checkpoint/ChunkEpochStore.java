// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.understudy.core.port.EpochStore;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;

/**
 * Epochs as manifests over chunks that are stored once: an epoch costs on disk what it does not share with those before. One
 * directory per application, so that one can be dropped, and later encrypted, by itself.
 */
public final class ChunkEpochStore implements EpochStore {

	private final Path root;
	private final Bytes quota;
	private final Map<ApplicationName, ApplicationStore> applications = new ConcurrentSkipListMap<>();

	/**
	 * Opens a store, and makes it where there is none; what a crash left incomplete is removed.
	 *
	 * @param root  a directory of ours on a local disk
	 * @param quota bytes of chunks that all applications together may take
	 * @throws ProblemException when the directory cannot be used
	 */
	public ChunkEpochStore(Path root, Bytes quota) throws ProblemException {
		this.root = root;
		this.quota = quota;
		try {
			Files.createDirectories(root);
			try (var directories = Files.newDirectoryStream(root, Files::isDirectory)) {
				for (Path directory : directories) {
					applications.put(new ApplicationName(directory.getFileName().toString()), ApplicationStore.open(directory));
				}
			}
		} catch (IOException | IllegalArgumentException e) {
			IOException cause = e instanceof IOException io ? io : new IOException("a directory that is not ours", e);
			throw new ProblemException(StoreProblems.unusable(root, cause), e);
		}
	}

	Path root() {
		return root;
	}

	/** That application's part; made when it is new. */
	ApplicationStore application(ApplicationName name) throws IOException {
		synchronized (applications) {
			ApplicationStore known = applications.get(name);
			if (known == null) {
				known = ApplicationStore.open(root.resolve(name.value()));
				applications.put(name, known);
			}
			return known;
		}
	}

	/** A pack within what the quota leaves now. */
	PackWriter newPack(ApplicationStore application) throws IOException {
		long used = applications.values().stream().mapToLong(ApplicationStore::size).sum();
		return application.newPack(Math.max(0, quota.count() - used));
	}

	@Override
	public void receive(InputStream in, OutputStream out, Fence fence) throws ProblemException {
		try {
			new EpochReceiver(this, in, out, fence).run();
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.broken(e), e);
		}
	}

	@Override
	public List<StoredEpoch> epochs(ApplicationName application) {
		ApplicationStore known = applications.get(application);
		return known == null ? List.of() : known.manifests().stream().map(ChunkEpochStore::stored).toList();
	}

	@Override
	public List<ApplicationName> applications() {
		return applications.entrySet().stream().filter(e -> e.getValue().newest().isPresent()).map(Map.Entry::getKey).toList();
	}

	@Override
	public Checkout checkout(ApplicationName application, Epoch epoch, Path upper) throws ProblemException {
		ApplicationStore known = applications.get(application);
		if (known == null) {
			throw StoreProblems.missing(root).exception();
		}
		Manifest manifest = known.manifests().stream().filter(m -> m.header().epoch().equals(epoch)).findFirst()
				.orElseThrow(() -> StoreProblems.missing(root).exception());
		try {
			return Layout.of(known, manifest, upper);
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.layout(manifest.header(), e), e);
		}
	}

	@Override
	public void drop(ApplicationName application) throws ProblemException {
		try {
			applications.remove(application);
			Tree.delete(root.resolve(application.value()));
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.unusable(root.resolve(application.value()), e), e);
		}
	}

	static StoredEpoch stored(Manifest manifest) {
		EpochHeader header = manifest.header();
		return new StoredEpoch(header.application(), header.epoch(), header.term(), header.capturedAt(), Bytes.of(manifest.size()),
				header.meta().clone());
	}
}
