// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.CommitPolicy;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.ReplicationPolicy;
import org.understudy.model.Retention;
import org.understudy.model.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "protect", description = "Start an application in a capsule and keep its replica up to date.", customSynopsis = {
		"understudy protect NAME --on NODE --to NODE[,NODE] --address CIDR --reason TEXT",
		"                   [OPTIONS] -- COMMAND [ARGUMENT...]" })
final class ProtectCommand extends VerbCommand {

	@Parameters(index = "0", paramLabel = "NAME", description = "The application's name.")
	private String name;

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Program and arguments, absolute path first.")
	private List<String> command;

	@Option(names = "--on", required = true, paramLabel = "NODE", description = "The primary.")
	private String primary;

	@Option(names = "--to", required = true, split = ",", paramLabel = "NODE", description = "The secondaries, the preferred one first.")
	private List<String> secondaries;

	@Option(names = "--address", required = true, paramLabel = "CIDR", description = "The application's own address: 10.77.0.100/24.")
	private String address;

	@Mixin
	private CaptureOptions capture;

	@Option(names = "--mode", defaultValue = "hot", paramLabel = "hot|warm", description = "Running state and files, or files and a restart.")
	private Mode mode;

	@Option(names = "--check-port", defaultValue = "0", paramLabel = "PORT", description = "It serves when this TCP port answers.")
	private int port;

	@Option(names = "--check-send", defaultValue = "", paramLabel = "TEXT", description = "Text to send there; \\r and \\n are understood.")
	private String send;

	@Option(names = "--check-expect", defaultValue = "", paramLabel = "TEXT", description = "Text that the answer must contain.")
	private String expect;

	@Option(names = "--env", paramLabel = "KEY=VALUE", description = "Variable it starts with; may be repeated.")
	private Map<String, String> environment = Map.of();

	@Option(names = "--directory", defaultValue = "/", paramLabel = "DIR", description = "Working directory: ${DEFAULT-VALUE}.")
	private Path directory;

	@Option(names = "--copies", defaultValue = "0", paramLabel = "N",
			description = "How many secondaries keep it; other nodes stand in for those away. As many as are named.")
	private int copies;

	@Option(names = "--commit", defaultValue = "any", paramLabel = "any|all|N",
			description = "How many secondaries must have an epoch until it counts: ${DEFAULT-VALUE}.")
	private CommitPolicy commit;

	@Option(names = "--keep", defaultValue = "10,1m/1h,1h/1d", paramLabel = "N[,TIME/TIME...][,max=TIME]",
			description = "Epochs kept: the last N, one per TIME within TIME, none older: ${DEFAULT-VALUE}.")
	private Retention retention;

	@Option(names = "--quota", defaultValue = "0", paramLabel = "SIZE",
			description = "Disk its epochs may take on each secondary, as 512M or 20G; 0 for no limit.")
	private Bytes quota;

	@Mixin
	private TakeoverOptions onFault;

	@Override
	CompletableFuture<Run> order(Operations operations, String why) throws ProblemException {
		List<NodeName> nodes = new ArrayList<>();
		for (String secondary : secondaries) {
			nodes.add(Words.node(secondary));
		}
		HealthCheck check = onFault.check(port, escapes(send), escapes(expect));
		ApplicationSpec spec = Words.checked(name, text -> new ApplicationSpec(new org.understudy.model.ApplicationName(text), command,
				environment, directory.toString(), address.toLowerCase(Locale.ROOT), mode, capture.period(), check, nodes)
				.withReplication(new ReplicationPolicy(copies, commit, retention, quota)).withCapture(capture.settings()));
		return operations.protect(spec.withTakeover(onFault.policy()), Words.node(primary), why);
	}

	private static String escapes(String text) {
		return text.replace("\\r", "\r").replace("\\n", "\n");
	}
}
