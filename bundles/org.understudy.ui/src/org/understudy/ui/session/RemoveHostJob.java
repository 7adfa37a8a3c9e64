// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.understudy.admin.Hosts;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.ui.Messages;
import org.understudy.ui.model.HostRemovalModel;

/** Dismisses a node, stops its agent and leaves nothing on its host; asks about its host key first. */
public final class RemoveHostJob extends HostJob {

	private final HostRemovalModel removal;

	public RemoveHostJob(Session session, HostRemovalModel removal) {
		super(session, NLS.bind(Messages.job_removeHost, removal.node(), removal.where()));
		this.removal = removal;
	}

	@Override
	protected void work(IProgressMonitor monitor) throws ProblemException {
		monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
		Hosts hosts = new Hosts(session().connection(), session().profiles().directory());
		confirm(hosts, removal.where());
		Hosts.Login login = new Hosts.Login(removal.where(), Path.of(removal.key()), _ -> Optional.empty());
		hosts.remove(login, new NodeName(removal.node()), null, new Hosts.Order(removal.reason(), (step, _, _) -> monitor.subTask(step)));
		monitor.done();
	}
}
