// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

import org.understudy.admin.Answers;
import org.understudy.core.graph.GraphText;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/** The whole main job on a real application: protect, look, rehearse, lose the primary, take over, verify, report. */
final class Story {

	private static final Duration ANSWER = Duration.ofSeconds(20);
	private static final Duration PATIENCE = Duration.ofSeconds(1);
	private static final Duration PROMISED = Duration.ofSeconds(3);
	private static final String MARKER = "story:marker";

	private final Cast cast;
	private final DemoLab lab;
	private final DemoApplication application;
	private final Narrator narrator;

	Story(Cast cast, DemoLab lab, DemoApplication application, Narrator narrator) {
		this.cast = cast;
		this.lab = lab;
		this.application = application;
		this.narrator = narrator;
	}

	/** Plays it; what did not hold is with the narrator. {@code reports} gets the reports. */
	void play(Mode mode, Path reports) throws ProblemException {
		narrator.say("%s, protected: runs on alpha, beta keeps its replica (%s)".formatted(application.name(), mode));
		cast.protect(application, mode);
		narrator.say("what it uses now");
		narrator.show(GraphText.render(Answers.await(cast.operations().graph(application.name()), ANSWER)));
		String marker = "written " + Instant.now();
		ask("SET", MARKER, marker);
		try (Writer writer = Writer.start()) {
			awaitEpochAfter(Instant.now());
			rehearse();
			awaitEpochAfter(Instant.now());
			Loss loss = strike(writer);
			Run run = failOver();
			verify(marker, loss, run, writer);
			report(run, reports);
		}
	}

	private void rehearse() throws ProblemException {
		narrator.say("rehearsal: beta restores a clone without any way out, alpha goes on");
		String before = ask("GET", Writer.COUNTER);
		Run run = cast.finish(Answers.await(cast.operations().rehearse(application.name(), Epoch.NONE, "the demo proves the replica"), ANSWER));
		narrator.check(run.state() == RunState.SUCCEEDED, Cast.sentence(run));
		narrator.check(Long.parseLong(ask("GET", Writer.COUNTER)) > Long.parseLong(before), "alpha went on counting meanwhile");
	}

	/** The last value that was acknowledged before the primary died, and when it died. */
	private record Loss(long lastValue, long at, Duration bound) {
	}

	/** The client stops with the primary, so that the first look at the clone tells exactly what had been restored. */
	private Loss strike(Writer writer) throws ProblemException {
		Duration bound = bound();
		narrator.say("kill -9: alpha's agent and %s on it".formatted(application.name()));
		long at = System.nanoTime();
		lab.kill("alpha");
		writer.close();
		cast.awaitAnswer();
		return new Loss(writer.newest(), at, bound);
	}

	/** Period, and the time from the freeze of an epoch until it is committed, which is what can be in flight. */
	private Duration bound() {
		ApplicationStatus status = cast.status(application).orElseThrow();
		Duration flight = status.epochs().stream().map(EpochRecord::anatomy)
				.map(a -> a.pause().plus(a.cut()).plus(a.ship()).plus(a.commit())).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		return status.spec().period().plus(flight.multipliedBy(2)).plusMillis(250);
	}

	private Run failOver() throws ProblemException {
		narrator.say("the operator orders the failover");
		long ordered = System.nanoTime();
		Run run = Answers.await(cast.operations().failover(application.name(), Epoch.NONE, "the demo's primary died"), ANSWER);
		boolean served = Host.await(Duration.ofSeconds(60), () -> served());
		Duration took = Duration.ofNanos(System.nanoTime() - ordered);
		// a slow machine is told, and does not make what was saved any less saved
		narrator.check(served, "the service %s on %s after %s (promised: %s%s)".formatted(served ? "answered" : "did not answer",
				DemoApplication.HOST, Narrator.text(took), Narrator.text(PROMISED), took.compareTo(PROMISED) <= 0 ? "" : ", NOT kept here"));
		Run over = cast.finish(run);
		narrator.check(over.state() == RunState.SUCCEEDED, Cast.sentence(over));
		return over;
	}

	private static boolean served() {
		try (RedisClient client = RedisClient.connect(DemoApplication.HOST, DemoApplication.PORT, Duration.ofMillis(300))) {
			return "PONG".equals(client.command("PING"));
		} catch (IOException _) {
			return false;
		}
	}

	private void verify(String marker, Loss loss, Run run, Writer writer) throws ProblemException {
		narrator.check(marker.equals(ask("GET", MARKER)), "the value that was written before is there");
		long restored = Long.parseLong(ask("GET", Writer.COUNTER));
		Duration lost = restored >= loss.lastValue() ? Duration.ZERO : Duration.ofNanos(loss.at() - writer.when(restored + 1));
		narrator.check(lost.compareTo(loss.bound()) <= 0,
				"%d of %d acknowledged writes are lost, the last %s (at most %s: period, and what was in flight); the report says %s".formatted(
						Math.max(0, loss.lastValue() - restored), loss.lastValue(), Narrator.text(lost), Narrator.text(loss.bound()),
						Narrator.text(run.lost())));
		narrator.check(Long.parseLong(ask("INCR", Writer.COUNTER)) == restored + 1, "it goes on counting from %d".formatted(restored));
	}

	private void report(Run run, Path reports) throws ProblemException {
		try {
			Files.createDirectories(reports);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("report-not-written", "The directory " + reports + " could not be made.", "",
					"Name another one: --reports DIR."), e);
		}
		for (String format : java.util.List.of("html", "json")) {
			Path file = cast.export(run, format, reports);
			narrator.check(file.toFile().length() > 0, "report: " + file);
		}
	}

	private void awaitEpochAfter(Instant moment) throws ProblemException {
		boolean committed = Host.await(Duration.ofSeconds(30),
				() -> cast.status(application).map(s -> s.committedAt().isAfter(moment)).orElse(false));
		narrator.check(committed, "an epoch was committed: " + cast.status(application).map(s -> s.committed().toString()).orElse("none"));
	}

	/** Asks anew for a while: just after an address moved, the first try may be lost. */
	private static String ask(String... words) throws ProblemException {
		IOException last = null;
		for (int i = 0; i < 10; i++) {
			try (RedisClient client = RedisClient.connect(DemoApplication.HOST, DemoApplication.PORT, PATIENCE)) {
				return client.command(words);
			} catch (IOException e) {
				last = e;
				Host.pause(Duration.ofMillis(200));
			}
		}
		throw new ProblemException(Problem.error("demo-application-silent", "The application does not answer on " + DemoApplication.HOST + ".",
				String.valueOf(last), ""), last);
	}
}
