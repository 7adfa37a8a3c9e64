// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;
import org.understudy.ui.model.LinkState;
import org.understudy.ui.view.GraphView;

/** The workbench as it comes from the build; needs a display. */
class WorkbenchSmokeTest {

	private static final ResourceId LISTENER = new ResourceId(ResourceKind.TCP_LISTENER, "10.77.0.100:6379");
	private static final Duration SOON = Duration.ofSeconds(20);
	/** The held demo prints where its connection is, for another terminal. */
	private static final String CONFIG = "export UNDERSTUDY_CONFIG=";
	private static final Duration CLUSTER = Duration.ofSeconds(180);

	@BeforeEach
	void theWorkbenchRuns() throws InterruptedException {
		assumeTrue(PlatformUI.isWorkbenchRunning(), "no workbench: run by the build's user interface harness");
		Ui.until("the window", SOON, () -> PlatformUI.getWorkbench().getWorkbenchWindowCount() > 0
				&& PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage() != null);
	}

	private static ToolItem verb(String text) {
		ToolBar bar = Ui.find(Ui.window(), ToolBar.class, b -> item(b, text) != null);
		return bar == null ? null : item(bar, text);
	}

	private static ToolItem item(ToolBar bar, String text) {
		return Arrays.stream(bar.getItems()).filter(i -> i.getText().startsWith(text)).findFirst().orElse(null);
	}

	@Test
	void allViewsOpenAndDisabledVerbsSayWhy() throws InterruptedException {
		for (String view : ViewIds.ALL) {
			Ui.until(view, SOON, () -> PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage().findViewReference(view) != null);
		}
		Ui.until("the verbs", SOON, () -> verb("Rehearse"));
		Ui.call(() -> {
			Desktop.session().disconnect();
			assertFalse(verb("Rehearse").getEnabled());
			assertTrue(verb("Rehearse").getToolTipText().contains("not connected"), verb("Rehearse").getToolTipText());
			assertTrue(verb("Connect").getEnabled());
			return true;
		});
	}

	@Test
	void anUnreachableClusterIsSaidAndDoesNotFreezeTheWindow(@TempDir Path empty) throws InterruptedException {
		Desktop.session().connect(empty.toString());
		Ui.until("the problem", SOON, () -> Desktop.session().store().get().link() instanceof LinkState.Lost lost
				&& lost.problem().code().equals("no-connection"));
		assertNotNull(Ui.call(() -> Ui.view(ViewIds.GRAPH, GraphView.class)));
	}

	/** Waits for a real cluster with a real redis; skipped, with the reason, where that cannot run. */
	@Test
	@Timeout(value = 300, unit = TimeUnit.SECONDS)
	void theGraphOfTheDemoClusterShowsTheListener(@TempDir Path directory) throws Exception {
		String home = System.getProperty("understudy.home", "");
		Path command = Path.of(home, "bin", "understudy");
		assumeTrue(!home.isEmpty() && Files.isExecutable(command), "no agent distribution: understudy.home is '" + home + "'");
		assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
		assumeTrue(hasCriu(), "needs CRIU");
		assumeTrue(onPath("redis-server"), "needs redis-server");
		Process demo = demo(command, directory);
		try {
			Path log = directory.resolve("demo.log");
			Ui.until("the live demo cluster, or the demo's end", CLUSTER, () -> text(log).contains(CONFIG) || !demo.isAlive());
			assertTrue(demo.isAlive(), () -> "the demo ended: " + text(log));
			Desktop.session().connect(text(log).lines().filter(l -> l.contains(CONFIG)).findFirst().orElseThrow().split(CONFIG)[1].strip());
			Ui.until("redis's listener in the graph", CLUSTER,
					() -> Ui.view(ViewIds.GRAPH, GraphView.class).viewer().scene().node(LISTENER).isPresent());
			assertEquals("redis", Ui.call(() -> Desktop.session().store().get().shown().toString()));
			Ui.until("the verb", CLUSTER, () -> verb("Rehearse") != null && verb("Rehearse").getEnabled());
		} finally {
			Desktop.session().disconnect();
			demo.destroy();
			assertTrue(demo.waitFor(60, TimeUnit.SECONDS), "the demo did not end");
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Process demo(Path command, Path directory) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command.toString(), "demo", "--hold");
		builder.redirectErrorStream(true).redirectOutput(directory.resolve("demo.log").toFile());
		return builder.start();
	}

	private static boolean hasCriu() {
		String own = System.getenv().getOrDefault("UNDERSTUDY_CRIU", "");
		return own.isEmpty() ? onPath("criu") : Files.isExecutable(Path.of(own));
	}

	private static boolean onPath(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).anyMatch(d -> Files.isExecutable(Path.of(d, program)));
	}
}
