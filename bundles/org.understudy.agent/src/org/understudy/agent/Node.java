// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.understudy.agent.door.Desk;
import org.understudy.agent.door.PeerService;
import org.understudy.agent.door.Peers;
import org.understudy.agent.door.Snapshots;
import org.understudy.agent.guard.Ballots;
import org.understudy.agent.guard.DiskVoter;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.ScrubRound;
import org.understudy.agent.guard.Services;
import org.understudy.agent.guard.TermFence;
import org.understudy.agent.live.LiveBoard;
import org.understudy.agent.preflight.PreflightWatch;
import org.understudy.agent.preflight.Preflights;
import org.understudy.agent.run.RunBook;
import org.understudy.agent.takeover.Beats;
import org.understudy.agent.takeover.DeskTakeovers;
import org.understudy.agent.takeover.Pulses;
import org.understudy.agent.takeover.TakeoverWatch;
import org.understudy.api.AdministrationServer;
import org.understudy.api.AdministrationServer.Door;
import org.understudy.cluster.HazelcastState;
import org.understudy.cluster.MeshIdentity;
import org.understudy.cluster.TlsMesh;
import org.understudy.core.port.EpochStore;
import org.understudy.core.port.Mesh;
import org.understudy.lease.FileVoteStore;
import org.understudy.lease.LeaseTiming;
import org.understudy.lease.LeaseVoter;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/**
 * A replication node, wired by hand: books, then doors that can fail, then what runs. Closing undoes it in reverse; the
 * applications go on until their leases end.
 */
final class Node implements AutoCloseable {

	private static final Duration JOURNAL_PERIOD = Duration.ofSeconds(1);
	private static final Duration PROBE_PERIOD = Duration.ofMinutes(1);

	private final NodeHome home;
	private final NodeConfig self;
	private final AtomicReference<ClusterConfig> cluster;
	private final Deque<AutoCloseable> open = new ArrayDeque<>();
	private final CountDownLatch end = new CountDownLatch(1);
	private final AtomicReference<TakeoverWatch> watch = new AtomicReference<>();
	private long journalled;

	private Node(NodeHome home) throws ProblemException {
		this.home = home;
		this.self = home.self();
		this.cluster = new AtomicReference<>(home.cluster());
	}

	static Node start(NodeHome home) throws ProblemException {
		Node node = new Node(home);
		boolean started = false;
		try {
			node.open();
			started = true;
			return node;
		} finally {
			if (!started) {
				node.close();
			}
		}
	}

	private <T extends AutoCloseable> T keep(T part) {
		open.push(part);
		return part;
	}

	private void open() throws ProblemException {
		lock();
		Journal journal = new Journal(self.name(), home.journal(), Clock.systemUTC());
		NodeLoop loop = keep(new NodeLoop());
		TlsMesh mesh = keep(new TlsMesh(MeshIdentity.loadOrCreate(home.meshKeys(), self.name()), cluster::get,
				new InetSocketAddress(self.address(), self.ports().mesh())));
		HazelcastState state = keep(new HazelcastState(cluster.get(), self));
		LiveBoard board = keep(new LiveBoard(state));
		Peers peers = keep(new Peers(mesh, cluster::get));
		LeaseVoter voter = new LeaseVoter(self.name(), new FileVoteStore(home.lease()), LeaseTiming.DEFAULT, System::nanoTime);
		Ballots ballots = new Ballots(self.name(), cluster::get, new DiskVoter(voter), peers::vote);
		Machine machine = keep(Machine.of(self, home));
		Services services = new Services(self.name(), new Services.NodeState(loop, home, journal, board, Clock.systemUTC()), cluster::get,
				ballots, machine.host(self.name()), machine.epochs(mesh), this::alarm);
		serve(services, new Doors(mesh, state, peers, voter), machine);
	}

	/** What is open before anything is served. */
	private record Doors(TlsMesh mesh, HazelcastState state, Peers peers, LeaseVoter voter) {
	}

	private void serve(Services services, Doors doors, Machine machine) throws ProblemException {
		RunBook runs = new RunBook(self.name(), home, services.state().board(), services.state().journal());
		Guards guards = new Guards(services);
		keep(guards::leave);
		keep(new ScrubRound(services));
		Snapshots snapshots = keep(new Snapshots(services, Version.TEXT));
		Desk desk = new Desk(services, guards, runs, doors.peers(), snapshots, next -> configure(next, doors.state()));
		doors.mesh().serve(Mesh.CALLS, link -> Peers.serve(link, new PeerService(link.peer(), desk, new DiskVoter(doors.voter()))));
		EpochStore.Fence fence = new TermFence(doors.voter(), services.epochs().store());
		doors.mesh().serve(Mesh.EPOCHS, link -> services.epochs().store().receive(link.in(), link.out(), fence));
		doors.state().onMembers(desk::members);
		guards.recover();
		runs.recover(desk::revive);
		new PreflightWatch(services, guards, new Preflights(services, doors.peers())).start();
		publish(services, machine, decide(services, doors.mesh(), guards, desk, runs));
		keep(new AdministrationServer(new Door(self.address(), self.ports().administration(), home.hostKey(), home.authorizedKeys()),
				desk::serviceFor)).start();
		home.write("ready", Version.TEXT + "\n");
		keep(() -> home.delete("ready"));
		services.state().journal().add(Severity.INFO, Journal.SELF, "", "agent-started", "The agent of " + self.name() + " has started.");
	}

	/** Heartbeats, and the decisions that are taken on them: after this node knows again what it runs. */
	private Pulses decide(Services services, TlsMesh mesh, Guards guards, Desk desk, RunBook runs) {
		Pulses pulses = keep(new Pulses(services, guards, () -> DeskTakeovers.underway(runs)));
		pulses.maintain(application -> Optional.ofNullable(cluster.get().maintenance().get(application)));
		Beats beats = keep(new Beats(self.name(), mesh, cluster::get, pulses::current, _ -> look()));
		watch.set(new TakeoverWatch(services, guards, beats, pulses, new DeskTakeovers(desk, runs, services.state().clock())));
		desk.decidedBy(watch.get()::why);
		mesh.serve(Beats.SERVICE, beats::serve);
		return pulses;
	}

	private void alarm() {
		Optional.ofNullable(watch.get()).ifPresent(TakeoverWatch::alarm);
	}

	private void look() {
		Optional.ofNullable(watch.get()).ifPresent(TakeoverWatch::look);
	}

	/** What other nodes show of this one. */
	private void publish(Services services, Machine machine, Pulses pulses) {
		NodeLoop loop = services.state().loop();
		loop.every(PROBE_PERIOD, () -> loop.effect("probe", () -> {
			List<Problem> problems = machine.probe(self.witness());
			pulses.probed(problems);
			services.state().board().publish(new NodeInfo(self, NodeState.ALIVE, Version.TEXT, problems));
		}, _ -> { }));
		loop.every(JOURNAL_PERIOD, () -> {
			var newest = services.state().journal().newest();
			if (!newest.isEmpty() && newest.getFirst().sequence() != journalled) {
				journalled = newest.getFirst().sequence();
				services.state().board().publish(self.name(), newest);
			}
		});
	}

	private void configure(ClusterConfig next, HazelcastState state) throws ProblemException {
		home.save(next);
		cluster.set(next);
		state.reconfigure(next);
	}

	/** One agent per home, also after a crash: the lock goes with the process. */
	private void lock() throws ProblemException {
		Path file = home.directory().resolve("lock");
		try {
			FileChannel channel = keep(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
			if (channel.tryLock() == null) {
				throw Problem.error("already-running", "An agent runs in " + home.directory() + " already.", "",
						"Stop that one first; its process id is in " + home.pid() + ".").exception();
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("file-unwritable", "Cannot lock " + file + ".", "", "Check the directory's owner and space."), e);
		}
		home.write("agent.pid", ProcessHandle.current().pid() + "\n");
	}

	void awaitEnd() {
		try {
			end.await();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		List<AutoCloseable> parts = new ArrayList<>(open);
		open.clear();
		for (AutoCloseable part : parts) {
			try {
				part.close();
			} catch (Exception e) {
				System.getLogger(Node.class.getName()).log(System.Logger.Level.WARNING, "while stopping", e);
			}
		}
		end.countDown();
	}
}
