// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.ProblemException;

class ProfilesTest {

	@TempDir
	Path directory;

	@Test
	void profilesAreKeptAndDamagedOnesLeftOut() throws Exception {
		Profiles profiles = new Profiles(directory);
		assertEquals(List.of(), profiles.all());
		Profile demo = new Profile("demo", "/k", List.of(new Profile.Member("alpha", "::1", 7422, "ssh-ed25519 AAAA")));
		profiles.save(demo);
		Files.writeString(directory.resolve("connections/bad.json"), "{");
		assertEquals(List.of(demo), new Profiles(directory).all());
		assertEquals(Optional.of(demo), profiles.find("demo"));
		profiles.remove("demo");
		assertEquals(List.of(), profiles.all());
	}

	@Test
	void namesThatLeaveTheDirectoryAreRefused() {
		Profile evil = new Profile("../evil", "/k", List.of());
		assertEquals("name-invalid", assertThrows(ProblemException.class, () -> new Profiles(directory).save(evil)).problem().code());
	}

	@Test
	void ownKeyIsMadeOnce() throws Exception {
		Profiles profiles = new Profiles(directory);
		byte[] first = Files.readAllBytes(profiles.key());
		assertEquals(new String(first), Files.readString(profiles.key()));
		assertTrue(Profiles.authorizedKey(profiles.key()).startsWith("ssh-ed25519 AAAA"));
	}

	@Test
	void directoryFollowsTheEnvironment() {
		assertEquals(Path.of("/a"), Profiles.directory(Map.of("UNDERSTUDY_CONFIG", "/a", "XDG_CONFIG_HOME", "/x")));
		assertEquals(Path.of("/x/understudy"), Profiles.directory(Map.of("XDG_CONFIG_HOME", "/x")));
		assertEquals(Path.of(System.getProperty("user.home"), ".config/understudy"), Profiles.directory(Map.of()));
	}
}
