// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** The forms of the model's types that are not plain records. */
final class ModelAdapters {

	private ModelAdapters() {
	}

	/** Gson asks the last registered first: the general factories come before the particular types. */
	static void register(GsonBuilder builder) {
		builder.registerTypeAdapterFactory(new RecordAdapters());
		builder.registerTypeAdapterFactory(new EnumAdapters());
		builder.registerTypeAdapterFactory(new VerdictAdapters());
		builder.registerTypeAdapterFactory(new GraphAdapters());
		text(builder, Duration.class, Duration::toString, Duration::parse);
		text(builder, Instant.class, Instant::toString, Instant::parse);
		text(builder, NodeName.class, NodeName::value, NodeName::new);
		text(builder, ApplicationName.class, ApplicationName::value, ApplicationName::new);
		text(builder, ResourceKind.class, ResourceKind::key, ResourceKind::new);
		text(builder, ResourceId.class, ResourceId::toString, ResourceId::parse);
		text(builder, byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
		number(builder, Bytes.class, Bytes::count, Bytes::of);
		number(builder, Epoch.class, Epoch::number, Epoch::new);
		number(builder, Term.class, Term::number, Term::new);
	}

	private static <T> void text(GsonBuilder builder, Class<T> type, Function<T, String> write, Function<String, T> read) {
		builder.registerTypeAdapter(type, new TypeAdapter<T>() {
			@Override
			public void write(JsonWriter out, T value) throws IOException {
				out.value(write.apply(value));
			}

			@Override
			public T read(JsonReader in) throws IOException {
				String text = in.nextString();
				return checked(type, text, () -> read.apply(text));
			}
		}.nullSafe());
	}

	private static <T> void number(GsonBuilder builder, Class<T> type, Function<T, Long> write, Function<Long, T> read) {
		builder.registerTypeAdapter(type, new TypeAdapter<T>() {
			@Override
			public void write(JsonWriter out, T value) throws IOException {
				out.value(write.apply(value));
			}

			@Override
			public T read(JsonReader in) throws IOException {
				long number = in.nextLong();
				return checked(type, number, () -> read.apply(number));
			}
		}.nullSafe());
	}

	private static <T> T checked(Class<T> type, Object text, java.util.function.Supplier<T> read) {
		try {
			return read.get();
		} catch (IllegalArgumentException | java.time.DateTimeException e) {
			throw new JsonParseException("not a " + type.getSimpleName() + ": " + text, e);
		}
	}

	/** By name. lsp4j's own adapter would write ordinals, which change when a constant is added. */
	private static final class EnumAdapters implements TypeAdapterFactory {

		@Override
		public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
			Class<? super T> raw = type.getRawType();
			// Only ours: lsp4j's protocol enums keep their form.
			return raw.isEnum() && raw.getName().startsWith("org.understudy.") ? new ByName<T>(raw).nullSafe() : null;
		}

		private static final class ByName<T> extends TypeAdapter<T> {

			private final Class<? super T> type;

			ByName(Class<? super T> type) {
				this.type = type;
			}

			@Override
			public void write(JsonWriter out, T value) throws IOException {
				out.value(((Enum<?>) value).name());
			}

			@Override
			@SuppressWarnings("unchecked")
			public T read(JsonReader in) throws IOException {
				String name = in.nextString();
				for (Object constant : type.getEnumConstants()) {
					if (((Enum<?>) constant).name().equals(name)) {
						return (T) constant;
					}
				}
				throw new JsonParseException("not a " + type.getSimpleName() + ": " + name);
			}
		}
	}

	private record VerdictText(String verdict, String reason, String remedy) {

		static VerdictText of(Replicability it) {
			return new VerdictText(it.word(), it.reason(), it.remedy());
		}

		Replicability toModel() {
			return switch (verdict) {
				case "captured" -> new Replicability.Captured(reason);
				case "copied" -> new Replicability.Copied(reason);
				case "required" -> new Replicability.Required(reason, remedy);
				case "external" -> new Replicability.External(reason, remedy);
				case "blocked" -> new Replicability.Blocked(reason, remedy);
				default -> throw new JsonParseException("not a verdict: " + verdict);
			};
		}
	}

	private static final class VerdictAdapters implements TypeAdapterFactory {

		@Override
		@SuppressWarnings("unchecked")
		public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
			return Replicability.class.isAssignableFrom(type.getRawType())
					? (TypeAdapter<T>) through(gson.getAdapter(VerdictText.class), VerdictText::of, VerdictText::toModel) : null;
		}
	}

	private record GraphText(long sequence, Instant at, Epoch epoch, List<Resource> resources, List<Dependency> edges) {

		static GraphText of(ResourceGraph it) {
			return new GraphText(it.sequence(), it.at(), it.epoch(), List.copyOf(it.resources().values()), List.copyOf(it.edges()));
		}

		ResourceGraph toModel() {
			SortedMap<ResourceId, Resource> byId = new TreeMap<>();
			resources.forEach(r -> byId.put(r.id(), r));
			return checked(ResourceGraph.class, sequence, () -> new ResourceGraph(sequence, at, epoch, byId, new TreeSet<>(edges)));
		}
	}

	private static final class GraphAdapters implements TypeAdapterFactory {

		@Override
		@SuppressWarnings("unchecked")
		public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
			return type.getRawType() == ResourceGraph.class
					? (TypeAdapter<T>) through(gson.getAdapter(GraphText.class), GraphText::of, GraphText::toModel) : null;
		}
	}

	private static <T, S> TypeAdapter<T> through(TypeAdapter<S> shape, Function<T, S> write, Function<S, T> read) {
		return new TypeAdapter<T>() {
			@Override
			public void write(JsonWriter out, T value) throws IOException {
				if (value == null) {
					out.nullValue();
				} else {
					shape.write(out, write.apply(value));
				}
			}

			@Override
			public T read(JsonReader in) throws IOException {
				if (in.peek() == JsonToken.NULL) {
					in.nextNull();
					return null;
				}
				return read.apply(shape.read(in));
			}
		};
	}
}
