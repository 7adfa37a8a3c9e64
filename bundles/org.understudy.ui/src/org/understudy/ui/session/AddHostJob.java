// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.understudy.admin.Connection;
import org.understudy.admin.Hosts;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.ui.Messages;
import org.understudy.ui.model.HostModel;

/** Installs the agent on a host and makes it a node; asks about its host key first. */
public final class AddHostJob extends HostJob {

	private final HostModel host;

	public AddHostJob(Session session, HostModel host) {
		super(session, NLS.bind(Messages.job_addHost, host.name(), host.where()));
		this.host = host;
	}

	@Override
	protected void work(IProgressMonitor monitor) throws ProblemException {
		monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
		Hosts hosts = new Hosts(session().connection(), session().profiles().directory());
		confirm(hosts, host.where());
		Hosts.Login login = new Hosts.Login(host.where(), Path.of(host.key()), _ -> Optional.empty());
		Hosts.Plan plan = new Hosts.Plan(new NodeName(host.name()), address(), host.witness(), NodePorts.DEFAULT, null, null);
		hosts.add(login, plan, program(), new Hosts.Order(host.reason(), (step, done, total) -> {
			monitor.subTask(total > 0 ? step + " " + done * 100 / total + " %" : step);
			monitor.worked(0);
		}));
		monitor.done();
	}

	/** The other nodes reach it where we do. */
	private String address() throws ProblemException {
		String name = host.where().substring(host.where().indexOf('@') + 1).replaceFirst(":\\d+$", "");
		try {
			return InetAddress.getByName(name).getHostAddress();
		} catch (UnknownHostException e) {
			throw new ProblemException(Problem.error("host-unknown", NLS.bind(Messages.problem_unknownHost, name), "",
					Messages.problem_unknownHostRemedy), e);
		}
	}

	/** The agent that came with this program: its start script names the directory. */
	private static Hosts.Program program() throws ProblemException {
		String home = System.getProperty("understudy.home", System.getenv().getOrDefault("UNDERSTUDY_HOME", ""));
		if (home.isEmpty() || !Files.isDirectory(Path.of(home, "lib"))) {
			throw Problem.error("agent-missing", Messages.problem_agentMissing, NLS.bind(Messages.problem_agentMissingWhy, home),
					Messages.problem_agentMissingRemedy).exception();
		}
		return new Hosts.Program(Path.of(home), Connection.VERSION);
	}
}
