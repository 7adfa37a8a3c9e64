// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReverseNamesTest {

	private final AtomicLong now = new AtomicLong();
	private final AtomicInteger asked = new AtomicInteger();

	private static Optional<String> await(ReverseNames names, String address) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		Optional<String> name = names.of(address);
		while (name.isEmpty() && System.nanoTime() < end) {
			Thread.sleep(5); // the lookup is on a thread of its own
			name = names.of(address);
		}
		return name;
	}

	@Test
	void aNameIsKnownALittleLaterAndAskedForOnce() throws Exception {
		try (ReverseNames names = new ReverseNames(a -> "host" + asked.incrementAndGet() + ".example.org", now::get)) {
			assertEquals(Optional.empty(), names.of("10.0.0.1"), "nobody waits");
			assertEquals(Optional.of("host1.example.org"), await(names, "10.0.0.1"));
			assertEquals(Optional.of("host1.example.org"), names.of("10.0.0.1"));
			now.addAndGet(Duration.ofMinutes(11).toNanos());
			assertEquals(Optional.of("host1.example.org"), names.of("10.0.0.1"), "the old one until the new one is known");
			long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
			while (asked.get() < 2 && System.nanoTime() < end) {
				Thread.sleep(5);
			}
			assertEquals(2, asked.get());
		}
	}

	@Test
	void aSilentNameServerHoldsNobody() {
		CountDownLatch never = new CountDownLatch(1);
		try (ReverseNames names = new ReverseNames(a -> {
			try {
				never.await();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return a;
		}, System::nanoTime)) {
			for (int i = 0; i < 2000; i++) {
				assertEquals(Optional.empty(), names.of("10.0." + i / 256 + "." + i % 256));
			}
		} finally {
			never.countDown();
		}
	}

	@Test
	void whatHasNoNameHasNone() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		try (ReverseNames names = new ReverseNames(a -> {
			done.countDown();
			return a;
		}, System::nanoTime)) {
			assertEquals(Optional.empty(), names.of("10.0.0.9"));
			assertTrue(done.await(60, java.util.concurrent.TimeUnit.SECONDS));
			assertEquals(Optional.empty(), names.of("10.0.0.9"));
		}
	}
}
