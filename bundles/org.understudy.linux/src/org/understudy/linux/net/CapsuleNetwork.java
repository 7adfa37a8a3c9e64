// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.linux.process.Command;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The network of capsules: each has a namespace of its own in which {@code eth0} has the application's address, from the beginning, for
 * sockets that a restore creates are bound to it.
 *
 * <p>Routed, so that the host needs no bridge and the uplink is not touched: {@code eth0} is one end of a veth pair whose other end, on the
 * host, is <em>down</em> until the capsule is connected. So an unconnected capsule can neither answer nor send. Connected, the host has a
 * route to the address and answers ARP for it on the uplink with its own MAC (proxy neighbour entry, arp(7)).
 */
public final class CapsuleNetwork {

	private static final Path NAMED = Path.of("/run/netns");
	/** Never seen outside: the capsule's only neighbour, entered permanently, so the host needs no address on the pair. */
	private static final String GATEWAY = "169.254.1.1";
	private static final String GATEWAY_MAC = "ee:ee:ee:ee:ee:ee";

	private static final Pattern MAC = Pattern.compile("link/ether ([0-9a-f:]{17})");
	/** Bytes that may wait for the capsule: some thousand packets. */
	private static final String QUEUE = "8388608";
	/** Between two questions for the capsule's MAC; after three the kernel gives the waiting packets up. */
	private static final String PATIENCE_MILLIS = "20000";

	private final Uplink uplink;
	private final UplinkSettings settings;

	/**
	 * What a capsule's network is called on the host.
	 *
	 * @param netns name of the network namespace
	 * @param link  the veth end on the host: at most 15 characters
	 */
	public record Names(String netns, String link) {

		/** Several nodes may share one kernel: the node's name is part of each. */
		public static Names of(String node, String id) {
			return new Names("us-%s-%s".formatted(node, id), "u%08xh".formatted((node + '/' + id).hashCode()));
		}

		public Path file() {
			return NAMED.resolve(netns);
		}
	}

	/**
	 * Connecting and disconnecting exclude each other, for the uplink's settings are shared by all capsules.
	 *
	 * @param uplink through which it is reached
	 * @param memory file of ours that holds, while a capsule is connected, what the uplink's settings were before
	 */
	public CapsuleNetwork(Uplink uplink, Path memory) {
		this.uplink = uplink;
		this.settings = new UplinkSettings(uplink, memory);
	}

	/** Makes the namespace and its interfaces. */
	public void create(Names names, Network network, List<String> addresses) throws ProblemException {
		List<String> own = plain(addresses);
		uplink.command("ip", "netns", "add", names.netns()).run();
		inside(names, "link", "set", "lo", "up").run();
		switch (network) {
			case UPLINK -> uplink.command("ip", "link", "add", names.link(), "address", GATEWAY_MAC, "type", "veth", "peer", "name", "eth0",
					"netns", names.netns()).run();
			case ISOLATED -> inside(names, "link", "add", "eth0", "type", "bridge").run();
		}
		for (String address : own) {
			inside(names, "address", "add", address + "/32", "dev", "eth0").run();
		}
		inside(names, "link", "set", "eth0", "up").run();
		if (network == Network.UPLINK) {
			inside(names, "neighbour", "replace", GATEWAY, "lladdr", GATEWAY_MAC, "nud", "permanent", "dev", "eth0").run();
			inside(names, "route", "add", "default", "via", GATEWAY, "dev", "eth0", "onlink").run();
		}
	}

	/** Lets packets for the address in and the capsule's packets out. */
	public synchronized void connect(Names names, List<String> addresses) throws ProblemException {
		List<String> own = plain(addresses);
		try {
			settings.open();
			settings.write("conf/%s/forwarding".formatted(names.link()), "1");
			open(names, own);
		} catch (ProblemException e) {
			disconnect(names, addresses);
			throw e;
		}
	}

	/**
	 * Takes packets for the address and keeps them, in order: the capsule does not answer ARP, so the host's own queue of packets that
	 * wait for a neighbour's MAC holds them (arp(7), {@code unres_qlen_bytes}). The kernel keeps them, whatever becomes of this process;
	 * no socket sees them, so nothing is refused.
	 */
	public synchronized void hold(Names names, List<String> addresses) throws ProblemException {
		List<String> own = plain(addresses);
		try {
			settings.open();
			silent(names, true);
			settings.write("conf/%s/forwarding".formatted(names.link()), "1");
			settings.write("neigh/%s/unres_qlen_bytes".formatted(names.link()), QUEUE);
			settings.write("neigh/%s/retrans_time_ms".formatted(names.link()), PATIENCE_MILLIS);
			open(names, own);
		} catch (ProblemException e) {
			disconnect(names, addresses);
			throw e;
		}
	}

	private void open(Names names, List<String> own) throws ProblemException {
		uplink.command("ip", "link", "set", names.link(), "up").run();
		// without "src" the host itself would talk to the application from whatever address it has
		for (String address : own) {
			uplink.command("ip", "route", "replace", address + "/32", "dev", names.link(), "src", uplink.address()).run();
			uplink.command("ip", "neighbour", "replace", "proxy", address, "dev", uplink.name()).run();
		}
	}

	/** Delivers what {@link #hold} kept, in order, and everything from now on. */
	public synchronized void deliver(Names names, List<String> addresses) throws ProblemException {
		String mac = mac(names);
		for (String address : plain(addresses)) {
			uplink.command("ip", "neighbour", "replace", address, "lladdr", mac, "nud", "permanent", "dev", names.link()).run();
		}
		silent(names, false);
	}

	/** Without an answer to ARP there is no delivery; 8: none for any local address (networking/ip-sysctl.rst). */
	private static void silent(Names names, boolean silent) throws ProblemException {
		Command.of("sh", "-c", "echo " + (silent ? 8 : 0) + " >/proc/sys/net/ipv4/conf/eth0/arp_ignore")
				.after(List.of("nsenter", "--net=" + names.file(), "--")).run();
	}

	private static String mac(Names names) throws ProblemException {
		String shown = inside(names, "-o", "link", "show", "dev", "eth0").run();
		Matcher matcher = MAC.matcher(shown);
		if (!matcher.find()) {
			throw Problem.error("no-mac", "The capsule's interface has no address: " + shown.strip(), "", "Try again.").exception();
		}
		return matcher.group(1);
	}

	/** Neither answers nor forwards for the address any more. Not connected: does nothing. */
	public synchronized void disconnect(Names names, List<String> addresses) throws ProblemException {
		List<String> own = plain(addresses);
		for (String address : own) {
			uplink.command("ip", "neighbour", "delete", "proxy", address, "dev", uplink.name()).tryRun();
		}
		// the route goes with the link
		uplink.command("ip", "link", "set", names.link(), "down").tryRun();
		for (String address : own) {
			requireGone(names, address);
		}
		if (proxied().isEmpty()) {
			settings.restore();
		}
	}

	private void requireGone(Names names, String address) throws ProblemException {
		String left = uplink.command("ip", "route", "show", address + "/32", "dev", names.link()).tryRun().output();
		if (left.contains(address) || proxied().contains(address)) {
			throw Problem.error("disconnect-failed", "This host still answers for %s.".formatted(address), left,
					"ip link set %s down; ip neighbour delete proxy %s dev %s".formatted(names.link(), address, uplink.name())).exception();
		}
	}

	/** The command that ends a connection from outside this process; the route goes with the link, and with it the answers to ARP. */
	public List<String> cutOff(Names names) {
		return uplink.command("ip", "link", "set", names.link(), "down").line();
	}

	/** Removes namespace and interfaces; goes on after a failed part. */
	public void remove(Names names) throws ProblemException {
		uplink.command("ip", "link", "delete", names.link()).tryRun();
		uplink.command("ip", "netns", "delete", names.netns()).tryRun();
	}

	/** What is still there, in words. */
	public List<String> leftovers(Names names) throws ProblemException {
		List<String> left = new ArrayList<>();
		if (Files.exists(names.file())) {
			left.add("network namespace " + names.netns());
		}
		if (uplink.command("ip", "link", "show", "dev", names.link()).tryRun().succeeded()) {
			left.add("network interface " + names.link());
		}
		return left;
	}

	/** Tells the neighbours in the background. */
	public void announce(String address) {
		new GratuitousArp(uplink).announce(address.split("/", 2)[0]);
	}

	/** The addresses that this host answers ARP for on the uplink. */
	private List<String> proxied() throws ProblemException {
		return uplink.command("ip", "neighbour", "show", "proxy", "dev", uplink.name()).tryRun().output().lines()
				.map(line -> line.split(" ", 2)[0]).toList();
	}

	private static Command inside(Names names, String... arguments) {
		return Command.of(arguments).after(List.of("ip", "-n", names.netns()));
	}

	private static List<String> plain(List<String> addresses) throws ProblemException {
		List<String> plain = new ArrayList<>();
		for (String address : addresses) {
			plain.add(plain(address));
		}
		return plain;
	}

	private static String plain(String address) throws ProblemException {
		String plain = address.split("/", 2)[0];
		if (!plain.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
			throw Problem.error("bad-address", "'%s' is not an IPv4 address.".formatted(address), "",
					"Give the application an IPv4 address with prefix length, e.g. 10.77.0.100/24.").exception();
		}
		return plain;
	}
}
