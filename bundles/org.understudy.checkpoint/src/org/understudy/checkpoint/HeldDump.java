// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine.Standstill;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Processes that criu holds after it has dumped them: it waits in its {@code post-dump} action, when all images are written and no
 * socket has left repair mode yet. Let go on, they find their connections as they were; killed there, their sockets vanish without a
 * packet ({@code tcp_close} of a socket in repair mode sends neither FIN nor RST). {@code --leave-stopped} would be simpler and is no
 * way back: it leaves the sockets in repair mode for ever.
 */
final class HeldDump implements Standstill {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Capture capture;
	private final Process criu;
	private final PostDumpHook hook;
	private final Recovery recovery;
	private boolean over;

	/** What has to be done after criu ended otherwise than as planned. */
	@FunctionalInterface
	interface Recovery {
		void run() throws IOException;
	}

	HeldDump(Capture capture, Process criu, PostDumpHook hook, Recovery recovery) {
		this.capture = capture;
		this.criu = criu;
		this.hook = hook;
		this.recovery = recovery;
	}

	@Override
	public Capture capture() {
		return capture;
	}

	@Override
	public synchronized void goOn() throws ProblemException {
		if (over) {
			return;
		}
		try {
			hook.answer(true);
			int exit = Subprocess.await(criu, PATIENCE);
			end();
			if (exit != 0) {
				recovery.run();
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("not-let-go", "The captured processes could not be let go on.", String.valueOf(e.getMessage()),
					"See the application's state; criu's log is in " + capture.images().resolveSibling("work") + "."), e);
		}
	}

	/** Their processes are gone, so criu has nothing to let go: it fails, and that is all right. */
	@Override
	public synchronized void close() {
		if (over) {
			return;
		}
		try {
			hook.answer(false);
			Subprocess.await(criu, PATIENCE);
			end();
		} catch (IOException e) {
			System.getLogger(HeldDump.class.getName()).log(Level.WARNING, "criu did not end by itself", e);
		}
	}

	private void end() throws IOException {
		over = true;
		Subprocess.kill(criu);
		hook.close();
	}
}
