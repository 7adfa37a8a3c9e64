// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.Keeping;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.ProblemException;
import org.understudy.model.Retention;
import org.understudy.model.Term;

/**
 * A real process that receives epochs is killed at random moments, twenty times over the same store: each time what it acknowledged
 * last restores, nothing is damaged, and the next process goes on with it.
 */
class StoreDeathTest {

	private static final ApplicationName APPLICATION = new ApplicationName("victim");
	private static final int DEATHS = 20;

	@TempDir
	Path dir;
	private final Random random = new Random(20261124);
	private long epoch;
	private String acknowledged = "";
	private long acknowledgedEpoch;

	/** The process that is killed: a store behind its standard streams. */
	public static final class Victim {

		private Victim() {
		}

		public static void main(String[] arguments) throws ProblemException {
			new ChunkEpochStore(Path.of(arguments[0]), new Bytes(Long.MAX_VALUE)).receive(System.in, System.out, (_, _) -> {
			});
		}
	}

	private Process start(Path root) throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Victim.class.getName(), root.toString())
				.redirectError(dir.resolve("victim.err").toFile()).start();
	}

	private Capture application() throws IOException {
		Capture capture = new Capture(Files.createDirectories(dir.resolve("images")), Files.createDirectories(dir.resolve("files")),
				Clock.systemUTC().instant(), Bytes.ZERO, Bytes.ZERO, Anatomy.NONE);
		byte[] pages = new byte[8 << 20];
		random.nextBytes(pages);
		Files.write(capture.images().resolve("pages-1.img"), pages);
		Files.writeString(capture.images().resolve("core-1.img"), "core");
		Files.writeString(capture.files().resolve("log"), "start\n");
		return capture;
	}

	private void live(Capture capture) throws IOException {
		byte[] page = new byte[4096];
		try (RandomAccessFile pages = new RandomAccessFile(capture.images().resolve("pages-1.img").toFile(), "rw")) {
			for (int i = 0; i < 200; i++) {
				random.nextBytes(page);
				pages.seek(random.nextLong(pages.length() / 4096) * 4096);
				pages.write(page);
			}
		}
		Files.writeString(capture.files().resolve("log"), "epoch " + (epoch + 1) + "\n", java.nio.file.StandardOpenOption.APPEND);
	}

	private static String sums(Path... roots) throws Exception {
		List<String> sums = new ArrayList<>();
		for (Path root : roots) {
			try (Stream<Path> all = Files.walk(root)) {
				for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
					byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
					sums.add(root.relativize(file) + " " + HexFormat.of().formatHex(digest));
				}
			}
		}
		return String.join("\n", sums);
	}

	/** When a process dies: so long after so many acknowledged epochs. However slow the machine is, that is anywhere in an epoch. */
	private record Moment(int epochs, int millis) {
	}

	/** Sends epochs until the other side is gone. */
	private void ship(Capture capture, Process victim, Moment moment) throws Exception {
		ChunkTransfer transfer = new ChunkTransfer(System::nanoTime);
		try (EpochShipper shipper = transfer.open(victim.getInputStream(), victim.getOutputStream())) {
			Keeping keeping = new Keeping(Retention.last(3), Bytes.ZERO, Epoch.NONE);
			for (int acks = 0; true; acks++) {
				if (acks == moment.epochs()) {
					CompletableFuture.delayedExecutor(moment.millis(), TimeUnit.MILLISECONDS).execute(victim::destroyForcibly);
				}
				live(capture);
				String sums = sums(capture.images(), capture.files());
				shipper.ship(transfer.prepare(capture, new Label(APPLICATION, new Epoch(++epoch), new Term(1)), new byte[] { 1 }), keeping);
				acknowledged = sums;
				acknowledgedEpoch = epoch;
			}
		} catch (ProblemException e) {
			assertEquals("stream-broken", e.problem().code(), () -> e + "\n" + text(dir.resolve("victim.err")));
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			return e.toString();
		}
	}

	private void look(Path root, String moment) throws Exception {
		try (ChunkEpochStore store = new ChunkEpochStore(root, new Bytes(Long.MAX_VALUE))) {
			assertEquals(List.of(), store.scrub(APPLICATION, Bytes.ZERO).findings(), moment);
			if (acknowledgedEpoch == 0) {
				return;
			}
			List<Long> there = store.epochs(APPLICATION).stream().map(e -> e.epoch().number()).toList();
			assertTrue(there.contains(acknowledgedEpoch), () -> moment + ": epoch " + acknowledgedEpoch + " was acknowledged, there are " + there);
			Path upper = Files.createTempDirectory(dir, "upper-");
			try (Checkout checkout = store.checkout(APPLICATION, new Epoch(acknowledgedEpoch), upper, Use.CLONE)) {
				assertEquals(acknowledged, sums(checkout.images(), upper), moment);
			}
			Tree.delete(upper);
		}
		assertTrue(!Files.exists(root.resolve("victim/damaged")), moment + ": something was set aside");
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void whatWasAcknowledgedSurvivesTwentyDeaths() throws Exception {
		Path root = dir.resolve("store");
		Capture capture = application();
		for (int death = 1; death <= DEATHS; death++) {
			Process victim = start(root);
			Moment moment = new Moment(random.nextInt(3), random.nextInt(400));
			try {
				ship(capture, victim, moment);
			} finally {
				victim.destroyForcibly().waitFor();
			}
			look(root, "death " + death + ", " + moment);
		}
		assertTrue(acknowledgedEpoch > 0, "twenty processes, and not one epoch: " + text(dir.resolve("victim.err")));
	}
}
