// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A protected redis on a lab, a client that writes to it and a referee; makes one fault after the other where it runs. */
final class Drill implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(60);
	private static final Pattern COMMITTED = Pattern.compile("\"committedAt\"\\s*:\\s*\"([^\"]+)\"");
	private static final Duration CALM = Duration.ofSeconds(3);

	/** What happens to the node that runs the application. */
	enum Fault {
		KILL_APPLICATION, KILL_AGENT, POWER_OFF, CUT_OFF, LINK_DOWN, MUTE, STOP_AGENT_3, STOP_AGENT_10, STOP_AGENT_60, LOSE_WITNESS, LOSE_TWO, FILL_VOTES
	}

	/**
	 * What came of it.
	 *
	 * @param fault  which
	 * @param served whether clients were answered again, in time
	 * @param gap    the longest time without an answer, from the fault on
	 * @param fouls  when two ran at once
	 * @param lost   what was lost and must not be; empty when nothing
	 */
	record Outcome(Fault fault, boolean served, Duration gap, List<String> fouls, String lost) {
	}

	private final Lab lab;
	private final Referee referee;
	private final Client client;

	Drill(Lab lab, String... more) {
		this.lab = lab;
		lab.up();
		Shell.Result protect = lab.protect(more);
		if (protect.code() != 0) {
			String story = lab.story();
			lab.close();
			throw new IllegalStateException(protect.output() + story);
		}
		this.referee = lab.referee();
		this.client = new Client(Lab.ADDRESS, Lab.PORT);
	}

	String story() {
		return lab.story();
	}

	/** Waits until an epoch that holds the newest write is committed elsewhere, makes the fault, and repairs it afterwards. */
	Outcome strike(Fault fault) {
		Shell.await(PATIENCE, () -> referee.running().size() == 1);
		Shell.pause(CALM);
		String victim = referee.running().isEmpty() ? "lab-a" : referee.running().getFirst();
		long safe = client.newest();
		awaitEpochAfter(Instant.now());
		long at = System.nanoTime();
		make(fault, victim);
		boolean served = Shell.await(PATIENCE, () -> client.firstAfter(at + settle(fault).toNanos()) > 0);
		Duration gap = gap(at);
		long lowest = client.writes().stream().filter(w -> w.at() - at > 0).mapToLong(Client.Write::value).min().orElse(Long.MAX_VALUE);
		repair(fault, victim);
		Shell.await(PATIENCE, () -> referee.running().size() == 1);
		String lost = lowest <= safe ? "value " + safe + " was in a committed epoch, and after the takeover came " + lowest : "";
		return new Outcome(fault, served, gap, referee.fouls(), lost);
	}

	/** Until an epoch that was captured after that moment is committed: it holds all that was answered before. */
	private void awaitEpochAfter(Instant moment) {
		boolean committed = Shell.await(PATIENCE, () -> {
			Matcher at = COMMITTED.matcher(lab.cli("lab-c", "apps", "--json").output());
			return at.find() && Instant.parse(at.group(1)).isAfter(moment);
		});
		if (!committed) {
			throw new IllegalStateException("no epoch is committed any more\n" + lab.story());
		}
	}

	/** So long after the fault the old primary may still have answered. */
	private static Duration settle(Fault fault) {
		return switch (fault) {
			case KILL_APPLICATION, POWER_OFF -> Duration.ofMillis(100);
			case CUT_OFF, LINK_DOWN, MUTE -> Duration.ofMillis(300);
			case KILL_AGENT, LOSE_WITNESS, FILL_VOTES, STOP_AGENT_3 -> Duration.ofSeconds(3);
			case LOSE_TWO, STOP_AGENT_10, STOP_AGENT_60 -> Duration.ofSeconds(4);
		};
	}

	private Duration gap(long from) {
		long longest = 0;
		long last = from;
		for (Client.Write write : client.writes()) {
			if (write.at() - from > 0) {
				longest = Math.max(longest, write.at() - last);
				last = write.at();
			}
		}
		return Duration.ofNanos(longest);
	}

	private void make(Fault fault, String victim) {
		switch (fault) {
			case KILL_APPLICATION -> lab.killApplication(victim);
			case KILL_AGENT -> lab.killAgent(victim);
			case POWER_OFF -> lab.powerOff(victim);
			case CUT_OFF -> lab.cutOff(victim);
			case LINK_DOWN -> lab.linkDown(victim);
			case MUTE -> lab.mute(victim);
			case STOP_AGENT_3 -> stop(victim, Duration.ofSeconds(3));
			case STOP_AGENT_10 -> stop(victim, Duration.ofSeconds(10));
			case STOP_AGENT_60 -> stop(victim, Duration.ofSeconds(60));
			case LOSE_WITNESS -> lab.killAgent("lab-c");
			case LOSE_TWO -> loseTwo(victim);
			case FILL_VOTES -> lab.fillVotes(victim);
		}
	}

	private void stop(String victim, Duration time) {
		lab.signalAgent(victim, "STOP");
		Shell.pause(time);
		lab.signalAgent(victim, "CONT");
	}

	/** The primary alone must stand still; when one other is back it goes on. */
	private void loseTwo(String victim) {
		Lab.NODES.stream().filter(n -> !n.equals(victim)).forEach(lab::killAgent);
		Shell.pause(Duration.ofSeconds(4));
		lab.start("lab-c");
		lab.awaitReady("lab-c");
	}

	private void repair(Fault fault, String victim) {
		switch (fault) {
			case KILL_APPLICATION, STOP_AGENT_3, STOP_AGENT_10, STOP_AGENT_60 -> {
				// mends itself
			}
			case CUT_OFF, LINK_DOWN -> lab.reconnect(victim);
			case MUTE -> lab.unmute(victim);
			case FILL_VOTES -> lab.emptyVotes(victim);
			case KILL_AGENT, POWER_OFF -> restart(victim);
			case LOSE_WITNESS -> restart("lab-c");
			case LOSE_TWO -> Lab.NODES.stream().filter(n -> !n.equals(victim) && !n.equals("lab-c")).forEach(this::restart);
		}
	}

	private void restart(String node) {
		lab.start(node);
		lab.awaitReady(node);
	}

	@Override
	public void close() {
		client.close();
		referee.close();
		lab.close();
	}

	/** For the nightly list and the bench: faults, and how often each; prints a table; ends with 1 when something did not hold. */
	public static void main(String[] arguments) {
		Path home = Path.of(arguments[0]);
		int rounds = Integer.parseInt(arguments[1]);
		boolean good = true;
		try (Drill drill = new Drill(new Lab(home, Path.of(arguments[2])))) {
			for (String name : List.of(arguments).subList(3, arguments.length)) {
				for (int i = 0; i < rounds; i++) {
					Outcome it = drill.strike(Fault.valueOf(name));
					boolean held = it.served() && it.fouls().isEmpty() && it.lost().isEmpty();
					System.out.printf("%-18s %6d ms without service  %s%n", name, it.gap().toMillis(), held ? "held" : "BROKEN: " + it);
					good &= held;
				}
			}
			if (!good) {
				System.out.println(drill.story());
			}
		}
		System.exit(good ? 0 : 1);
	}
}
