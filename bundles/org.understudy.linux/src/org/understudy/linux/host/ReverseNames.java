// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.understudy.core.port.HostNames;

/**
 * Names by the system's resolver (getnameinfo(3): /etc/hosts, DNS, whatever nsswitch.conf(5) says), looked up in the background: at
 * most two at a time, on platform threads because the call blocks in native code for as long as a dead name server takes. What does
 * not fit into the queue is asked for again by the next look.
 */
public final class ReverseNames implements HostNames, AutoCloseable {

	private static final Duration KNOWN = Duration.ofMinutes(10);
	private static final Duration UNKNOWN = Duration.ofMinutes(2);
	private static final int MOST = 10_000;
	private static final int WAITING = 256;

	/** {@code until} on the monotonic clock; an empty name: it has none, or is being looked up. */
	private record Entry(String name, long until) {
	}

	private final UnaryOperator<String> resolver;
	private final LongSupplier nanoTime;
	private final Map<String, Entry> entries = new ConcurrentHashMap<>();
	private final ThreadPoolExecutor lookups = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
			Thread.ofPlatform().daemon().name("names-", 0).factory(), new ThreadPoolExecutor.DiscardPolicy());

	public ReverseNames(LongSupplier nanoTime) {
		this(ReverseNames::resolve, nanoTime);
	}

	/** @param resolver gives an address its name, or itself when it has none */
	ReverseNames(UnaryOperator<String> resolver, LongSupplier nanoTime) {
		this.resolver = resolver;
		this.nanoTime = nanoTime;
		lookups.allowCoreThreadTimeOut(true);
	}

	private static String resolve(String address) {
		return InetAddress.ofLiteral(address).getCanonicalHostName();
	}

	@Override
	public Optional<String> of(String address) {
		Entry known = entries.get(address);
		if (known == null || known.until() - nanoTime.getAsLong() < 0) {
			if (entries.size() >= MOST) {
				entries.clear(); // a host with that many peers: begin anew rather than keep a list of ages
			}
			// the old name stays until the new one is known; a lookup that is dropped is tried again after the same time
			entries.put(address, new Entry(known == null ? "" : known.name(), nanoTime.getAsLong() + UNKNOWN.toNanos()));
			lookups.execute(() -> look(address));
		}
		return known == null || known.name().isEmpty() ? Optional.empty() : Optional.of(known.name());
	}

	private void look(String address) {
		String name;
		try {
			name = resolver.apply(address);
		} catch (IllegalArgumentException _) {
			name = address; // not an address: then it has no other name
		}
		boolean named = !name.equals(address);
		entries.put(address, new Entry(named ? name : "", nanoTime.getAsLong() + (named ? KNOWN : UNKNOWN).toNanos()));
	}

	@Override
	public void close() {
		lookups.shutdownNow();
	}
}
