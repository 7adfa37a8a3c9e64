// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** Graphs as introspection makes them, without the introspection. */
final class SampleGraphs {

	static final ResourceId REDIS = new ResourceId(ResourceKind.PROCESS, "1@100");
	static final ResourceId LISTENER = new ResourceId(ResourceKind.TCP_LISTENER, "10.77.0.100:6379");

	private static final Replicability CAPTURED = new Replicability.Captured("it is part of the process image");
	private static final Replicability COPIED = new Replicability.Copied("it was written since the start");
	private static final Replicability REQUIRED = new Replicability.Required("it is mapped from the system", "install the same package");
	private static final Replicability EXTERNAL = new Replicability.External("it is another host", "");

	private final List<Resource> resources = new ArrayList<>();
	private final List<Dependency> edges = new ArrayList<>();

	static ResourceGraph redis(int clients) {
		SampleGraphs g = new SampleGraphs();
		g.add(REDIS, "redis-server 1", CAPTURED);
		g.used(REDIS, LISTENER, LISTENER.key(), DependencyKind.LISTENS_ON, CAPTURED);
		for (String library : List.of("libc.so.6", "libm.so.6", "libssl.so.3", "libcrypto.so.3", "libjemalloc.so.2",
				"ld-linux-x86-64.so.2")) {
			g.used(REDIS, id(ResourceKind.LIBRARY, "/usr/lib/" + library), library, DependencyKind.MAPS, REQUIRED);
		}
		g.used(REDIS, id(ResourceKind.EXECUTABLE, "/usr/bin/redis-server"), "redis-server", DependencyKind.EXECUTES, REQUIRED);
		g.used(REDIS, id(ResourceKind.FILE, "8:1/12 /var/lib/redis/appendonly.aof"), "appendonly.aof", DependencyKind.OPENS, COPIED);
		g.used(REDIS, id(ResourceKind.FILE, "8:1/13 /var/log/redis.log"), "redis.log", DependencyKind.OPENS, COPIED);
		g.used(REDIS, id(ResourceKind.DIRECTORY, "8:1/14 /var/lib/redis"), "/var/lib/redis", DependencyKind.USES, COPIED);
		g.used(REDIS, id(ResourceKind.DEVICE, "/dev/null"), "/dev/null", DependencyKind.OPENS, CAPTURED);
		g.used(REDIS, id(ResourceKind.PIPE, "pipe:[4711]"), "pipe 4711", DependencyKind.READS_FROM, CAPTURED);
		g.used(REDIS, id(ResourceKind.EPOLL, "1/5"), "epoll 5", DependencyKind.OPENS, CAPTURED);
		g.used(REDIS, id(ResourceKind.TIMERFD, "1/9"), "timerfd 9", DependencyKind.OPENS, CAPTURED);
		g.edges.add(new Dependency(id(ResourceKind.EPOLL, "1/5"), LISTENER, DependencyKind.WATCHES, ""));
		g.used(REDIS, id(ResourceKind.DEVICE, "/dev/watchdog"), "/dev/watchdog",
				DependencyKind.OPENS, new Replicability.Blocked("CRIU cannot dump this device", "close it before protecting"));
		for (int i = 0; i < clients; i++) {
			g.client(REDIS, 41000 + i);
		}
		return g.build();
	}

	/** Workers with files, connections and libraries of their own; about {@code 10 * workers} vertices. */
	static ResourceGraph large(int workers) {
		SampleGraphs g = new SampleGraphs();
		ResourceId master = id(ResourceKind.PROCESS, "1@1");
		g.add(master, "master 1", CAPTURED);
		for (int i = 0; i < workers; i++) {
			ResourceId worker = id(ResourceKind.PROCESS, (i + 2) + "@1");
			g.used(master, worker, "worker-" + i + "x " + (i + 2), DependencyKind.PARENT_OF, CAPTURED);
			for (int f = 0; f < 5; f++) {
				g.used(worker, id(ResourceKind.FILE, "8:1/" + i + f + " /srv/" + i + "/" + f + "/data"), "data" + f, DependencyKind.OPENS,
						COPIED);
			}
			g.used(worker, id(ResourceKind.PIPE, "pipe:[" + i + "]"), "pipe " + i, DependencyKind.READS_FROM, CAPTURED);
			g.used(worker, id(ResourceKind.EXECUTABLE, "/usr/bin/w" + i), "w" + i, DependencyKind.EXECUTES, REQUIRED);
			g.used(worker, id(ResourceKind.UNIX_SOCKET, "" + i), "unix " + i, DependencyKind.OPENS, CAPTURED);
			g.used(worker, id(ResourceKind.SHARED_MEMORY, "" + i), "shm " + i, DependencyKind.MAPS, CAPTURED);
		}
		return g.build();
	}

	static ResourceId id(ResourceKind kind, String key) {
		return new ResourceId(kind, key);
	}

	SampleGraphs add(ResourceId id, String label, Replicability verdict) {
		resources.add(new Resource(id, label, verdict, Bytes.ZERO, Map.of("state", "sleeping"), "/proc/1/fd"));
		return this;
	}

	SampleGraphs used(ResourceId by, ResourceId id, String label, DependencyKind how, Replicability verdict) {
		add(id, label, verdict);
		edges.add(new Dependency(by, id, how, how == DependencyKind.OPENS ? "fd 6 rw" : ""));
		return this;
	}

	SampleGraphs client(ResourceId process, int port) {
		ResourceId connection = id(ResourceKind.TCP_CONNECTION, LISTENER.key() + "-10.77.0.9:" + port);
		used(process, connection, "10.77.0.9:" + port, DependencyKind.OPENS, CAPTURED);
		return used(connection, id(ResourceKind.REMOTE_ENDPOINT, "10.77.0.9:" + port), "10.77.0.9:" + port, DependencyKind.CONNECTS_TO,
				EXTERNAL);
	}

	ResourceGraph build() {
		return ResourceGraph.of(Instant.EPOCH, resources, edges);
	}
}
