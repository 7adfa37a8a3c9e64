// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.understudy.core.port.HostSurvey;
import org.understudy.core.port.Processors;
import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.HostFacts.MountFact;
import org.understudy.model.preflight.HostFacts.Reach;
import org.understudy.model.preflight.HostFacts.Room;
import org.understudy.model.preflight.SurveyQuestions;

/** Answers from this host's file systems, {@code /etc}, {@code /proc} and interfaces. */
public final class LinuxSurvey implements HostSurvey {

	private static final System.Logger LOG = System.getLogger(LinuxSurvey.class.getName());
	private static final Duration CONNECT = Duration.ofSeconds(2);

	private final Places places;
	private final Processors processors;
	private final Supplier<List<Problem>> lacks;
	private final FileFacts files = new FileFacts();
	private final Accounts users = new Accounts(Path.of("/etc"), "passwd");
	private final Accounts groups = new Accounts(Path.of("/etc"), "group");

	/** Directories whose free space counts: for epochs, for what is laid out in memory, for what capsules write. */
	public record Places(Path store, Path memory, Path capsules) {
	}

	/** @param lacks what this host cannot do; asked each time */
	public LinuxSurvey(Places places, Processors processors, Supplier<List<Problem>> lacks) {
		this.places = places;
		this.processors = processors;
		this.lacks = lacks;
	}

	@Override
	public HostFacts survey(SurveyQuestions questions) throws InterruptedException {
		List<Thread> trials = new ArrayList<>();
		Reach[] reached = new Reach[questions.endpoints().size()];
		for (int i = 0; i < reached.length; i++) {
			int index = i;
			trials.add(Thread.ofVirtual().name("reach").start(() -> reached[index] = reach(questions.endpoints().get(index))));
		}
		HostFacts.System system = system(questions.processor());
		var present = questions.files().stream().map(files::of).flatMap(Optional::stream).toList();
		for (Thread trial : trials) {
			trial.join();
		}
		return new HostFacts(system, present, users.of(questions.users()), groups.of(questions.groups()), mounts(questions.mounts()),
				Arrays.asList(reached), new Room(free(places.store()), free(places.memory()), free(places.capsules())), networks(), lacks.get());
	}

	private HostFacts.System system(String other) {
		return new HostFacts.System(System.getProperty("os.arch"), text("/proc/sys/kernel/osrelease").strip(), features(text("/proc/cpuinfo")),
				Base64.getEncoder().encodeToString(processors.describe()), processors.compare(Base64.getDecoder().decode(other)));
	}

	/** Of the first processor; {@code flags} on x86, {@code Features} on ARM. */
	static List<String> features(String cpuinfo) {
		return cpuinfo.lines().filter(l -> l.startsWith("flags") || l.startsWith("Features")).findFirst()
				.map(l -> List.of(l.substring(l.indexOf(':') + 1).strip().split("\\s+"))).orElse(List.of());
	}

	private static List<MountFact> mounts(List<String> points) {
		List<MountFact> found = new ArrayList<>();
		for (String line : text("/proc/self/mounts").lines().toList()) {
			String[] fields = line.split(" ");
			if (fields.length > 2 && points.contains(plain(fields[1]))) {
				found.removeIf(m -> m.point().equals(plain(fields[1]))); // the last one covers those before
				found.add(new MountFact(plain(fields[1]), fields[2]));
			}
		}
		return found;
	}

	/** Blanks are written in octal, fstab(5). */
	private static String plain(String field) {
		return field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}

	private static Reach reach(String endpoint) {
		int colon = endpoint.lastIndexOf(':');
		try (Socket socket = new Socket()) {
			String host = endpoint.substring(0, colon).replaceAll("^\\[|\\]$", "");
			socket.connect(new InetSocketAddress(host, Integer.parseInt(endpoint.substring(colon + 1))), (int) CONNECT.toMillis());
			return new Reach(endpoint, true, "");
		} catch (IOException | RuntimeException e) { // also an endpoint that is none
			return new Reach(endpoint, false, e.getMessage() == null ? e.toString() : e.getMessage() + ".");
		}
	}

	/** Without loopback and link-local ones: no application is reached by these. */
	private static List<String> networks() {
		try {
			return NetworkInterface.networkInterfaces().flatMap(i -> i.getInterfaceAddresses().stream()).filter(LinuxSurvey::counts)
					.map(a -> a.getAddress().getHostAddress().replaceFirst("%.*", "") + "/" + a.getNetworkPrefixLength()).sorted().toList();
		} catch (SocketException e) {
			LOG.log(Level.WARNING, "the interfaces cannot be listed", e);
			return List.of();
		}
	}

	private static boolean counts(InterfaceAddress address) {
		return !address.getAddress().isLoopbackAddress() && !address.getAddress().isLinkLocalAddress();
	}

	private static Bytes free(Path directory) {
		for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
			try {
				return Bytes.of(Files.getFileStore(at).getUsableSpace());
			} catch (IOException _) {
				continue; // not made yet: it will lie on its parent's file system
			}
		}
		return Bytes.ZERO;
	}

	private static String text(String file) {
		try {
			return Files.readString(Path.of(file));
		} catch (IOException e) {
			LOG.log(Level.DEBUG, "cannot read " + file, e);
			return "";
		}
	}
}
