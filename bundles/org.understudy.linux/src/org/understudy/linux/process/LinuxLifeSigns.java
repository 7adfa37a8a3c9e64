// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.LifeSigns;
import org.understudy.model.ProblemException;

/** Life signs by pidfd, cgroup v2 counters and {@code /proc}. One platform thread for each watched capsule. */
public final class LinuxLifeSigns implements LifeSigns {

	private static final Logger LOG = System.getLogger(LinuxLifeSigns.class.getName());
	/** So long a closed watch may still wait in the kernel. */
	private static final Duration LOOK = Duration.ofMillis(500);
	/** The status is there once the parent has reaped the process: the capsule's launcher does that at once. */
	private static final Duration REAPED = Duration.ofMillis(20);
	private static final int SIGNAL = 0x7f;

	@Override
	public Watch onExit(Capsule capsule, Consumer<Exit> listener) throws ProblemException {
		ExitThread watch = new ExitThread(capsule, listener);
		watch.start();
		return watch;
	}

	@Override
	public Signs look(Capsule capsule) {
		long micros = number(capsule.cgroup().resolve("cpu.stat"), "usage_usec").orElse(-1);
		long kills = number(capsule.cgroup().resolve("memory.events"), "oom_kill")
				.orElseGet(() -> number(Path.of("/proc/vmstat"), "oom_kill").orElse(0));
		return new Signs(micros < 0 ? Duration.ofNanos(-1) : Duration.ofNanos(micros * 1000), kills, state(capsule.rootPid()) == 'T');
	}

	/** The value of a line {@code name value}. */
	private static OptionalLong number(Path file, String name) {
		try {
			return Files.readAllLines(file).stream().filter(l -> l.startsWith(name + " ")).mapToLong(l -> Long.parseLong(l.substring(name.length() + 1)))
					.findFirst();
		} catch (IOException _) {
			return OptionalLong.empty(); // this controller is not there, or the capsule is gone
		}
	}

	/** Letter of proc_pid_stat(5), behind the last ")"; X when there is no such process. */
	private static char state(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
			return stat.charAt(stat.lastIndexOf(')') + 2);
		} catch (IOException _) {
			return 'X';
		}
	}

	private final class ExitThread implements Watch {

		private final Capsule capsule;
		private final Consumer<Exit> listener;
		private volatile boolean closed;

		ExitThread(Capsule capsule, Consumer<Exit> listener) {
			this.capsule = capsule;
			this.listener = listener;
		}

		void start() throws ProblemException {
			try {
				Pidfd process = Pidfd.open(capsule.rootPid());
				Thread.ofPlatform().daemon().name("exit of " + capsule.id()).start(() -> await(process));
			} catch (ProblemException e) {
				if (!e.problem().code().equals("no-such-process")) {
					throw e;
				}
				Thread.ofVirtual().start(() -> tell(new Exit(OptionalInt.empty(), OptionalInt.empty(), look(capsule))));
			}
		}

		private void await(Pidfd process) {
			try (process) {
				while (!closed) {
					if (process.awaitEnd(LOOK)) {
						Poll.until(() -> process.status().isPresent(), REAPED);
						tell(exit(process.status()));
						return;
					}
				}
			}
		}

		private Exit exit(OptionalInt status) {
			boolean killed = status.isPresent() && (status.getAsInt() & SIGNAL) != 0;
			OptionalInt signal = killed ? OptionalInt.of(status.getAsInt() & SIGNAL) : OptionalInt.empty();
			OptionalInt code = status.isEmpty() || killed ? OptionalInt.empty() : OptionalInt.of(status.getAsInt() >> 8 & 0xff);
			return new Exit(code, signal, look(capsule));
		}

		private void tell(Exit exit) {
			try {
				if (!closed) {
					listener.accept(exit);
				}
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a listener of the end of " + capsule.id() + " failed", e);
			}
		}

		@Override
		public void close() {
			closed = true;
		}
	}
}
