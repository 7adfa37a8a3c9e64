// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.time.Duration;
import java.util.List;

import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.core.CoreModuleProperties;

/** What both ends of an administration channel have in common. */
final class SshSettings {

	static final String USER = "understudy";
	static final String SUBSYSTEM = "understudy-api";
	static final Duration HEARTBEAT = Duration.ofSeconds(3);
	/** Three heartbeats lost: the other end, or the way to it, is dead. */
	static final Duration SILENCE = Duration.ofSeconds(10);

	private SshSettings() {
	}

	static void apply(AbstractFactoryManager manager) {
		// MINA prefers chacha20 in pure Java: a third of the throughput.
		manager.setCipherFactories(
				List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm));
		CoreModuleProperties.TCP_NODELAY.set(manager, true);
		CoreModuleProperties.SOCKET_KEEPALIVE.set(manager, true);
		CoreModuleProperties.IDLE_TIMEOUT.set(manager, Duration.ZERO);
		// Nothing read, whatever is written: MINA's own idle timer is reset by writing too, and would never notice.
		CoreModuleProperties.NIO2_READ_TIMEOUT.set(manager, SILENCE);
		CoreModuleProperties.AUTH_TIMEOUT.set(manager, SILENCE);
		CoreModuleProperties.WINDOW_SIZE.set(manager, 8L << 20);
	}
}
