// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.live;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.core.graph.EndpointNames;
import org.understudy.core.port.HostNames;
import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.Inspector;
import org.understudy.core.replicability.Background;
import org.understudy.core.resource.ResourceClass;
import org.understudy.core.resource.ResourceClasses;
import org.understudy.linux.proc.ProcfsEvidence;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** What the inspector sees, with what the resource classes beside this agent add, and with the names of remote hosts. Thread-safe. */
public final class Sight implements Inspector {

	private static final System.Logger LOG = System.getLogger(Sight.class.getName());

	private final Inspector inspector;
	private final ResourceClasses classes;
	private final HostNames names;
	private final Path proc;
	/** Classes that have failed already: told once, not each second. */
	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	public Sight(Inspector inspector, HostNames names, Path proc) {
		this.inspector = inspector;
		this.names = names;
		this.proc = proc;
		this.classes = new ResourceClasses(ServiceLoader.load(ResourceClass.class).stream().map(Provider::get).toList(), this::failed);
	}

	private void failed(ResourceClass which, RuntimeException why) {
		if (failed.add(which.getClass().getName())) {
			LOG.log(Level.ERROR, "resource class " + which.getClass().getName() + " fails; what it finds is missing from graphs", why);
		}
	}

	@Override
	public ResourceGraph inspect(InspectionScope scope) throws ProblemException {
		ResourceGraph seen = EndpointNames.named(inspector.inspect(scope), names);
		Background background = new Background(scope.addresses(), scope.upper().isPresent(), true, Background.GHOST_LIMIT);
		return classes.extend(seen, this::evidence, background);
	}

	private ProcfsEvidence evidence(Resource process) {
		return new ProcfsEvidence(proc.resolve(process.attributes().getOrDefault("pid", "0")));
	}
}
