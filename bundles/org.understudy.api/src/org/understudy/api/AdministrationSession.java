// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

/** What one authenticated client is given; made by the server for each channel, closed when the channel ends. */
public interface AdministrationSession extends AutoCloseable {

	/** What the client may call. Must not wait: answers with futures. */
	AdministrationApi api();

	/** The client's ear; before the first call. Telling it something never blocks, also when the client stands still. */
	void connected(AdministrationEvents client);

	/** The client is gone. */
	@Override
	void close();

	/** Makes sessions; {@code actor} is {@code name SHA256:fingerprint} of the key that logged in. */
	@FunctionalInterface
	interface Factory {
		AdministrationSession open(String actor);
	}
}
