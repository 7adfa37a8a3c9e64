// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jgroups.JChannel;
import org.jgroups.raft.RaftHandle;
import org.jgroups.raft.StateMachine;

/** Does a small Raft on disk keep what was decided? Three members of jgroups-raft in one process, by TCP on loopback. */
public class RaftTrial {

	static final String[] NAMES = { "A", "B", "C" };
	static Path base;

	static final class Store implements StateMachine {
		final Set<String> values = ConcurrentHashMap.newKeySet();

		public byte[] apply(byte[] data, int offset, int length, boolean serialize) {
			values.add(new String(data, offset, length, StandardCharsets.UTF_8));
			return new byte[0];
		}

		public void readContentFrom(DataInput in) throws IOException {
			for (int n = in.readInt(); n > 0; n--) {
				values.add(in.readUTF());
			}
		}

		public void writeContentTo(DataOutput out) throws IOException {
			out.writeInt(values.size());
			for (String v : values) {
				out.writeUTF(v);
			}
		}
	}

	record Member(JChannel channel, RaftHandle raft, Store store) {
	}

	static Member start(String name) throws Exception {
		int index = List.of(NAMES).indexOf(name);
		String xml = """
				<config xmlns="urn:org:jgroups">
				<TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false" sock_conn_timeout="300"/>
				<TCPPING initial_hosts="127.0.0.1[17801],127.0.0.1[17802],127.0.0.1[17803]" port_range="0" async_discovery="true"/>
				<MERGE3 min_interval="500" max_interval="1500"/><FD_SOCK2 offset="100"/><FD_ALL3 timeout="3000" interval="1000"/><VERIFY_SUSPECT2 timeout="500"/>
				<pbcast.NAKACK2 use_mcast_xmit="false"/><UNICAST3/><pbcast.STABLE/><raft.NO_DUPES/>
				<pbcast.GMS print_local_addr="false" join_timeout="800"/><FRAG4/>
				<raft.ELECTION/>
				<raft.RAFT members="A,B,C" raft_id="%s" log_dir="%s" log_class="org.jgroups.protocols.raft.FileBasedLog" log_use_fsync="true"/>
				<raft.REDIRECT/></config>""".formatted(17801 + index, name, base);
		JChannel channel = new JChannel(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).name(name);
		Store store = new Store();
		RaftHandle raft = new RaftHandle(channel, store);
		channel.connect("trial");
		return new Member(channel, raft, store);
	}

	static long set(Collection<Member> members, String value, long patience) throws Exception {
		long began = System.nanoTime();
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		while (true) {
			for (Member m : members) {
				if (m.raft().leader() != null) {
					try {
						m.raft().setAsync(bytes, 0, bytes.length, null).get(2, TimeUnit.SECONDS);
						return System.nanoTime() - began;
					} catch (ExecutionException | TimeoutException | RuntimeException e) {
						// no leader yet, or it changed
					}
				}
			}
			if (System.nanoTime() - began > patience * 1_000_000_000L) {
				return -1;
			}
			Thread.sleep(20);
		}
	}

	static boolean holds(Member m, int upTo) throws Exception {
		for (int i = 0; i < 500; i++) {
			if (IntStream.range(0, upTo).allMatch(n -> m.store().values.contains("v" + n))) {
				return true;
			}
			Thread.sleep(20);
		}
		return false;
	}

	static void say(String what, Object result) {
		System.out.printf("%-64s %s%n", what, result);
	}

	static final Map<String, Member> ALL = new TreeMap<>();
	static int count;

	static void startAll() throws Exception {
		for (String n : NAMES) {
			ALL.put(n, start(n));
		}
	}

	static void stopAll() {
		ALL.values().forEach(m -> m.channel().close());
		ALL.clear();
	}

	static long set() throws Exception {
		return set(ALL.values(), "v" + count++, 30);
	}

	static void commits() throws Exception {
		say("first commit after the start", set() / 1_000_000 + " ms");
		List<Long> times = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			times.add(set());
		}
		Collections.sort(times);
		say("commit p50 / p99", times.get(150) / 1000 + " / " + times.get(297) / 1000 + " us");
	}

	static void restartOfAll() throws Exception {
		stopAll();
		startAll();
		set();
		boolean kept = true;
		for (Member m : ALL.values()) {
			kept &= holds(m, count);
		}
		say("restart of all: all values on all members", kept);
	}

	static void restartOfOneThenLossOfAnother() throws Exception {
		ALL.remove("B").channel().close();
		for (int i = 0; i < 20; i++) {
			set();
		}
		ALL.put("B", start("B"));
		say("restart of B: it catches up", holds(ALL.get("B"), count));
		ALL.remove("A").channel().close();
		long gap = set();
		say("then loss of A: the others go on", gap < 0 ? "NO" : "after " + gap / 1_000_000 + " ms; all values: " + holds(ALL.get("B"), count));
		ALL.put("A", start("A"));
		holds(ALL.get("A"), count);
	}

	/** The file ends with zeros that were allocated beforehand: the last record is before them. */
	static void tear(Path log) throws IOException {
		byte[] bytes = Files.readAllBytes(log);
		int end = bytes.length;
		while (end > 0 && bytes[end - 1] == 0) {
			end--;
		}
		Files.write(log, Arrays.copyOf(bytes, end - 3));
	}

	static void tornRecord() throws Exception {
		ALL.remove("C").channel().close();
		try (Stream<Path> walk = Files.walk(base)) {
			for (Path log : walk.filter(f -> f.getFileName().toString().startsWith("entries") && f.toString().contains("C.")).toList()) {
				tear(log);
			}
		}
		ALL.put("C", start("C"));
		set();
		say("torn last record of C: starts, and catches up", holds(ALL.get("C"), count));
	}

	public static void main(String[] a) throws Exception {
		base = Files.createTempDirectory("rafttrial");
		startAll();
		commits();
		restartOfAll();
		restartOfOneThenLossOfAnother();
		tornRecord();
		stopAll();
		System.exit(0);
	}
}
