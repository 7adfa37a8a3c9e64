// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.EpochStore.Fence;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.Keeping;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.ProblemException;
import org.understudy.model.Retention;
import org.understudy.model.Term;

/** A shipper and a store joined by pipes. */
final class Trial implements AutoCloseable {

	static final ApplicationName REDIS = new ApplicationName("redis");
	static final Instant AT = Instant.parse("2026-11-23T14:00:00.123456789Z");
	static final Fence OPEN = (_, _) -> {
	};

	final ChunkEpochStore store;
	final ChunkTransfer transfer = new ChunkTransfer(System::nanoTime);
	final EpochShipper shipper;
	Keeping keeping = new Keeping(Retention.last(2), Bytes.ZERO, Epoch.NONE);
	final CompletableFuture<ProblemException> receiver = new CompletableFuture<>();
	private final OutputStream toStore;

	/** @param cutAt how many bytes get through to the store before the stream ends */
	Trial(ChunkEpochStore store, Fence fence, long cutAt) throws IOException {
		this.store = store;
		Pipe there = Pipe.open();
		Pipe back = Pipe.open();
		this.toStore = new Truncated(Channels.newOutputStream(there.sink()), cutAt);
		this.shipper = transfer.open(Channels.newInputStream(back.source()), toStore);
		Thread.ofVirtual().start(() -> serve(fence, there, back));
	}

	Trial(ChunkEpochStore store) throws IOException {
		this(store, OPEN, Long.MAX_VALUE);
	}

	private void serve(Fence fence, Pipe there, Pipe back) {
		try (InputStream in = Channels.newInputStream(there.source()); OutputStream out = Channels.newOutputStream(back.sink())) {
			store.receive(in, out, fence);
			receiver.complete(null);
		} catch (ProblemException e) {
			receiver.complete(e);
		} catch (IOException | RuntimeException e) {
			receiver.completeExceptionally(e);
		}
	}

	Shipment ship(Capture capture, long term, long epoch) throws ProblemException {
		Label label = new Label(REDIS, new Epoch(epoch), new Term(term));
		return shipper.ship(transfer.prepare(capture, label, ("meta " + epoch).getBytes()), keeping);
	}

	/** Ends the stream; gives what the receiver ended with, null for well. */
	ProblemException end() throws IOException {
		try {
			toStore.close();
			return receiver.get(20, TimeUnit.SECONDS);
		} catch (ExecutionException | TimeoutException | InterruptedException e) {
			throw new IOException("receiver", e);
		}
	}

	@Override
	public void close() throws IOException {
		end();
		shipper.close();
	}

	static ChunkEpochStore open(Path root) throws ProblemException {
		return new ChunkEpochStore(root, new Bytes(Long.MAX_VALUE));
	}

	/** A capture as an engine leaves it, with directories still to fill. */
	static Capture capture(Path directory) throws IOException {
		return new Capture(Files.createDirectories(directory.resolve("images")), Files.createDirectories(directory.resolve("files")), AT,
				Bytes.ZERO, Bytes.ZERO, Anatomy.NONE);
	}

	static void assertSame(Path expected, Path actual) throws IOException {
		assertEquals(Shell.run("cd \"$1\"; " + LISTING, expected), Shell.run("cd \"$1\"; " + LISTING, actual));
	}

	/** Everything that must survive: type, mode, owner, time, device, links, target, content; attributes by tar. */
	private static final String LISTING = """
			find . ! -type d -printf '%P %y %M %U:%G %T@ %n %l %s ' -exec stat -c '%t,%T' {} \\; | sort
			find . -type d -printf '%P %M %U:%G %T@\\n' | sort
			find . -type f -exec sha256sum {} + | sort
			find . -samefile hard1 2>/dev/null | sort
			tar -c --xattrs --xattrs-include='*' --format=posix --sort=name . | strings | grep -o 'SCHILY.xattr.*' || true
			""";

	/** Lets a number of bytes through, then ends as if the network had. */
	private static final class Truncated extends FilterOutputStream {
		private long left;

		Truncated(OutputStream out, long limit) {
			super(out);
			this.left = limit;
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			int through = (int) Math.min(left, length);
			new ByteArrayInputStream(bytes, offset, through).transferTo(out);
			left -= through;
			if (through < length) {
				out.close();
				throw new IOException("cut");
			}
		}
	}
}
