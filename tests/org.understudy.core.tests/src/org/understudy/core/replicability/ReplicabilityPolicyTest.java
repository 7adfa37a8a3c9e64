// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class ReplicabilityPolicyTest {

	private static final Background CAPSULE = new Background(Set.of("10.9.0.100"), true, true, Bytes.of(1000));
	private static final Background HOST = new Background(Set.of(), false, false, Bytes.of(1000));

	/** What CRIU was seen to refuse. */
	@ParameterizedTest
	@CsvSource({ "io-uring, ''", "anonymous-inode, type=userfaultfd", "anonymous-inode, type=bpf-map", "anonymous-inode, type=perf_event",
			"device, device=char 10:229", "device, device=block 8:0", "device, device=char 10:200;interface=tun0", "device, device=char 10:200", "namespace, type=net;nested=true",
			"thread-group, tracer=3", "thread-group, astray=thread 7: descriptors", "epoll, lost-target=4", "process, shares=memory",
			"message-queue, path=/q;mount-unknown=7", "tcp-listener, local-address=0.0.0.0;foreign-namespace=net:[1]",
			"socket, protocol=TCP;foreign-namespace=net:[1]", "unix-socket, peer=inside;pending=7", "fanotify, mount-unknown=7",
			"mount, file-system=ramfs", "mount, file-system=ext4", "directory, file-system=proc;path=/proc/17",
			"file, in-upper=true;odd-name=true", "file, mount-unknown=17",
			"inotify, file-handles=false", "fanotify, file-handles=false", "process, tracer=12", "process, state=tracing stop",
			"process, session-leader=outside", "process, foreign-terminal=136:3", "namespace, type=ipc;nested=true",
			"namespace, type=uts;nested=true", "namespace, type=user;nested=true", "namespace, type=cgroup;nested=true",
			"namespace, type=pid;nested=true", "namespace, type=time;nested=true", "namespace, type=net;peer=outside",
			"tcp-connection, local-address=192.168.1.5", "tcp-listener, local-address=fe80::1", "unix-socket, peer=outside",
			"unix-socket, peer=unknown", "terminal, peer=outside", "pidfd, peer=outside", "socket, protocol=ALG", "socket, protocol=AF_VSOCK",
			"socket, ''", "unknown, ''", "new-kind, ''", "file, not-permitted=fd" })
	void blocked(String kind, String facts) {
		Replicability verdict = verdict(kind, facts, 10, CAPSULE);
		assertEquals("blocked", verdict.word(), verdict.reason());
		assertFalse(verdict.reason().isBlank());
		assertFalse(verdict.remedy().isBlank(), "a remedy for " + kind + " " + facts);
	}

	@ParameterizedTest
	@CsvSource({ "process, state=running;session-leader=inside", "process, uid=33", "thread-group, ''",
			"namespace, type=mnt;nested=true", "namespace, type=ipc;peer=inside", "device, device=char 1:3", "terminal, peer=gone",
			"unix-socket, peer=inside;pending=0", "mount, file-system=ext4;part-of-root=true", "message-queue, ''",
			"directory, file-system=proc;path=/proc/17/fd", "netlink-socket, ''", "packet-socket, ''",
			"inotify, ''", "eventfd, ''", "epoll, ''", "timerfd, ''", "signalfd, ''", "pidfd, peer=inside", "pidfd, peer=gone", "memfd, ''",
			"tcp-connection, local-address=10.9.0.100", "tcp-connection, local-address=127.0.0.1", "tcp-listener, local-address=::",
			"unix-socket, peer=inside", "unix-socket, peer=none", "terminal, peer=inside", "pipe, peer=inside", "fifo, ''", "file-lock, ''",
			"deleted-file, ''", "socket, protocol=TCP", "socket, protocol=RAW;local-address=0.0.0.0", "file, file-system=proc",
			"file, file-system=tmpfs", "shared-memory, ''", "mount, file-system=proc" })
	void captured(String kind, String facts) {
		Replicability verdict = verdict(kind, facts, 10, CAPSULE);
		assertEquals("captured", verdict.word(), verdict.reason());
	}

	@ParameterizedTest
	@CsvSource({ "file, in-upper=true, copied", "file, file-system=overlay, required", "executable, '', required",
			"executable, in-upper=true, copied", "library, '', required", "directory, in-upper=true, copied", "user, uid=0, required",
			"pipe, peer=outside, external", "remote-endpoint, '', external", "group, gid=0, required" })
	void others(String kind, String facts, String word) {
		assertEquals(word, verdict(kind, facts, 10, CAPSULE).word());
	}

	@Test
	void aDeletedFileIsBlockedFromTheLimitOn() {
		assertEquals("captured", verdict("deleted-file", "", 1000, CAPSULE).word());
		assertEquals("blocked", verdict("deleted-file", "", 1001, CAPSULE).word());
	}

	@Test
	void connectionsThatWaitAreNotedNotBlocked() {
		Replicability verdict = verdict("tcp-listener", "local-address=0.0.0.0;backlog=3", 0, CAPSULE);
		assertEquals("captured", verdict.word());
		assertTrue(verdict.reason().contains("3 connections"), verdict.reason());
	}

	@Test
	void anotherUsersProcessNeedsTheCapability() {
		assertEquals("blocked", verdict("process", "uid=33", 0, HOST).word());
		assertEquals("captured", verdict("process", "uid=0", 0, HOST).word());
	}

	@Test
	void outsideACapsuleNothingIsCopied() {
		Replicability verdict = verdict("file", "in-upper=true;writable=true", 0, HOST);
		assertEquals("required", verdict.word());
		assertTrue(verdict.remedy().contains("capsule"));
	}

	private static Replicability verdict(String kind, String facts, long size, Background background) {
		Map<String, String> map = facts.isEmpty() ? Map.of()
				: Arrays.stream(facts.split(";")).map(f -> f.split("=", 2)).collect(Collectors.toMap(f -> f[0], f -> f[1]));
		return ReplicabilityPolicy.verdict(new Resource(new ResourceId(new ResourceKind(kind), "k"), "k", new Replicability.Captured("not yet"),
				Bytes.of(size), map, ""), background);
	}
}
