// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Records as JSON, in the order of their components: the published shape of reports, on purpose apart from the wire's codec so
 * that neither can change the other. A record of one component is that component ({@code NodeName}, {@code Epoch}); moments and
 * durations are ISO 8601; constants are their names; maps are objects with sorted keys.
 */
final class RecordJson {

	private final StringBuilder out = new StringBuilder(16 * 1024);

	static String of(Object value) {
		RecordJson json = new RecordJson();
		json.write(value);
		return json.out.append('\n').toString();
	}

	private void write(Object value) {
		switch (value) {
			case null -> out.append("null");
			case Boolean b -> out.append(b);
			case Integer n -> out.append(n);
			case Long n -> out.append(n);
			case Duration d -> string(d.toString());
			case Instant i -> string(i.toString());
			case Enum<?> e -> string(e.name());
			case ResourceId id -> string(id.toString());
			case ResourceKind kind -> string(kind.key());
			case ResourceGraph graph -> graph(graph);
			case Replicability verdict -> object(Map.of("verdict", verdict.word(), "reason", verdict.reason(), "remedy", verdict.remedy()));
			case Map<?, ?> map -> object(map);
			case Collection<?> list -> array(list);
			case Record record -> record(record);
			default -> string(value.toString());
		}
	}

	/** The vertices carry their identity: a list says it once. */
	private void graph(ResourceGraph graph) {
		out.append("{\"sequence\":").append(graph.sequence()).append(",\"at\":");
		write(graph.at());
		out.append(",\"epoch\":").append(graph.epoch().number()).append(",\"resources\":");
		array(graph.resources().values());
		out.append(",\"edges\":");
		array(graph.edges());
		out.append('}');
	}

	private void record(Record record) {
		RecordComponent[] components = record.getClass().getRecordComponents();
		if (components.length == 1) {
			write(value(components[0], record));
			return;
		}
		char separator = '{';
		for (RecordComponent component : components) {
			out.append(separator);
			string(component.getName());
			out.append(':');
			write(value(component, record));
			separator = ',';
		}
		out.append('}');
	}

	private static Object value(RecordComponent component, Record of) {
		try {
			return component.getAccessor().invoke(of);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException("a record of the model is not public: " + of.getClass(), e);
		}
	}

	private void object(Map<?, ?> map) {
		TreeMap<String, Object> sorted = new TreeMap<>();
		map.forEach((key, value) -> sorted.put(key.toString(), value));
		out.append('{');
		String separator = "";
		for (Map.Entry<String, Object> entry : sorted.entrySet()) {
			out.append(separator);
			string(entry.getKey());
			out.append(':');
			write(entry.getValue());
			separator = ",";
		}
		out.append('}');
	}

	private void array(Collection<?> values) {
		out.append('[');
		String separator = "";
		for (Object value : values) {
			out.append(separator);
			write(value);
			separator = ",";
		}
		out.append(']');
	}

	private void string(String text) {
		out.append('"');
		for (char c : text.toCharArray()) {
			switch (c) {
				case '"' -> out.append("\\\"");
				case '\\' -> out.append("\\\\");
				case '\n' -> out.append("\\n");
				default -> {
					if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
						out.append("\\u%04x".formatted((int) c));
					} else {
						out.append(c);
					}
				}
			}
		}
		out.append('"');
	}
}
