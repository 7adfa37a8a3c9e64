// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import org.understudy.core.port.Mesh;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * TLS 1.3 with mutual authentication between the agents, on virtual threads. A peer is who the certificate pinned in the current
 * configuration says; nobody else gets past the handshake. After it the client sends the service's name (one byte of length, ASCII)
 * and the server answers one byte: {@link #ACCEPTED} or {@link #UNKNOWN}.
 */
public final class TlsMesh implements Mesh {

	private static final Logger LOG = System.getLogger(TlsMesh.class.getName());
	private static final Duration HANDSHAKE = Duration.ofSeconds(3);
	private static final int ACCEPTED = 0;
	private static final int UNKNOWN = 1;

	private final MeshIdentity identity;
	private final Supplier<ClusterConfig> cluster;
	private final SSLContext serverContext;
	private final ServerSocket door;
	private final Map<String, Handler> services = new ConcurrentHashMap<>();
	/** Accepted sockets and open links, to be closed with the mesh. */
	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	/**
	 * Opens the door at once; services that are not served yet are refused.
	 *
	 * @param cluster the current configuration, asked at every handshake
	 * @param bind    the node's own address and mesh port
	 * @throws ProblemException {@code mesh-port-unavailable}
	 */
	public TlsMesh(MeshIdentity identity, Supplier<ClusterConfig> cluster, InetSocketAddress bind) throws ProblemException {
		this.identity = identity;
		this.cluster = cluster;
		this.serverContext = context(pin -> nodeWith(pin).isPresent());
		this.door = bound(bind);
		Thread.ofVirtual().name("mesh door " + bind).start(this::accept);
	}

	@Override
	public void serve(String service, Handler handler) {
		services.put(service, handler);
	}

	@Override
	public Link connect(NodeConfig peer, String service, Duration timeout) throws ProblemException {
		Socket raw = new Socket();
		open.add(raw);
		try (var _ = new Sockets.Deadline(raw, timeout)) {
			raw.connect(new InetSocketAddress(peer.address(), peer.ports().mesh()), Math.toIntExact(Math.max(1, timeout.toMillis())));
			return greet(peer, service, raw);
		} catch (SSLException e) {
			drop(raw);
			// JSSE also wraps a connection that broke during the handshake.
			throw new ProblemException(e.getCause() instanceof IOException ? unreachable(peer, timeout) : notTrusted(peer), e);
		} catch (IOException e) {
			drop(raw);
			throw new ProblemException(unreachable(peer, timeout), e);
		} catch (ProblemException e) {
			drop(raw);
			throw e;
		}
	}

	@Override
	public void close() {
		Sockets.close(door);
		open.forEach(this::drop);
	}

	private Link greet(NodeConfig peer, String service, Socket raw) throws IOException, ProblemException {
		Sockets.tune(raw);
		SSLSocket tls = wrap(context(pin -> pin.equals(peer.certificate())), raw, peer.address());
		tls.setUseClientMode(true);
		tls.startHandshake();
		DataOutputStream out = new DataOutputStream(tls.getOutputStream());
		byte[] name = service.getBytes(StandardCharsets.US_ASCII);
		byte[] greeting = new byte[name.length + 1];
		greeting[0] = (byte) name.length;
		System.arraycopy(name, 0, greeting, 1, name.length);
		out.write(greeting);
		// In TLS 1.3 the client ends its handshake before the server has judged the client's certificate: only this read tells.
		int answer = tls.getInputStream().read();
		if (answer == UNKNOWN) {
			throw Problem.error("mesh-service-unknown", "Node %s does not serve '%s'".formatted(peer.name(), service),
					"Its agent is starting, or of another version.", "Try again; compare the versions of the agents.").exception();
		}
		if (answer != ACCEPTED) {
			throw new SocketException("closed by the peer before it answered");
		}
		return new TlsLink(peer.name(), raw, tls, _ -> open.remove(raw));
	}

	private void accept() {
		while (!door.isClosed()) {
			try {
				Socket raw = door.accept();
				open.add(raw);
				Thread.ofVirtual().name("mesh from " + raw.getRemoteSocketAddress()).start(() -> receive(raw));
			} catch (IOException e) {
				LOG.log(door.isClosed() ? Level.DEBUG : Level.WARNING, "mesh door", e);
				// Out of descriptors, most likely: not in a hot loop.
				LockSupport.parkNanos(100_000_000);
			}
		}
	}

	private void receive(Socket raw) {
		try {
			admit(raw).ifPresent(Runnable::run);
		} catch (SSLException e) {
			LOG.log(Level.INFO, "mesh connection from " + raw.getRemoteSocketAddress() + " refused: " + e.getMessage());
			Sockets.letReadTheLastWord(raw);
		} catch (IOException | GeneralSecurityException e) {
			LOG.log(Level.INFO, "mesh connection from " + raw.getRemoteSocketAddress() + " refused: " + e);
		} finally {
			drop(raw);
		}
	}

	private Optional<Runnable> admit(Socket raw) throws IOException, GeneralSecurityException {
		try (var _ = new Sockets.Deadline(raw, HANDSHAKE)) {
			Sockets.tune(raw);
			SSLSocket tls = wrap(serverContext, raw, null);
			tls.setUseClientMode(false);
			tls.setNeedClientAuth(true);
			tls.startHandshake();
			// Asked again: a resumed session does not come past the trust manager.
			NodeName peer = nodeWith(MeshIdentity.fingerprint(tls.getSession().getPeerCertificates()[0]))
					.orElseThrow(() -> new SSLPeerUnverifiedException("no longer pinned"));
			DataInputStream in = new DataInputStream(tls.getInputStream());
			String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
			Handler handler = services.get(name);
			tls.getOutputStream().write(handler == null ? UNKNOWN : ACCEPTED);
			TlsLink link = new TlsLink(peer, raw, tls, _ -> open.remove(raw));
			return handler == null ? Optional.empty() : Optional.of(() -> handle(name, handler, link));
		}
	}

	private static void handle(String name, Handler handler, Link link) {
		try (link) {
			handler.handle(link);
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, "service %s for %s: %s".formatted(name, link.peer(), e.problem()), e);
		} catch (RuntimeException e) {
			LOG.log(Level.ERROR, "bug in service " + name, e);
		}
	}

	private Optional<NodeName> nodeWith(String fingerprint) {
		return cluster.get().nodes().stream().filter(node -> fingerprint.equals(node.certificate())).map(NodeConfig::name).findFirst();
	}

	private SSLContext context(Predicate<String> pinned) throws ProblemException {
		try {
			SSLContext context = SSLContext.getInstance("TLSv1.3");
			context.init(identity.keyManagers(), new TrustManager[] {new PinnedTrust(pinned)}, null);
			return context;
		} catch (GeneralSecurityException e) {
			throw new ProblemException(Problem.error("mesh-identity-unusable", "TLS cannot use this node's identity",
					"The key store or the Java runtime is damaged.", "Install the agent again."), e);
		}
	}

	/** Layered over a socket of ours, which a link can close without the ceremony of TLS. */
	private static SSLSocket wrap(SSLContext context, Socket raw, String host) throws IOException {
		SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), false);
		tls.setEnabledProtocols(new String[] {"TLSv1.3"});
		tls.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
		return tls;
	}

	private static ServerSocket bound(InetSocketAddress address) throws ProblemException {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(address);
			return socket;
		} catch (IOException e) {
			throw new ProblemException(Problem.error("mesh-port-unavailable", "The mesh cannot listen on " + address,
					"The port is in use, or the address is not one of this host.",
					"End what uses the port (ss -ltnp), or configure another port or address."), e);
		}
	}

	private void drop(Socket raw) {
		open.remove(raw);
		Sockets.close(raw);
	}

	private static Problem unreachable(NodeConfig peer, Duration timeout) {
		return Problem.error("peer-unreachable",
				"Node %s does not answer at %s port %d".formatted(peer.name(), peer.address(), peer.ports().mesh()),
				"It is down, its agent is not running, or the network between is cut (waited up to %d ms).".formatted(timeout.toMillis()),
				"Look at the host and the network; a firewall must let the mesh port through.");
	}

	private static Problem notTrusted(NodeConfig peer) {
		return Problem.error("peer-not-trusted", "Node %s and this node do not trust each other".formatted(peer.name()),
				"A certificate is not the one that the cluster's configuration pins: another host answers at the address, a node was "
						+ "installed anew, or one of the two has an old configuration.",
				"Compare the fingerprints of both nodes; remove the node and add it again when it was installed anew.");
	}
}
