// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.InputStream;
import java.io.OutputStream;

/** Binds the interfaces of this package to byte streams: JSON-RPC 2.0 with the base protocol's headers. */
public final class Rpc {

	private Rpc() {
	}

	/** An agent's end of an administration channel; start it when the session is ready. */
	public static RpcConnection<AdministrationEvents> serve(AdministrationApi local, InputStream in, OutputStream out) {
		return new RpcConnection<>(local, AdministrationEvents.class, in, out);
	}

	/** A client's end of an administration channel. */
	public static RpcConnection<AdministrationApi> administer(AdministrationEvents local, InputStream in, OutputStream out) {
		return new RpcConnection<>(local, AdministrationApi.class, in, out);
	}

	/** Both ends between two agents: each may ask the other. */
	public static RpcConnection<PeerApi> peer(PeerApi local, InputStream in, OutputStream out) {
		return new RpcConnection<>(local, PeerApi.class, in, out);
	}

	/** The end of one who only asks. */
	public static RpcConnection<PeerApi> askPeer(InputStream in, OutputStream out) {
		return new RpcConnection<>(new Object(), PeerApi.class, in, out);
	}
}
