// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.understudy.checkpoint.ChunkEpochStore;
import org.understudy.checkpoint.ChunkTransfer;
import org.understudy.checkpoint.CriuEngine;
import org.understudy.checkpoint.StandbyPlaces;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.core.port.Keeping;
import org.understudy.linux.capsule.LinuxCapsuleHost;
import org.understudy.linux.net.Uplink;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/**
 * What sending, keeping and restoring epochs costs, beside criu and rsync over ssh in the same run. Prints figures and ratios; asserts
 * nothing. Usage: see the script {@code epochs} beside it.
 */
public class Epochs {

	private static final ApplicationName REDIS = new ApplicationName("redis");
	private static final String HOST = "10.79.0.100";
	private static final Term TERM = new Term(1);

	private final Path work;
	private final ChunkTransfer transfer = new ChunkTransfer(System::nanoTime);
	private ChunkEpochStore store;
	private EpochShipper shipper;
	private Thread receiver;
	private Socket socket;
	private long epoch;

	private Epochs(Path work) {
		this.work = work;
	}

	public static void main(String[] arguments) throws Exception {
		Locale.setDefault(Locale.ROOT);
		Path work = Files.createDirectories(Path.of(arguments[0]));
		List<String> parts = Arrays.asList(arguments).subList(1, arguments.length);
		Epochs bench = new Epochs(work);
		if (parts.isEmpty() || parts.contains("synthetic")) {
			bench.synthetic();
		}
		if (parts.isEmpty() || parts.contains("redis")) {
			bench.redis(64);
		}
		if (parts.isEmpty() || parts.contains("restore")) {
			for (int size : new int[] { 16, 64, 256 }) {
				bench.restore(size);
			}
		}
		System.exit(0);
	}

	private static void say(String text, Object... values) {
		System.out.printf(text + "%n", values);
	}

	/** A store behind a socket on the loopback, as the mesh would be, without its encryption. */
	private void open(Path root) throws Exception {
		StandbyPlaces places = new StandbyPlaces(work.resolve("memory"), Bytes.of(4L << 30), root.resolveSibling("disk"), work.resolve("files"));
		store = new ChunkEpochStore(root, Bytes.of(1L << 40), places);
		ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		socket = new Socket(server.getInetAddress(), server.getLocalPort());
		Socket other = server.accept();
		server.close();
		receiver = Thread.ofPlatform().start(() -> {
			try (InputStream in = other.getInputStream(); OutputStream out = other.getOutputStream()) {
				store.receive(in, out, (_, _) -> { });
			} catch (IOException | ProblemException e) {
				System.out.println("receiver: " + e);
			}
		});
		shipper = transfer.open(socket.getInputStream(), socket.getOutputStream());
		epoch = 0;
	}

	private void close() throws Exception {
		socket.close();
		receiver.join();
		store.close();
	}

	private record Sent(PreparedEpoch prepared, Shipment shipment, double cut, double ship, double senderCpu, double receiverCpu) {
	}

	private Sent ship(Capture capture) throws ProblemException {
		var threads = ManagementFactory.getThreadMXBean();
		long worker = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("epochs in")).findFirst().orElse(receiver).threadId();
		long received = threads.getThreadCpuTime(worker);
		long own = threads.getCurrentThreadCpuTime();
		long start = System.nanoTime();
		PreparedEpoch prepared = transfer.prepare(capture, new Label(REDIS, new Epoch(++epoch), TERM), new byte[0]);
		long cut = System.nanoTime();
		Shipment shipment = shipper.ship(prepared, Keeping.DEFAULT);
		long end = System.nanoTime();
		return new Sent(prepared, shipment, seconds(cut - start), seconds(end - cut), seconds(threads.getCurrentThreadCpuTime() - own),
				seconds(threads.getThreadCpuTime(worker) - received));
	}

	private static double seconds(long nanos) {
		return nanos / 1e9;
	}

	private static double median(List<Double> all) {
		List<Double> sorted = all.stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	/** Pages that nobody has written: what it costs to see that, on one core; and what new ones cost. */
	private void synthetic() throws Exception {
		int mb = 256;
		say("== %d MB of pages, of which a share is new; CPU seconds of one thread each", mb);
		Path directory = work.resolve("synthetic");
		Capture capture = new Capture(Files.createDirectories(directory.resolve("images")), Files.createDirectories(directory.resolve("files")),
				Clock.systemUTC().instant(), Bytes.ZERO, Bytes.ZERO, Anatomy.NONE);
		Path pages = capture.images().resolve("pages-1.img");
		Random random = new Random(1);
		try (OutputStream out = Files.newOutputStream(pages)) {
			for (int i = 0; i < mb; i++) {
				out.write(halfFull(random, 1 << 20));
			}
		}
		open(store("synthetic"));
		Sent first = ship(capture);
		say("first epoch          sender %6.0f MB/s CPU  receiver %6.0f MB/s CPU  sent %s  wall %.2f s", mb / first.senderCpu(), mb / first.receiverCpu(),
				first.shipment().sent(), first.cut() + first.ship());
		for (double share : new double[] { 0, 0.002, 0.02, 0.14 }) {
			List<Double> sender = new ArrayList<>();
			List<Double> taker = new ArrayList<>();
			List<Double> wall = new ArrayList<>();
			long sent = 0;
			for (int round = 0; round < 3; round++) {
				change(pages, random, (int) (mb * 256 * share));
				Sent next = ship(capture);
				sender.add(mb / next.senderCpu());
				taker.add(mb / next.receiverCpu());
				wall.add(next.cut() + next.ship());
				sent = next.shipment().sent().count();
			}
			say("%5.1f %% of pages new  sender %6.0f MB/s CPU  receiver %6.0f MB/s CPU  sent %s  wall %.2f s", share * 100, median(sender), median(taker),
					Bytes.of(sent), median(wall));
		}
		Runtime runtime = Runtime.getRuntime();
		say("heap in use %s, limit %s", Bytes.of(runtime.totalMemory() - runtime.freeMemory()), Bytes.of(runtime.maxMemory()));
		close();
	}

	/** Compresses to about half. */
	private static byte[] halfFull(Random random, int size) {
		byte[] bytes = new byte[size];
		random.nextBytes(bytes);
		for (int page = 0; page < size; page += 4096) {
			Arrays.fill(bytes, page + 2048, page + 4096, (byte) 7);
		}
		return bytes;
	}

	private static void change(Path pages, Random random, int count) throws IOException {
		try (FileChannel channel = FileChannel.open(pages, StandardOpenOption.WRITE)) {
			long all = channel.size() / 4096;
			for (int i = 0; i < count; i++) {
				channel.write(ByteBuffer.wrap(halfFull(random, 4096)), random.nextLong(all) * 4096);
			}
		}
	}

	private Path store(String name) throws IOException {
		Path root = Path.of(System.getProperty("bench.disk", "/var/tmp")).resolve("understudy-bench-" + ProcessHandle.current().pid());
		return Files.createDirectories(root.resolve(name));
	}

	private static String run(String script) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-ec", script).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes()).strip();
		if (process.waitFor() != 0) {
			throw new IOException(script + ": " + said);
		}
		return said;
	}

	/** A redis in a capsule of its own, without a network to the outside. */
	private final class Stage {
		final LinuxCapsuleHost capsules;
		final CriuEngine engine;
		final Path home = work.resolve("capsules");
		final Path scratch = work.resolve("scratch");
		Capsule capsule;

		Stage() throws Exception {
			Files.createDirectories(home);
			Files.createDirectories(scratch);
			String address = System.getProperty("bench.address");
			capsules = new LinuxCapsuleHost("bench", home, Uplink.of(address));
			engine = new CriuEngine(CriuEngine.candidates(System.getenv(), work), work.resolve("criu"), Clock.systemUTC(), System::nanoTime);
		}

		CapsulePlan plan() {
			return new CapsulePlan("bench", REDIS, List.of("/usr/bin/redis-server", "--bind", HOST, "--protected-mode", "no", "--save", "",
					"--appendonly", "yes", "--dir", "/srv", "--enable-debug-command", "yes"), Map.of("PATH", "/usr/bin:/bin"), "/",
					HOST + "/24", Network.ISOLATED, home.resolve("bench"));
		}

		void start(int mb) throws Exception {
			capsule = capsules.start(plan());
			for (int i = 0; i < 200 && !redisAnswers(); i++) {
				TimeUnit.MILLISECONDS.sleep(50);
			}
			redis("debug populate " + mb * 700 + " key 1024");
			TimeUnit.SECONDS.sleep(1);
		}

		private boolean redisAnswers() throws InterruptedException {
			try {
				return redis("ping").contains("PONG");
			} catch (IOException e) {
				return false;
			}
		}

		String redis(String command) throws IOException, InterruptedException {
			return run("nsenter --net=" + capsule.netns() + " redis-cli -h " + HOST + " " + command);
		}

		String inside(String command) throws IOException, InterruptedException {
			return run("nsenter --net=" + capsule.netns() + " " + command);
		}

		Capture capture(String name) throws Exception {
			Path into = scratch.resolve(name);
			run("rm -rf '" + into + "'; mkdir -p '" + into + "'");
			return engine.capture(capsule, into);
		}

		void destroy() {
			capsules.destroy(plan()).forEach(left -> say("left over: %s", left));
		}
	}

	/** Bytes sent, against what is new by an independent count, and against rsync over ssh. */
	private void redis(int mb) throws Exception {
		say("== redis with about %d MB: bytes sent for an epoch", mb);
		Stage stage = new Stage();
		stage.start(mb);
		open(store("redis"));
		try {
			Seen seen = new Seen();
			Capture first = stage.capture("0");
			seen.add(first);
			ship(first);
			rsync(first);
			say("%-18s %10s %10s %10s %7s %8s %10s %9s", "", "image", "new*", "sent", "raw/new", "of image", "rsync+ssh", "time/rsync");
			for (String load : List.of("idle", "idle", "200 SET/s", "200 SET/s", "flood", "flood")) {
				load(stage, load);
				Capture capture = stage.capture(load);
				long fresh = seen.add(capture);
				Sent sent = ship(capture);
				Rsync peer = rsync(capture);
				long bytes = sent.shipment().sent().count();
				say("%-18s %10s %10s %10s %7.2f %7.2f%% %10s %9.2f", load, capture.imageSize(), Bytes.of(fresh), Bytes.of(bytes), (double) sent.shipment().raw().count() / fresh,
						100.0 * bytes / capture.imageSize().count(), Bytes.of(peer.bytes()), (sent.cut() + sent.ship()) / peer.seconds());
			}
			say("raw: had it not been compressed");
			say("* distinct pages of 4 KB that no earlier epoch had, zeros not counted");
		} finally {
			close();
			stage.destroy();
		}
	}

	private static void load(Stage stage, String load) throws Exception {
		switch (load) {
			case "idle" -> TimeUnit.SECONDS.sleep(1);
			case "200 SET/s" -> {
				for (int i = 0; i < 10; i++) {
					stage.inside("redis-benchmark -h " + HOST + " -n 20 -r 60000 -d 1024 -c 2 -q SET key:__rand_int__ x");
					TimeUnit.MILLISECONDS.sleep(80);
				}
			}
			default -> stage.inside("redis-benchmark -h " + HOST + " -n 30000 -r 60000 -d 1024 -c 8 -P 8 -q -t set");
		}
	}

	/** Counts for itself, with nothing of the product's. */
	private static final class Seen {
		private final Set<String> pages = new HashSet<>();

		/** @return bytes of pages that are new */
		long add(Capture capture) throws Exception {
			long fresh = 0;
			for (Path root : List.of(capture.images(), capture.files())) {
				try (Stream<Path> all = Files.walk(root)) {
					for (Path file : all.filter(Files::isRegularFile).toList()) {
						fresh += add(file);
					}
				}
			}
			return fresh;
		}

		private long add(Path file) throws Exception {
			MessageDigest md5 = MessageDigest.getInstance("MD5");
			long fresh = 0;
			try (InputStream in = Files.newInputStream(file)) {
				for (byte[] page = in.readNBytes(4096); page.length > 0; page = in.readNBytes(4096)) {
					boolean zero = true;
					for (int i = 0; i < page.length && zero; i++) {
						zero = page[i] == 0;
					}
					if (!zero && pages.add(new String(md5.digest(page), java.nio.charset.StandardCharsets.ISO_8859_1))) {
						fresh += page.length;
					}
				}
			}
			return fresh;
		}
	}

	private record Rsync(long bytes, double seconds) {
	}

	/** The same directories by rsync over ssh into the state before; zeros where there is none. */
	private Rsync rsync(Capture capture) throws Exception {
		String shell = System.getProperty("bench.ssh", "");
		if (shell.isEmpty()) {
			return new Rsync(0, Double.NaN);
		}
		Path target = Files.createDirectories(store("rsync"));
		long start = System.nanoTime();
		String said = run("rsync -a --delete --inplace --no-whole-file --stats -e '" + shell + "' '" + capture.images() + "' '" + capture.files()
				+ "' root@127.0.0.1:'" + target + "/'");
		long end = System.nanoTime();
		long bytes = said.lines().filter(l -> l.startsWith("Total bytes sent")).mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).sum();
		return new Rsync(bytes, seconds(end - start));
	}

	/** From order to resumed, against criu restore alone from images that lie there. */
	private void restore(int mb) throws Exception {
		say("== restore of a redis with about %d MB, median of 5", mb);
		Stage stage = new Stage();
		stage.start(mb);
		open(store("restore" + mb));
		try {
			Capture capture = stage.capture("r");
			stage.destroy();
			List<Double> alone = new ArrayList<>();
			List<Double> hot = new ArrayList<>();
			List<Double> laidOut = new ArrayList<>();
			List<Double> out = new ArrayList<>();
			List<Double> make = new ArrayList<>();
			for (int round = 0; round < 5; round++) {
				alone.add(alone(stage, capture));
				ship(capture);
				awaitReady();
				hot.add(order(stage, Use.TAKE_OVER, out, make));
			}
			// nothing lies ready after a takeover until the next commit
			for (int round = 0; round < 3; round++) {
				laidOut.add(order(stage, Use.CLONE, new ArrayList<>(), new ArrayList<>()));
			}
			say("criu restore alone %.3f s; order to resumed, ready %.3f s = %.2f x (hand out %.3f, capsule %.3f); laid out first %.3f s = %.2f x", median(alone),
					median(hot), median(hot) / median(alone), median(out), median(make), median(laidOut), median(laidOut) / median(alone));
		} finally {
			close();
			stage.destroy();
		}
	}

	private void awaitReady() throws Exception {
		for (boolean ready = false; !ready;) {
			Path upper = work.resolve("probe");
			try (Checkout checkout = store.checkout(REDIS, new Epoch(epoch), upper, Use.CLONE)) {
				ready = checkout.wasReady();
			}
			run("rm -rf '" + upper + "'");
		}
	}

	private double alone(Stage stage, Capture capture) throws Exception {
		run("mkdir -p '" + stage.plan().home() + "'; cp -a '" + capture.files() + "' '" + stage.plan().upper() + "'");
		Capsule prepared = stage.capsules.prepare(stage.plan());
		long start = System.nanoTime();
		stage.engine.restore(prepared, capture.images());
		long end = System.nanoTime();
		stage.destroy();
		return seconds(end - start);
	}

	private double order(Stage stage, Use use, List<Double> out, List<Double> make) throws Exception {
		Files.createDirectories(stage.plan().home());
		long start = System.nanoTime();
		try (Checkout checkout = store.checkout(REDIS, new Epoch(epoch), stage.plan().upper(), use)) {
			long handed = System.nanoTime();
			Capsule prepared = stage.capsules.prepare(stage.plan());
			long made = System.nanoTime();
			stage.engine.restore(prepared, checkout.images());
			long end = System.nanoTime();
			out.add(seconds(handed - start));
			make.add(seconds(made - handed));
			stage.destroy();
			return seconds(end - start);
		}
	}
}
