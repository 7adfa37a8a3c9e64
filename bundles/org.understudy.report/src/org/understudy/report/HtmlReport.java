// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.understudy.model.Run;
import org.understudy.model.RunReport;

/**
 * Renders a report as one HTML file without any outside resource: it can be mailed, printed and archived. It is well-formed XML
 * too. The same report gives the same bytes.
 */
public final class HtmlReport {

	public static final String MEDIA_TYPE = "text/html";

	/** The whole page. */
	public String render(RunReport report) {
		Markup page = new Markup().raw("<!DOCTYPE html>\n");
		page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
		head(page, report.run());
		page.open("body").line();
		firstPage(page, report);
		new RunSections(page).write(report);
		new StateSections(page).write(report);
		foot(page, report);
		return page.close().close().line().toString();
	}

	private static void head(Markup page, Run run) {
		page.open("head").empty("meta", "charset", "utf-8");
		page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
		page.empty("meta", "http-equiv", "Content-Security-Policy", "content", "default-src 'none'; style-src 'unsafe-inline'");
		page.leaf("title", "%s of %s · %s".formatted(Words.of(run.kind()), run.application(), run.id()));
		page.open("style").raw(style()).close().close().line();
	}

	private static void firstPage(Markup page, RunReport report) {
		Run run = report.run();
		page.open("header");
		page.leaf("p", "Understudy · report of a " + Words.of(run.kind()).toLowerCase(java.util.Locale.ROOT), "class", "kicker");
		page.leaf("h1", run.application().value());
		page.open("p", "class", "verdict " + run.state().name().toLowerCase(java.util.Locale.ROOT), "id", "verdict");
		page.leaf("strong", Words.mark(run.state())).text(" ").text(Words.verdict(run)).close();
		page.open("dl", "class", "figures");
		figure(page, "RTO: time to verified service", run.recoveryTime().map(Words::of).orElse("not known"), "rto");
		figure(page, Words.lossTitle(run.kind()), Words.of(run.lost()), "rpo");
		figure(page, "Checks passed", passed(report), "checks-passed");
		page.close();
		page.open("dl", "class", "facts");
		fact(page, "Ordered by", Words.orDash(run.authority().actor()));
		fact(page, "Reason", Words.orDash(run.authority().reason()));
		fact(page, "Ordered at", Words.of(run.started()));
		fact(page, "Run", run.id());
		page.close().close().line();
	}

	private static String passed(RunReport report) {
		long good = report.checks().stream().filter(RunReport.Check::passed).count();
		return report.checks().isEmpty() ? "none made" : good + " of " + report.checks().size();
	}

	private static void figure(Markup page, String name, String value, String id) {
		page.open("div").leaf("dt", name).leaf("dd", value, "id", id).close();
	}

	static void fact(Markup page, String name, String value) {
		page.leaf("dt", name).leaf("dd", value);
	}

	private static void foot(Markup page, RunReport report) {
		page.open("footer").leaf("p", "Generated %s by %s · report schema %d · all times are wall clock, durations monotonic"
				.formatted(Words.of(report.generatedAt()), report.generator(), report.schema())).close().line();
	}

	private static String style() {
		try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
			return new String(css.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException("the report's style is part of the product", e);
		}
	}
}
