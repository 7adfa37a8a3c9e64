// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.model.Problem;

/** Says in words why criu failed, from the errors in its log. Pure; the rows are those of {@code reference/checkpoint/refusals.md}. */
final class CriuLog {

	private static final Pattern ERROR = Pattern.compile("^.*\\bError \\([^)]*\\): (.*)$", Pattern.MULTILINE);

	/** Said at every start where the host withholds CAP_SYS_RESOURCE, and of no consequence. */
	private static final Pattern HARMLESS = Pattern.compile("Can't setup RLIMIT_NOFILE for self");

	/** The order matters: the first row whose error is in the log is the reason; later errors follow from it. */
	private static final List<Refusal> REFUSALS = List.of(
			new Refusal("send_fds failed \\(-22\\)", "it uses io_uring", "Turn io_uring off in the application's configuration."),
			new Refusal("Can't dump file (\\d+) of that type \\[\\d+\\] \\(chr (\\d+:\\d+)\\)", "descriptor $1 is the device $2",
					"Run it without that device, or protect it in warm mode."),
			new Refusal("Can't dump file (\\d+) of that type \\[\\d+\\] \\((.*?)\\)",
					"descriptor $1 is of a kind that cannot be captured ($2)",
					"Turn off the feature that uses it, or protect the application in warm mode."),
			new Refusal("Can't lookup mount=(\\d+) for fd=(-?\\d+)", "descriptor $2 lies on mount $1, which its capsule does not have",
					"Start it in the capsule without inherited descriptors."),
			new Refusal("fsnotify:.*Can't dump that handle", "it watches files on an overlay that cannot name them",
					"Let the capsule's overlay be mounted with index=on,nfs_export=on."),
			new Refusal("Unseizable non-zombie (\\d+)", "process $1 is traced by another program",
					"End the debugger or strace, then try again."),
			new Refusal("Can't dump nested (\\w+) namespace|Can't make (\\w+)ns id",
					"one of its processes made a $1$2 namespace of its own",
					"Turn its sandboxing off: the capsule isolates it already."),
			new Refusal("In-flight connection", "a connection was being opened", "The next epoch succeeds; nothing to do."),
			new Refusal("Can't bind inet socket", "a socket is bound to an address that this capsule does not have",
					"Let it listen on its own address only."),
			new Refusal("Unix socket (\\S+) not found|Can't dump half of stream unix connection",
					"a unix socket leads to a process outside",
					"Run both ends in one capsule, or let it connect by TCP."),
			new Refusal("Can't dump ghost file (\\S+)", "it holds a large deleted file open ($1)",
					"Restart it, or let it use a named file."),
			new Refusal("Found slave peer index|tty.*(?:Can't|can't)", "it is attached to a terminal of the host",
					"Start it in the capsule."),
			new Refusal("[Ss]ession leader.*is outside of its pid namespace", "its session began outside the capsule",
					"Start it in the capsule."),
			new Refusal("Can't get rlimit", "this agent may not read the limits of another user's process",
					"Give the agent the capability CAP_SYS_RESOURCE."),
			new Refusal("Can't fork for (\\d+): File exists", "process number $1 is taken", "Restore into a fresh capsule."),
			new Refusal("No space left on device", "there is no space for it", "Free space where captures and capsules are kept."),
			new Refusal("Can't open file (\\S+)|Can't open (\\S+) on", "a file that it uses is not here ($0)",
					"Install the same software at the same paths on this host; see what the graph marks as required."),
			new Refusal("File (\\S+) has bad (\\w+)", "the file $1 is not the one that was captured ($2 differs)",
					"Install the same version of that file on this host."));

	private record Refusal(Pattern error, String reason, String remedy) {
		Refusal(String error, String reason, String remedy) {
			this(Pattern.compile(error), reason, remedy);
		}
	}

	private CriuLog() {
	}

	/** What criu left behind: its log, or what it printed when it did not come as far as that. */
	static String read(Path work, String printed) throws IOException {
		Path log = work.resolve(CriuCommand.LOG);
		return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) + printed : printed;
	}

	/**
	 * The problem that a log tells of.
	 *
	 * @param code    its code
	 * @param summary what failed, without full stop: "redis could not be captured"
	 */
	static Problem explain(String code, String summary, String log) {
		String errors = String.join("\n", ERROR.matcher(log).results().map(r -> r.group(1)).filter(e -> !HARMLESS.matcher(e).find()).toList());
		for (Refusal refusal : REFUSALS) {
			Matcher matcher = refusal.error().matcher(errors);
			if (matcher.find()) {
	
							return Problem.error(code, summary + ": " + fill(refusal.reason(), matcher), matcher.group(), refusal.remedy())
						.causedBy(errors);
			}
		}
		// criu names the step that failed last; what led to it stands before, in the cause
		List<String> lines = errors.lines().toList();
		return Problem.error(code, summary, lines.isEmpty() ? "criu gave no reason." : "criu says: " + lines.getLast(),
				"See the cause; the next attempt may succeed.").causedBy(errors.isEmpty() ? log.strip() : errors);
	}

	private static String fill(String text, Matcher matcher) {
		String filled = text;
		for (int i = 0; i <= matcher.groupCount(); i++) {
			filled = filled.replace("$" + i, matcher.group(i) == null ? "" : matcher.group(i).strip());
		}
		return filled;
	}
}
