// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * Records as objects. Unlike Gson's own adapter, a list, map, text or number that another version does not send is empty or zero:
 * the records copy their lists and would fail on null; and what a constructor refuses is a failure of the text, not of the program.
 */
final class RecordAdapters implements TypeAdapterFactory {

	@Override
	@SuppressWarnings("unchecked")
	public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
		Class<? super T> raw = type.getRawType();
		// Only ours: lsp4j's own records and messages keep their adapters.
		if (!raw.isRecord() || !raw.getName().startsWith("org.understudy.")) {
			return null;
		}
		return (TypeAdapter<T>) new RecordAdapter<>(gson, raw).nullSafe();
	}

	private record Part(int index, RecordComponent component, TypeAdapter<Object> adapter) {

		Object of(Object value) {
			try {
				return component.getAccessor().invoke(value);
			} catch (ReflectiveOperationException e) {
				throw new IllegalStateException("cannot read " + component, e);
			}
		}

		/** What stands for a part that was not sent. */
		Object missing() {
			Class<?> type = component.getType();
			if (type == List.class) {
				return List.of();
			} else if (type == Map.class) {
				return Map.of();
			} else if (type == String.class) {
				return "";
			} else if (type == boolean.class) {
				return false;
			}
			return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
		}
	}

	private static final class RecordAdapter<T> extends TypeAdapter<T> {

		private final Map<String, Part> parts = new HashMap<>();
		private final Part[] order;
		private final Constructor<T> constructor;

		@SuppressWarnings("unchecked")
		RecordAdapter(Gson gson, Class<T> type) {
			RecordComponent[] components = type.getRecordComponents();
			order = new Part[components.length];
			Class<?>[] types = new Class<?>[components.length];
			for (int i = 0; i < components.length; i++) {
				types[i] = components[i].getType();
				components[i].getAccessor().setAccessible(true);
				order[i] = new Part(i, components[i], (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(components[i].getGenericType())));
				parts.put(components[i].getName(), order[i]);
			}
			try {
				constructor = type.getDeclaredConstructor(types);
				constructor.setAccessible(true);
			} catch (NoSuchMethodException e) {
				throw new IllegalStateException("a record without its constructor: " + type, e);
			}
		}

		@Override
		public void write(JsonWriter out, T value) throws IOException {
			out.beginObject();
			for (Part part : order) {
				out.name(part.component.getName());
				part.adapter.write(out, part.of(value));
			}
			out.endObject();
		}

		@Override
		public T read(JsonReader in) throws IOException {
			Object[] values = new Object[order.length];
			in.beginObject();
			while (in.hasNext()) {
				Part part = parts.get(in.nextName());
				if (part == null) {
					in.skipValue();
				} else {
					values[part.index] = part.adapter.read(in);
				}
			}
			in.endObject();
			return make(values);
		}

		private T make(Object[] values) {
			for (int i = 0; i < values.length; i++) {
				values[i] = values[i] == null ? order[i].missing() : values[i];
			}
			try {
				return constructor.newInstance(values);
			} catch (InvocationTargetException e) {
				throw new JsonParseException("refused: " + e.getCause(), e.getCause());
			} catch (ReflectiveOperationException e) {
				throw new IllegalStateException("cannot make " + constructor, e);
			}
		}
	}
}
