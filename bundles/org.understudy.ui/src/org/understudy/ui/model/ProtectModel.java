// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Authority;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CaptureSettings;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;
import org.understudy.model.PeriodPolicy;
import org.understudy.model.ProtectOrder;
import org.understudy.model.TakeoverPolicy;
import org.understudy.ui.Messages;

/**
 * What was typed into the Protect dialog, as text; checks it, in the order of the fields, and makes the order of it.
 *
 * @param period seconds, may have a fraction; or {@code auto}
 * @param port   of the health check; empty: none
 */
public record ProtectModel(String name, String command, String address, String primary, String secondary, String period, String port,
		String reason) {

	/** What is wrong, in words; empty when nothing is. */
	public String complaint(DesktopState state) {
		if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
			return Messages.protect_badName;
		}
		if (state.applications().stream().anyMatch(a -> a.name().toString().equals(name))) {
			return NLS.bind(Messages.protect_taken, name);
		}
		if (words().isEmpty() || !words().getFirst().startsWith("/")) {
			return Messages.protect_badCommand;
		}
		if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
			return Messages.protect_badAddress;
		}
		return later();
	}

	private String later() {
		if (primary.isEmpty() || secondary.isEmpty() || primary.equals(secondary)) {
			return Messages.protect_badNodes;
		}
		if (!isAutomatic() && (!period.matches("\\d{1,4}(\\.\\d{1,3})?") || duration().isZero())) {
			return Messages.protect_badPeriod;
		}
		if (!port.isEmpty() && (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535)) {
			return Messages.protect_badPort;
		}
		return OrderModel.complaint(reason);
	}

	private List<String> words() {
		try {
			return ShellWords.split(command);
		} catch (IllegalArgumentException _) {
			// an open quote while typing: not a command yet
			return List.of();
		}
	}

	private boolean isAutomatic() {
		return period.equals("auto");
	}

	/** The first one, when it is adjusted. */
	private Duration duration() {
		return isAutomatic() ? Duration.ofSeconds(1) : Duration.ofMillis(Math.round(Double.parseDouble(period) * 1000));
	}

	/** Only when there is no complaint. */
	public ProtectOrder order() {
		HealthCheck check = port.isEmpty() ? HealthCheck.NONE : new HealthCheck(Integer.parseInt(port), "", "");
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName(name), words(), Map.of(), "/", address, Mode.HOT, duration(), check,
				List.of(new NodeName(secondary))).withTakeover(TakeoverPolicy.AUTOMATIC);
		if (isAutomatic()) {
			spec = spec.withCapture(new CaptureSettings(PeriodPolicy.AUTOMATIC, List.of(), CapsuleSettings.DEFAULT));
		}
		return new ProtectOrder(spec, new NodeName(primary), new Authority("", reason.strip()));
	}

	/** The same order on the command line. */
	public String commandLine() {
		String check = port.isEmpty() ? "" : " --check-port " + port;
		return "understudy protect " + name + " --address " + address + " --on " + primary + " --to " + secondary + " --period "
				+ period + (isAutomatic() ? "" : "s") + check + " --reason " + ShellWords.quote(reason.isBlank() ? "\u2026" : reason.strip()) + " -- "
				+ ShellWords.join(words());
	}
}
