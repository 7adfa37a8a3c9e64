// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.config.MemberAddressProviderConfig;
import com.hazelcast.spi.MemberAddressProvider;

/** Hazelcast's configuration: what was measured to notice a silent host in about 3 s without splitting healthy members. */
final class HazelcastSettings {

	/** The member attribute that carries the node's name. */
	static final String NODE = "node";

	/** Kept: the logging framework forgets the level of a logger that nobody refers to. */
	private static final Logger QUIET = Logger.getLogger("com.hazelcast");

	private static final Map<String, String> PROPERTIES = Map.ofEntries(
			Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
			Map.entry("hazelcast.max.no.heartbeat.seconds", "3"),
			// Never near 5: a member that merely pauses would be declared master by itself, and healthy members split.
			Map.entry("hazelcast.mastership.claim.timeout.seconds", "30"),
			Map.entry("hazelcast.socket.connect.timeout.seconds", "2"),
			Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
			Map.entry("hazelcast.operation.backup.timeout.millis", "1000"),
			Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
			Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
			Map.entry("hazelcast.wait.seconds.before.join", "0"),
			Map.entry("hazelcast.max.wait.seconds.before.join", "0"),
			Map.entry("hazelcast.max.join.seconds", "10"),
			Map.entry("hazelcast.graceful.shutdown.max.wait", "3"),
			Map.entry("hazelcast.socket.bind.any", "false"),
			Map.entry("hazelcast.socket.client.bind", "false"),
			Map.entry("hazelcast.phone.home.enabled", "false"),
			Map.entry("hazelcast.shutdownhook.enabled", "false"),
			Map.entry("hazelcast.logging.type", "jdk"),
			// A few small values: few partitions and threads keep an agent small and a member's departure cheap.
			Map.entry("hazelcast.partition.count", "31"),
			Map.entry("hazelcast.operation.thread.count", "2"),
			Map.entry("hazelcast.operation.generic.thread.count", "2"),
			Map.entry("hazelcast.event.thread.count", "1"),
			Map.entry("hazelcast.io.thread.count", "1"));

	private HazelcastSettings() {
	}

	static Config of(ClusterConfig cluster, NodeConfig self) {
		QUIET.setLevel(java.util.logging.Level.WARNING);
		Config config = new Config();
		config.setClusterName(cluster.name());
		// In Equinox the thread's class loader sees no bundle: Hazelcast would not find its own services.
		config.setClassLoader(HazelcastSettings.class.getClassLoader());
		PROPERTIES.forEach(config::setProperty);
		config.getMemberAttributeConfig().setAttribute(NODE, self.name().value());
		config.addMapConfig(new MapConfig("*").setBackupCount(1).setAsyncBackupCount(1));
		network(config.getNetworkConfig(), cluster, self);
		return config;
	}

	/** Host and membership port of every node. */
	static List<String> members(ClusterConfig cluster) {
		return cluster.nodes().stream().map(node -> node.address() + ":" + node.ports().membership()).toList();
	}

	private static void network(NetworkConfig network, ClusterConfig cluster, NodeConfig self) {
		network.setPort(self.ports().membership()).setPortAutoIncrement(false);
		// Hazelcast's Interfaces refuse addresses such as 127.77.0.N.
		network.setMemberAddressProviderConfig(new MemberAddressProviderConfig().setEnabled(true).setImplementation(new OwnAddress(
				new InetSocketAddress(self.address(), self.ports().membership()))));
		JoinConfig join = network.getJoin();
		join.getAutoDetectionConfig().setEnabled(false);
		join.getMulticastConfig().setEnabled(false);
		join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2).setMembers(members(cluster));
	}

	private record OwnAddress(InetSocketAddress address) implements MemberAddressProvider {

		@Override
		public InetSocketAddress getBindAddress() {
			return address;
		}

		@Override
		public InetSocketAddress getBindAddress(EndpointQualifier qualifier) {
			return address;
		}

		@Override
		public InetSocketAddress getPublicAddress() {
			return address;
		}

		@Override
		public InetSocketAddress getPublicAddress(EndpointQualifier qualifier) {
			return address;
		}
	}
}
