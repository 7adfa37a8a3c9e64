// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class MountTableTest {

	private static final MountTable TABLE = MountTable.parse("""
			27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
			31 23 0:28 / /sys/fs/cgroup rw,relatime shared:1 - tmpfs tmpfs rw,mode=755
			37 31 0:34 / /sys/fs/cgroup/freezer rw,relatime shared:2 master:3 - cgroup cgroup rw,freezer
			41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
			44 30 0:39 / /srv/a\\040b/root rw,relatime - overlay understudy rw,lowerdir=/
			45 44 0:40 / /srv/a\\040b/root/dev rw,relatime - tmpfs dev rw
			46 30 0:41 / /srv/a\\040b/rootless rw,relatime - tmpfs dev rw
			this is no mount
			""".lines().toList());

	@Test
	void findsCgroup2BesideVersion1() {
		assertEquals(Optional.of(Path.of("/sys/fs/cgroup/unified")), TABLE.cgroup2());
	}

	@Test
	void listsMountsBelowADirectoryInnermostFirstAndNotThoseOfANameThatOnlyBeginsLikeIt() {
		assertEquals(List.of(Path.of("/srv/a b/root/dev"), Path.of("/srv/a b/root")), TABLE.below(Path.of("/srv/a b/root")));
	}

	@Test
	void knowsNoCgroup2WhereThereIsNone() {
		assertEquals(Optional.empty(), MountTable.parse(List.of("27 1 254:0 / / rw - ext4 /dev/vda rw")).cgroup2());
	}
}
