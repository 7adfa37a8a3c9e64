// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.understudy.model.NodeName;

/**
 * What is happening, shared by all members now and lost with them: never what was decided. Values are small (below 1 MB).
 * Thread-safe; listeners are called on threads of the adapter and must return at once.
 */
public interface LiveState extends AutoCloseable {

	/** The members that answer now, this node included. */
	Set<NodeName> members();

	/** Calls the listener with every new set of members. */
	void onMembers(Consumer<Set<NodeName>> listener);

	/** Publishes a value under a key of a named map; replaces. Does not block longer than a few seconds. */
	void put(String map, String key, byte[] value);

	void remove(String map, String key);

	/** A copy of the map's entries. */
	Map<String, byte[]> entries(String map);

	/** Sends a message to whoever listens; may be lost. */
	void publish(String topic, byte[] message);

	/** Listens to a topic until closed. */
	Subscription subscribe(String topic, Consumer<byte[]> listener);

	@Override
	void close();

	/** Ends what it stands for; closing twice is harmless. */
	interface Subscription extends AutoCloseable {
		@Override
		void close();
	}
}
