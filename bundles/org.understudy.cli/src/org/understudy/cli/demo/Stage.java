// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Keeps the live cluster for people: with a desktop until it is closed, without one until the input ends. */
record Stage(DemoLab lab, Narrator narrator) {

	void open(Optional<Path> desktop) throws ProblemException {
		try {
			if (desktop.isPresent()) {
				narrator.say("the desktop opens; closing it ends the demo");
				show(desktop.get());
			} else {
				narrator.say("the cluster is live; Ctrl-C or the end of the input ends it. In another terminal:");
				narrator.show("export UNDERSTUDY_CONFIG=%s%nunderstudy nodes%nunderstudy graph redis".formatted(lab.client()));
				awaitEndOfInput();
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("desktop-not-started", "The desktop " + desktop.map(Path::toString).orElse("")
					+ " could not be started.", "", "Check that the program is there and can be run."), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(Problem.warning("cancelled", "The demo was cancelled.", "", ""), e);
		}
	}

	private void show(Path desktop) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(desktop.toString(), "-data", lab.client().resolve("workspace").toString()).inheritIO();
		builder.environment().put("UNDERSTUDY_CONFIG", lab.client().toString());
		builder.environment().put("UNDERSTUDY_CONNECTION", DemoLab.CLUSTER);
		builder.environment().put("UNDERSTUDY_HOME", lab.agent().toString());
		Process process = builder.start();
		try {
			int exit = process.waitFor();
			narrator.check(exit == 0, "the desktop ended with " + exit);
		} finally {
			process.destroy();
		}
	}

	private static void awaitEndOfInput() throws IOException {
		byte[] ignored = new byte[256];
		int read = System.in.read(ignored);
		while (read >= 0) {
			read = System.in.read(ignored);
		}
	}
}
