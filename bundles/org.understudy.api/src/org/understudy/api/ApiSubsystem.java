// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** The one thing an SSH client can start here: a session of the administration API. */
final class ApiSubsystem implements Command {

	record Factory(AdministrationSession.Factory sessions) implements SubsystemFactory {

		@Override
		public String getName() {
			return SshSettings.SUBSYSTEM;
		}

		@Override
		public Command createSubsystem(ChannelSession channel) {
			return new ApiSubsystem(sessions);
		}
	}

	private final AdministrationSession.Factory sessions;
	private InputStream in;
	private OutputStream out;
	private ExitCallback exit;
	private volatile RpcConnection<AdministrationEvents> connection;

	private ApiSubsystem(AdministrationSession.Factory sessions) {
		this.sessions = sessions;
	}

	@Override
	public void start(ChannelSession channel, Environment environment) throws IOException {
		String actor = channel.getSession().getAttribute(AdministrationServer.ACTOR);
		if (actor == null) {
			throw new IOException("a channel without an authenticated key");
		}
		AdministrationSession session = sessions.open(actor);
		connection = Rpc.serve(session.api(), in, out);
		session.connected(connection.remote());
		connection.closed().thenRun(() -> {
			session.close();
			exit.onExit(0);
		});
		connection.start();
	}

	@Override
	public void destroy(ChannelSession channel) {
		RpcConnection<AdministrationEvents> open = connection;
		if (open != null) {
			open.close();
		}
	}

	@Override
	public void setInputStream(InputStream stream) {
		in = stream;
	}

	@Override
	public void setOutputStream(OutputStream stream) {
		out = stream;
	}

	@Override
	public void setErrorStream(OutputStream stream) {
		// Nothing is written there.
	}

	@Override
	public void setExitCallback(ExitCallback callback) {
		exit = callback;
	}
}
