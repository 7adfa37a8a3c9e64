// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.understudy.cli.BaseCommand;
import org.understudy.cli.Console;
import org.understudy.cli.ExitCode;
import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy demo}: the whole main job on three hosts made on this machine, which are gone afterwards. */
@Command(name = "demo", description = { "Play the whole main job on three hosts that are made on this machine and removed afterwards:",
		"protect, look, rehearse, lose the primary, take over, verify, report. Ends with 0 only if all of it held." })
public final class DemoCommand extends BaseCommand {

	@Option(names = "--desktop", paramLabel = "PROGRAM", description = "Start this desktop on the live cluster instead, and wait for it.")
	private Path desktop;

	@Option(names = "--hold", description = "Keep the live cluster instead, until Ctrl-C or the end of the input.")
	private boolean hold;

	@Option(names = "--reports", paramLabel = "DIR", description = "Where the reports go; default: ~/.local/state/understudy/demo.")
	private Path reports;

	@Option(names = "--agent", paramLabel = "DIR", description = "The agent's distribution; default: that of this program.")
	private Path agent;

	@Override
	protected int execute(Console console) throws ProblemException {
		PrintStream out = console.json() ? console.err() : console.out();
		Narrator narrator = new Narrator(out);
		Path program = agent != null ? agent.toAbsolutePath() : Path.of(System.getProperty("understudy.home", "/nowhere"));
		List<Problem> missing = DemoLab.probe(program);
		if (!missing.isEmpty()) {
			missing.forEach(narrator::problem);
			return new LoneNode(program, narrator).show() ? ExitCode.NOT_NOW : ExitCode.INTERNAL;
		}
		Leaks before = Leaks.now();
		play(program, narrator);
		Set<String> left = Leaks.now().since(before);
		narrator.check(left.isEmpty(), left.isEmpty() ? "nothing is left on this machine" : "left on this machine: " + left);
		narrator.say(narrator.held() ? "all of it held" : "NOT all of it held");
		return narrator.held() ? ExitCode.OK : ExitCode.FINDING;
	}

	private void play(Path program, Narrator narrator) throws ProblemException {
		narrator.say("three hosts on this machine: alpha, beta (agents), gamma (a bare host with sshd)");
		DemoLab lab = DemoLab.up(program);
		Thread hook = Thread.ofPlatform().name("demo-end").unstarted(() -> end(lab, narrator));
		Runtime.getRuntime().addShutdownHook(hook);
		try (lab) {
			play(lab, narrator);
			narrator.say("everything is taken down");
		} catch (ProblemException e) {
			narrator.check(false, e.problem().summary());
			narrator.problem(e.problem());
		} finally {
			release(hook); // not before all is down: a signal meanwhile must find it
		}
	}

	private void play(DemoLab lab, Narrator narrator) throws ProblemException {
		try {
			act(lab, narrator);
		} catch (ProblemException e) {
			narrator.show(lab.logs()); // while they are there
			throw e;
		}
	}

	private void act(DemoLab lab, Narrator narrator) throws ProblemException {
		DemoApplication application = DemoApplication.choose(Host.program("redis-server"), lab.agent());
		try (Cast cast = Cast.connect(lab, narrator)) {
			narrator.say("gamma is added over SSH as a witness");
			cast.addGamma();
			Mode mode = cast.mode();
			if (desktop == null && !hold) {
				new Story(cast, lab, application, narrator).play(mode, directory());
				return;
			}
			narrator.say("%s is protected: alpha to beta (%s)".formatted(application.name(), mode));
			cast.protect(application, mode);
			try (Writer _ = Writer.start()) {
				new Stage(lab, narrator).open(Optional.ofNullable(desktop));
			}
		}
	}

	private Path directory() {
		String state = System.getenv().getOrDefault("XDG_STATE_HOME", System.getProperty("user.home") + "/.local/state");
		return reports != null ? reports.toAbsolutePath() : Path.of(state, "understudy", "demo");
	}

	/** The program is being ended by a signal: nothing may stay. */
	private static void end(DemoLab lab, Narrator narrator) {
		try {
			lab.close();
		} catch (ProblemException e) {
			narrator.problem(e.problem());
		}
	}

	private static void release(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		} catch (IllegalStateException e) {
			System.getLogger(DemoCommand.class.getName()).log(System.Logger.Level.DEBUG, "it is ending already: the hook does it", e);
		}
	}
}
