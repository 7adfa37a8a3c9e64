// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * One end of a typed JSON-RPC connection. Futures of {@link #remote()} fail with a {@link ProblemException}: the other end's own
 * problem, or {@code connection-lost} for all that are pending when the streams end. Cancelling one tells the other end. Local
 * methods are called in order on the connection's reading (virtual) thread and must not wait. Sending never blocks the caller.
 */
public final class RpcConnection<R> implements Closeable {

	private static final Problem LOST = Problem.error("connection-lost", "The connection to the node was lost.",
			"The node's agent stopped, the network failed, or the connection was closed; what was asked last may have been done.",
			"Connect again, or to another node of the cluster, and look at the state there.");

	private final InputStream in;
	private final OutputStream out;
	private final RemoteEndpoint endpoint;
	private final MessageReader reader;
	private final MessageWriter writer;
	private final R remote;
	private final Set<CompletableFuture<Object>> pending = ConcurrentHashMap.newKeySet();
	private final CompletableFuture<Void> closed = new CompletableFuture<>();
	private final AtomicBoolean closing = new AtomicBoolean();

	RpcConnection(Object local, Class<R> remoteType, InputStream in, OutputStream out) {
		this.in = in;
		this.out = out;
		Map<String, JsonRpcMethod> methods = new LinkedHashMap<>(ServiceEndpoints.getSupportedMethods(remoteType));
		methods.putAll(ServiceEndpoints.getSupportedMethods(local.getClass()));
		MessageJsonHandler json = new MessageJsonHandler(methods, Json::configure);
		writer = new MessageWriter(out, json, this::end);
		endpoint = new RemoteEndpoint(writer, ServiceEndpoints.toEndpoint(local), ProblemTransport::toError);
		json.setMethodProvider(endpoint);
		reader = new MessageReader(in, json, endpoint);
		remote = ServiceEndpoints.toServiceObject(new Asking(), remoteType);
	}

	/** The other end. */
	public R remote() {
		return remote;
	}

	/** Completes, never exceptionally, when the connection is over. */
	public CompletableFuture<Void> closed() {
		return closed.copy();
	}

	/** Begins to read and write, on virtual threads. */
	public RpcConnection<R> start() {
		Thread.ofVirtual().name("rpc-write").start(writer);
		Thread.ofVirtual().name("rpc-read").start(() -> {
			reader.listen(endpoint);
			end();
		});
		return this;
	}

	@Override
	public void close() {
		end();
	}

	/** Once; from whichever thread notices first. */
	private void end() {
		if (closing.compareAndSet(false, true)) {
			writer.stop();
			// Closing an SSH channel's stream may wait for its window: not on the caller's thread.
			Thread.ofVirtual().name("rpc-close").start(() -> {
				shut(in);
				shut(out);
			});
			pending.forEach(RpcConnection::lose);
			closed.complete(null);
		}
	}

	private static void shut(Closeable stream) {
		try {
			stream.close();
		} catch (IOException e) {
			System.getLogger(RpcConnection.class.getName()).log(System.Logger.Level.DEBUG, "closing a channel", e);
		}
	}

	private static void lose(CompletableFuture<Object> future) {
		future.completeExceptionally(LOST.exception());
	}

	/** Outgoing requests: remembered until answered, failures turned into problems. */
	private final class Asking implements Endpoint {

		@Override
		public CompletableFuture<?> request(String method, Object parameter) {
			CompletableFuture<Object> answer = new CompletableFuture<>();
			pending.add(answer);
			if (closing.get()) {
				pending.remove(answer);
				lose(answer);
				return answer;
			}
			CompletableFuture<Object> sent = endpoint.request(method, parameter);
			sent.whenComplete((value, failure) -> {
				if (failure == null) {
					answer.complete(value);
				} else {
					answer.completeExceptionally(ProblemTransport.fromFailure(failure));
				}
			});
			answer.whenComplete((_, _) -> {
				pending.remove(answer);
				if (answer.isCancelled()) {
					sent.cancel(true);
				}
			});
			return answer;
		}

		@Override
		public void notify(String method, Object parameter) {
			if (!closing.get()) {
				endpoint.notify(method, parameter);
			}
		}
	}
}
