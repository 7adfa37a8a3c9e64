// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.linux.process.Command;
import org.understudy.model.ProblemException;
import org.understudy.model.preflight.HostFacts.Account;

/** Users or groups by number: from the file, else from whatever the name service switch asks, nsswitch.conf(5). */
final class Accounts {

	private final Path file;
	private final String database;

	/** @param database as getent(1) calls it: {@code passwd} or {@code group}; both files have the number in the third field */
	Accounts(Path etc, String database) {
		this.file = etc.resolve(database);
		this.database = database;
	}

	/** Those of the numbers that have a name here. */
	List<Account> of(List<Long> numbers) {
		List<Account> found = new ArrayList<>();
		List<String> lines = lines();
		for (long number : numbers) {
			lines.stream().map(Accounts::parse).flatMap(Optional::stream).filter(a -> a.number() == number).findFirst().or(() -> elsewhere(number))
					.ifPresent(found::add);
		}
		return found;
	}

	static Optional<Account> parse(String line) {
		String[] fields = line.split(":", 4);
		return fields.length > 2 && fields[2].matches("\\d{1,10}") ? Optional.of(new Account(Long.parseLong(fields[2]), fields[0])) : Optional.empty();
	}

	private List<String> lines() {
		try {
			return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
		} catch (IOException _) {
			return List.of(); // a host without the file still has its name service
		}
	}

	private Optional<Account> elsewhere(long number) {
		try {
			Command.Result result = Command.of("getent", database, Long.toString(number)).tryRun();
			return result.succeeded() ? parse(result.output().strip()) : Optional.empty();
		} catch (ProblemException _) {
			return Optional.empty(); // no getent: then there is no other source
		}
	}
}
