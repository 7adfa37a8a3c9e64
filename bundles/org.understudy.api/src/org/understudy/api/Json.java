// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.nio.charset.StandardCharsets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;

/**
 * The model as JSON, the same on the wire, in files and on standard output: durations and instants as ISO-8601 text, names,
 * numbers and identities as plain text or numbers (also as keys), verdicts as {@code {"verdict":"captured","reason":…}}, a graph's
 * vertices and edges as arrays, bytes as Base64. Unknown fields are ignored; a missing list, map or text is empty. Thread-safe.
 */
public final class Json {

	private static final Gson COMPACT = configure(new GsonBuilder()).create();
	private static final Gson PRETTY = configure(new GsonBuilder()).setPrettyPrinting().create();

	private Json() {
	}

	/** Teaches a builder the model's forms; used for the RPC's own Gson too, so that there is one form only. */
	static GsonBuilder configure(GsonBuilder builder) {
		ModelAdapters.register(builder);
		return builder.disableHtmlEscaping().enableComplexMapKeySerialization();
	}

	public static String write(Object value) {
		return COMPACT.toJson(value);
	}

	/** For people: indented. */
	public static String pretty(Object value) {
		return PRETTY.toJson(value);
	}

	public static byte[] bytes(Object value) {
		return write(value).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads what {@link #write} wrote, of this or another version.
	 *
	 * @throws IllegalArgumentException when the text is not JSON of that shape
	 */
	public static <T> T read(String text, Class<T> type) {
		try {
			T value = COMPACT.fromJson(text, type);
			if (value == null) {
				throw new IllegalArgumentException("empty, where a " + type.getSimpleName() + " was expected");
			}
			return value;
		} catch (JsonParseException e) {
			throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
		}
	}

	public static <T> T read(byte[] utf8, Class<T> type) {
		return read(new String(utf8, StandardCharsets.UTF_8), type);
	}

	static <T> T read(JsonElement element, Class<T> type) {
		return COMPACT.fromJson(element, type);
	}
}
