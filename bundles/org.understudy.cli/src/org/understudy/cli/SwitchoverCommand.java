// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.model.RunKind;

import picocli.CommandLine.Command;

@Command(name = "switchover", description = "Move it to another node while it runs, with its connections; nothing is lost.")
final class SwitchoverCommand extends RestoreCommand {

	SwitchoverCommand() {
		super(RunKind.SWITCHOVER);
	}
}
