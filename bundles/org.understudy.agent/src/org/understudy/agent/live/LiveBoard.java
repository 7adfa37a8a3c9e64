// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.understudy.api.Json;
import org.understudy.core.port.LiveState;
import org.understudy.core.port.LiveState.Subscription;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.JournalEntry;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.Run;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;

/**
 * The typed face of the live state: what every node publishes and what every node can show. Thread-safe. Publishing returns at
 * once and keeps its order; reading may take as long as the live state does.
 */
public final class LiveBoard implements AutoCloseable {

	private static final String NODES = "nodes";
	private static final String APPLICATIONS = "applications";
	private static final String GRAPHS = "graphs";
	private static final String RUNS = "runs";
	private static final String JOURNALS = "journals";
	private static final String RUN_TOPIC = "run";
	private static final int SHOWN_RUNS = 50;
	private static final int SHOWN_ENTRIES = 200;

	private final LiveState state;
	private final ExecutorService publisher = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("publisher").factory());

	public LiveBoard(LiveState state) {
		this.state = state;
	}

	public Set<NodeName> members() {
		return state.members();
	}

	public void publish(NodeInfo node) {
		publisher.execute(() -> state.put(NODES, node.name().value(), Json.bytes(node)));
	}

	public List<NodeInfo> nodes() {
		return read(NODES, NodeInfo.class);
	}

	public void publish(ApplicationStatus status) {
		publisher.execute(() -> state.put(APPLICATIONS, status.name().value(), Json.bytes(status)));
	}

	public List<ApplicationStatus> applications() {
		return read(APPLICATIONS, ApplicationStatus.class).stream().sorted(Comparator.comparing(ApplicationStatus::name)).toList();
	}

	public Optional<ApplicationStatus> application(ApplicationName name) {
		return applications().stream().filter(a -> a.name().equals(name)).findFirst();
	}

	public void forget(ApplicationName name) {
		publisher.execute(() -> {
			state.remove(APPLICATIONS, name.value());
			state.remove(GRAPHS, name.value());
		});
	}

	/** Publishes a graph whole, for those who come later, and what changed, for those who follow. */
	public void publish(ApplicationName name, ResourceGraph graph, GraphDelta delta) {
		publisher.execute(() -> {
			state.put(GRAPHS, name.value(), zip(Json.bytes(graph)));
			state.publish(topic(name), zip(Json.bytes(delta)));
		});
	}

	public Optional<ResourceGraph> graph(ApplicationName name) {
		return Optional.ofNullable(state.entries(GRAPHS).get(name.value())).map(b -> parse(unzip(b), ResourceGraph.class));
	}

	public Subscription onGraph(ApplicationName name, Consumer<GraphDelta> listener) {
		return state.subscribe(topic(name), b -> listener.accept(parse(unzip(b), GraphDelta.class)));
	}

	public void publish(Run run) {
		publisher.execute(() -> {
			state.put(RUNS, run.id(), Json.bytes(run));
			state.publish(RUN_TOPIC, Json.bytes(run));
			trimRuns();
		});
	}

	/** Newest first. */
	public List<Run> runs() {
		return read(RUNS, Run.class).stream().sorted(Comparator.comparing(Run::id).reversed()).limit(SHOWN_RUNS).toList();
	}

	public Optional<Run> run(String id) {
		return Optional.ofNullable(state.entries(RUNS).get(id)).map(b -> parse(b, Run.class));
	}

	public Subscription onRun(Consumer<Run> listener) {
		return state.subscribe(RUN_TOPIC, b -> listener.accept(parse(b, Run.class)));
	}

	public void publish(NodeName node, List<JournalEntry> newest) {
		publisher.execute(() -> state.put(JOURNALS, node.value(), zip(Json.bytes(newest.toArray(JournalEntry[]::new)))));
	}

	/** Of all nodes, newest first. */
	public List<JournalEntry> journal() {
		List<JournalEntry> all = new ArrayList<>();
		state.entries(JOURNALS).values().forEach(b -> all.addAll(List.of(parse(unzip(b), JournalEntry[].class))));
		all.sort(Comparator.comparing(JournalEntry::at).thenComparing(JournalEntry::sequence).reversed());
		return all.stream().limit(SHOWN_ENTRIES).toList();
	}

	private void trimRuns() {
		Map<String, byte[]> all = state.entries(RUNS);
		if (all.size() > 2 * SHOWN_RUNS) {
			all.keySet().stream().sorted().limit(all.size() - SHOWN_RUNS).forEach(id -> state.remove(RUNS, id));
		}
	}

	private <T> List<T> read(String map, Class<T> type) {
		List<T> values = new ArrayList<>();
		BiConsumer<String, byte[]> add = (_, bytes) -> values.add(parse(bytes, type));
		state.entries(map).forEach(add);
		return values;
	}

	@Override
	public void close() {
		publisher.shutdownNow();
	}

	private static String topic(ApplicationName name) {
		return "graph." + name;
	}

	private static <T> T parse(byte[] bytes, Class<T> type) {
		return Json.read(new String(bytes, StandardCharsets.UTF_8), type);
	}

	private static byte[] zip(byte[] plain) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
			zip.write(plain);
		} catch (IOException e) {
			throw new UncheckedIOException("in memory", e);
		}
		return out.toByteArray();
	}

	private static byte[] unzip(byte[] zipped) {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
			return in.readAllBytes();
		} catch (IOException e) {
			throw new UncheckedIOException("in memory", e);
		}
	}
}
