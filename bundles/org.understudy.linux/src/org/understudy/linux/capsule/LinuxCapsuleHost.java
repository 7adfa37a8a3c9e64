// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsuleHost;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.linux.net.CapsuleNetwork;
import org.understudy.linux.net.Uplink;
import org.understudy.linux.process.Poll;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Capsules by util-linux, iproute2 and cgroup v2.
 *
 * <p><b>Shape.</b> New PID, mount, IPC and UTS namespaces; a cgroup; a named network namespace of ours. The mounts that its processes
 * see, and how CRIU must be told about them:
 * <table>
 * <caption>Mounts of a capsule</caption>
 * <tr><td>{@code /}</td><td>overlay, mounted by this class at {@link Capsule#root()}; restore: {@code --root ROOT}</td></tr>
 * <tr><td>{@code /proc}</td><td>CRIU mounts it itself</td></tr>
 * <tr><td>{@code /dev}</td><td>bind of {@link Capsule#dev()}; dump: {@code --external mnt[/dev]:dev}; restore:
 * {@code --external mnt[dev]:DEV}</td></tr>
 * <tr><td>{@code /dev/pts}</td><td>devpts of its own; dump: {@code --external mnt[/dev/pts]:pts}; restore:
 * {@code --external mnt[pts]:DEV/pts}</td></tr>
 * <tr><td>{@code /dev/shm}</td><td>tmpfs; CRIU keeps its content in the images</td></tr>
 * </table>
 *
 * <p>CRIU runs inside the network namespace ({@code nsenter --net=NETNS criu …}), so that the namespace is not part of the image, and
 * is itself placed in {@link Capsule#cgroup()} for a restore (write {@code 0} to {@code cgroup.procs} before exec; children inherit it)
 * with {@code --manage-cgroups=ignore}. Standard output and error are {@code /var/log/understudy/APPLICATION.log} <em>inside</em> the
 * capsule: an ordinary file of the overlay, so it lies in {@link Capsule#upper()} and travels with the files.
 *
 * <p><b>Restoring.</b> First fill {@link CapsulePlan#upper()} (with its {@code trusted.overlay} attributes: opaque directories), then
 * {@link #prepare}, then run CRIU, then {@link #adopt}, or {@link #launch} for a restart by command. Whiteouts cannot be written through a
 * mounted overlay, and the kernel does not want its upper directory changed under it. A filled upper directory is mounted without
 * {@code index} and {@code nfs_export}: with them, the mount fails ("Stale file handle") or hides what is below directories whose
 * {@code trusted.overlay.origin} names another host's file system (tried on Linux 6.18; Documentation/filesystems/overlayfs.rst).
 *
 * <p><b>Limits.</b> The overlay shows the file system of {@code /} alone: what is mounted below it on the host ({@code /home}, {@code /var}
 * on volumes of their own, {@code /run}, {@code /sys}) is not in the capsule unless it is named as a data directory ({@link Volumes}). A firewall of the host that drops forwarded packets also
 * drops those of capsules.
 *
 * <p>Thread-safe across different capsules. All calls block for at most a few seconds.
 */
public final class LinuxCapsuleHost implements CapsuleHost {

	private static final Logger LOG = System.getLogger(LinuxCapsuleHost.class.getName());
	/** Where cgroup v2 would be; when there is none, {@link #probe} says so and everything else fails at it. */
	private static final Path USUAL_CGROUP2 = Path.of("/sys/fs/cgroup");

	private static final Duration DYING = Duration.ofSeconds(2);

	private final Path base;
	private final CapsuleLayout layout;
	private final CapsuleNetwork network;
	/** Capsules to come whose network is there already, by their ids. */
	private final Set<String> held = ConcurrentHashMap.newKeySet();

	/**
	 * @param node   name of this node; part of the names of all that is made
	 * @param base   directory of ours whose subdirectories are the capsules' homes ({@link CapsulePlan#home()}); their names do not matter
	 * @param uplink interface through which the applications are reached
	 */
	public LinuxCapsuleHost(String node, Path base, Uplink uplink) {
		this.base = base;
		this.layout = new CapsuleLayout(node, CapsuleFiles.mounts().cgroup2().orElse(USUAL_CGROUP2));
		this.network = new CapsuleNetwork(uplink, base.resolve("uplink-%s.properties".formatted(uplink.name())));
	}

	@Override
	public List<Problem> probe() {
		return CapsuleProbe.probe(layout.cgroup("probe-" + ProcessHandle.current().pid()));
	}

	@Override
	public Capsule start(CapsulePlan plan) throws ProblemException {
		return make(plan, this::launch);
	}

	@Override
	public Capsule prepare(CapsulePlan plan) throws ProblemException {
		return make(plan, prepared -> prepared);
	}

	@Override
	public Capsule launch(Capsule prepared) throws ProblemException {
		try {
			return adopt(prepared, new Launcher(prepared, limits(prepared.plan()).memberships()).start());
		} catch (ProblemException e) {
			new ControlGroup(prepared.cgroup()).kill();
			throw e;
		}
	}

	@FunctionalInterface
	private interface LastStep {
		Capsule complete(Capsule prepared) throws ProblemException;
	}

	private Capsule make(CapsulePlan order, LastStep last) throws ProblemException {
		CapsulePlan plan = inRealHome(order);
		boolean filled = !CapsuleFiles.isEmpty(plan.upper());
		Capsule capsule = layout.capsule(plan, 0);
		refuseRunning(capsule);
		boolean reserved = held.contains(plan.id());
		if (!reserved) {
			sweep(capsule);
		}
		try {
			CapsuleFiles.mount(capsule);
			layout.cgroup(plan.id()).create();
			limits(plan).apply(plan.settings().limits());
			if (!reserved) {
				network.create(layout.network(plan), plan.network(), plan.addresses());
			}
			new CapsuleRecord(plan, 0, 0).save();
			return last.complete(capsule);
		} catch (ProblemException e) {
			dismantle(capsule, filled).forEach(left -> LOG.log(Level.WARNING, "Left over of capsule {0}: {1}", plan.id(), left));
			throw e;
		}
	}

	/** The kernel lists mounts by their real paths. */
	private static CapsulePlan inRealHome(CapsulePlan plan) throws ProblemException {
		try {
			return plan.in(Files.createDirectories(plan.home()).toRealPath());
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "%s cannot be made.".formatted(plan.home()), "",
					"Look whether its file system is full or read-only."), e);
		}
	}

	/** Removes what a dead capsule of that id, or an agent that died while it made one, left; the files stay. */
	private void sweep(Capsule capsule) {
		Path record = capsule.plan().home().resolve(CapsuleRecord.FILE);
		if (Stream.of(record, capsule.netns(), capsule.cgroup()).anyMatch(Files::exists)) {
			dismantle(capsule, true);
		}
	}

	private void refuseRunning(Capsule capsule) throws ProblemException {
		ControlGroup cgroup = layout.cgroup(capsule.id());
		if (CapsuleRecord.load(capsule.plan().home()).filter(this::lives).isEmpty()) {
			// the kernel ends what is left when the first process has gone, but not in the same instant
			Poll.until(() -> cgroup.processes().isEmpty(), DYING);
		}
		if (!cgroup.processes().isEmpty()) {
			throw Problem.error("capsule-exists", "A capsule '%s' already runs on this host.".formatted(capsule.id()), "",
					"End it first.").exception();
		}
	}

	@Override
	public Capsule adopt(Capsule prepared, long rootPid) throws ProblemException {
		if (!layout.cgroup(prepared.id()).processes().contains(rootPid)) {
			throw Problem.error("not-in-capsule", "Process %d is not in the cgroup of capsule '%s'.".formatted(rootPid, prepared.id()),
					"It has ended, or was not started in the cgroup.", "Try again.").exception();
		}
		limits(prepared.plan()).join(layout.cgroup(prepared.id()).processes());
		new CapsuleRecord(prepared.plan(), rootPid, startTime(rootPid)).save();
		return prepared.withRootPid(rootPid);
	}

	@Override
	public Optional<Capsule> find(String id) {
		try (Stream<Path> homes = Files.list(base)) {
			return homes.map(CapsuleRecord::load).flatMap(Optional::stream).filter(found -> found.plan().id().equals(id))
					.filter(this::lives).findFirst().map(this::capsule);
		} catch (IOException _) {
			// no base directory: nothing was ever made here
			return Optional.empty();
		}
	}

	private boolean lives(CapsuleRecord found) {
		return layout.cgroup(found.plan().id()).processes().contains(found.rootPid()) && startTime(found.rootPid()) == found.startTime();
	}

	/** An agent that starts in another mount namespace does not have the namespace's name: then it is reached through its process. */
	private Capsule capsule(CapsuleRecord found) {
		Capsule named = layout.capsule(found.plan(), found.rootPid());
		Path real = Path.of("/proc/%d/ns/net".formatted(found.rootPid()));
		boolean same = inode(named.netns()).filter(inode -> inode.equals(inode(real).orElse(null))).isPresent();
		return same ? named
				: new Capsule(named.plan(), named.root(), named.upper(), named.dev(), real, named.cgroup(), named.log(), named.rootPid());
	}

	private static Optional<Object> inode(Path file) {
		try {
			return Optional.of(Files.getAttribute(file, "unix:ino"));
		} catch (IOException _) {
			return Optional.empty();
		}
	}

	/** Clock ticks since boot; -1 when there is no such process. Field 22 of proc_pid_stat(5), counted from behind the last ")". */
	private static long startTime(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
			return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
		} catch (IOException _) {
			return -1;
		}
	}

	@Override
	public boolean isAlive(Capsule capsule) {
		return new ControlGroup(capsule.cgroup()).processes().contains(capsule.rootPid());
	}

	@Override
	public void freeze(Capsule capsule) throws ProblemException {
		new ControlGroup(capsule.cgroup()).freeze();
	}

	@Override
	public void thaw(Capsule capsule) throws ProblemException {
		new ControlGroup(capsule.cgroup()).thaw();
	}

	private CgroupLimits limits(CapsulePlan plan) {
		return layout.limits(plan, CapsuleFiles.mounts());
	}

	@Override
	public Exit run(Capsule capsule, String command, Map<String, String> environment, Duration deadline) throws ProblemException {
		return new CapsuleShell(capsule, limits(capsule.plan()).memberships()).run(command, environment, deadline);
	}

	@Override
	public List<Problem> uncovered(CapsulePlan plan) {
		return Volumes.uncovered(plan, CapsuleFiles.mounts());
	}

	@Override
	public void stop(Capsule capsule) {
		new ControlGroup(capsule.cgroup()).kill();
	}

	@Override
	public void hold(CapsulePlan order) throws ProblemException {
		CapsulePlan plan = inRealHome(order);
		Capsule capsule = layout.capsule(plan, 0);
		refuseRunning(capsule);
		sweep(capsule);
		try {
			layout.cgroup(plan.id()).create();
			network.create(layout.network(plan), plan.network(), plan.addresses());
			new CapsuleRecord(plan, 0, 0).save();
			network.hold(layout.network(plan), plan.addresses());
			held.add(plan.id());
		} catch (ProblemException e) {
			dismantle(capsule, true).forEach(left -> LOG.log(Level.WARNING, "Left over of capsule {0}: {1}", plan.id(), left));
			throw e;
		}
	}

	@Override
	public void connect(Capsule capsule) throws ProblemException {
		if (held.remove(capsule.id())) {
			network.deliver(layout.network(capsule.plan()), capsule.plan().addresses());
		} else if (capsule.plan().network() == Network.UPLINK) {
			network.connect(layout.network(capsule.plan()), capsule.plan().addresses());
		}
	}

	@Override
	public void disconnect(Capsule capsule) throws ProblemException {
		if (capsule.plan().network() == Network.UPLINK) {
			network.disconnect(layout.network(capsule.plan()), capsule.plan().addresses());
		}
	}

	@Override
	public void announce(CapsulePlan plan) {
		if (plan.network() == Network.UPLINK) {
			plan.addresses().forEach(network::announce);
		}
	}

	@Override
	public List<String> cutOff(Capsule capsule) {
		return capsule.plan().network() == Network.UPLINK ? network.cutOff(layout.network(capsule.plan())) : List.of();
	}

	@Override
	public List<String> destroy(CapsulePlan plan) {
		try {
			return dismantle(layout.capsule(inRealHome(plan), 0), false);
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, e.problem().summary(), e);
			return List.of(e.problem().summary());
		}
	}

	/** Also undoes what an interrupt stopped: the interrupt waits until that is done. */
	private List<String> dismantle(Capsule capsule, boolean keepUpper) {
		boolean interrupted = Thread.interrupted();
		try {
			return dismantleAll(capsule, keepUpper);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Every part is tried, whatever became of the others. */
	private List<String> dismantleAll(Capsule capsule, boolean keepUpper) {
		List<String> left = new ArrayList<>();
		held.remove(capsule.id());
		CapsuleNetwork.Names names = layout.network(capsule.plan());
		ControlGroup cgroup = new ControlGroup(capsule.cgroup());
		cgroup.kill();
		attempt(left, () -> disconnect(capsule));
		attempt(left, () -> network.remove(names));
		attempt(left, () -> CapsuleFiles.unmount(capsule));
		limits(capsule.plan()).remove();
		cgroup.remove();
		attempt(left, () -> CapsuleFiles.remove(capsule.plan(), keepUpper));
		attempt(left, () -> left.addAll(network.leftovers(names)));
		addLeftovers(left, capsule);
		if (!keepUpper && !CapsuleFiles.isEmpty(capsule.plan().home())) {
			left.add("directory " + capsule.plan().home());
		}
		return List.copyOf(left);
	}

	private static void addLeftovers(List<String> left, Capsule capsule) {
		new ControlGroup(capsule.cgroup()).processes().forEach(pid -> left.add("process " + pid));
		CapsuleFiles.mountPoints(capsule).forEach(point -> left.add("mount " + point));
		if (Files.exists(capsule.cgroup())) {
			left.add("cgroup " + capsule.cgroup());
		}
	}

	@FunctionalInterface
	private interface Part {
		void run() throws ProblemException;
	}

	private static void attempt(List<String> left, Part part) {
		try {
			part.run();
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, e.problem().summary(), e);
			left.add(e.problem().summary());
		}
	}
}
