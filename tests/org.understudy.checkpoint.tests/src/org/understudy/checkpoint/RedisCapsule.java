// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.model.ApplicationName;

/**
 * The least that redis needs to be captured and restored: namespaces, overlay, cgroup, a network of its own. Made by the recipe of
 * {@code reference/checkpoint}; the product's own capsules are another bundle's.
 */
final class RedisCapsule implements AutoCloseable {

	static final String ADDRESS = "10.74.0.100";

	private static final String PREPARE = """
			home=$1; id=$2
			mkdir -p $home; mountpoint -q $home || mount -t tmpfs understudy-test $home
			mkdir -p $home/upper $home/work $home/root $home/dev
			ip netns add $id; ip -n $id link set lo up; ip -n $id link add eth0 type bridge; ip -n $id link set eth0 up
			ip -n $id addr add 10.74.0.100/24 dev eth0
			mount -t overlay o -o lowerdir=/,upperdir=$home/upper,workdir=$home/work $home/root
			mount -t tmpfs -o mode=755,size=1m tmpfs $home/dev; cd $home/dev; mkdir pts shm mqueue
			for d in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 ${d%:*} c 1 ${d#*:}; done; mknod -m 666 tty c 5 0
			mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts pts; ln -s pts/ptmx ptmx
			cgroup=$(awk '$9=="cgroup2"{print $5} / - cgroup2 /{print $5}' /proc/self/mountinfo | head -1)/understudy-test-$id
			mkdir $cgroup; echo $cgroup
			""";

	private static final String INIT = """
			root=$1; cd $root; mount --bind $root $root; cd $root; mount -t proc proc proc
			mount --rbind $2 dev; mount -t tmpfs -o mode=1777 shm dev/shm
			mkdir -p .old; pivot_root . .old; cd /; umount -l /.old; rmdir /.old
			for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done
			mkdir -p /srv; exec setsid sh -c "exec $3" </dev/null >>/var/log/test.log 2>&1
			""";

	private static final String REDIS = "redis-server --bind " + ADDRESS
			+ " --protected-mode no --save '' --appendonly yes --dir /srv --enable-debug-command yes";

	private static final String START = """
			echo $$ >$5/cgroup.procs
			setsid nsenter --net=/run/netns/$1 unshare -pmiu --fork --propagation private -- bash -c "$2" init $3 $4 "$6" \\
			  </dev/null >/dev/null 2>&1 &
			outer=$!
			for i in $(seq 200); do
			  pid=$(cat /proc/$outer/task/*/children 2>/dev/null | tr -d ' ') || true
			  [ -n "$pid" ] && grep -qa "^${6%% *}" /proc/$pid/cmdline && break; sleep 0.03
			done
			echo $pid
			""";

	final Capsule prepared;

	private RedisCapsule(Capsule prepared) {
		this.prepared = prepared;
	}

	/** Everything but the processes. @param home may hold a filled {@code upper} on a mount already */
	static RedisCapsule prepare(String id, Path home) throws IOException {
		Path cgroup = Path.of(Shell.run(PREPARE, home, id));
		CapsulePlan plan = new CapsulePlan(id, new ApplicationName("redis"), List.of("redis-server"), Map.of(), "/", ADDRESS + "/24",
				Network.ISOLATED, home);
		return new RedisCapsule(new Capsule(plan, home.resolve("root"), home.resolve("upper"), home.resolve("dev"),
				Path.of("/run/netns").resolve(id), cgroup, home.resolve("upper/var/log/test.log"), 0));
	}

	/** Starts redis in it. */
	Capsule start() throws IOException {
		return start(REDIS);
	}

	/** Starts another program in it, by a line of shell that begins with the program's name. */
	Capsule start(String program) throws IOException {
		String pid = Shell.run(START, prepared.id(), INIT, prepared.root(), prepared.dev(), prepared.cgroup(), program);
		return prepared.withRootPid(Long.parseLong(pid));
	}

	String redis(String command) throws IOException {
		return Shell.run("nsenter --net=\"$1\" redis-cli -h " + ADDRESS + " " + command, prepared.netns());
	}

	@Override
	public void close() throws IOException {
		Files.writeString(prepared.cgroup().resolve("cgroup.kill"), "1");
		Shell.run("""
				for i in $(seq 200); do [ -n "$(cat $1/cgroup.procs)" ] || break; sleep 0.02; done
				failed=0
				for undo in "rmdir $1" "umount -l $2/root" "umount -l $2/dev/pts" "umount -l $2/dev" "ip netns del $3" "umount -l $2"; do
				  $undo || failed=1
				done
				exit $failed
				""", prepared.cgroup(), prepared.plan().home(), prepared.id());
	}
}
