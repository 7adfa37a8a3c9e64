// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.HostFacts.Reach;

/** The application's own address, and the remote ends that it depends on. */
final class NetworkCheck {

	private NetworkCheck() {
	}

	static List<Problem> findings(PreflightCase it) {
		List<Problem> findings = new ArrayList<>();
		address(it).ifPresent(findings::add);
		int reached = 0;
		for (Reach there : it.there().endpoints()) {
			if (there.reached()) {
				reached++;
			} else {
				findings.add(unreachable(it, there));
			}
		}
		if (reached > 0) {
			findings.add(PreflightCheck.well("endpoints", "%d remote %s reachable from %s.".formatted(reached, reached == 1 ? "end is" : "ends are",
					it.node())));
		}
		return findings;
	}

	private static Optional<Problem> address(PreflightCase it) {
		String address = it.spec().host();
		if (address.isEmpty()) {
			return Optional.empty();
		}
		List<String> own = it.there().networks();
		if (own.stream().anyMatch(n -> n.startsWith(address + "/"))) {
			return Optional.of(Problem.error("preflight-address-taken", "%s has the application's address %s itself.".formatted(it.node(), address),
					"Two would answer for it.", "Remove it there: ip address del %s dev …".formatted(it.spec().address())));
		}
		if (own.stream().noneMatch(n -> holds(n, address))) {
			return Optional.of(Problem.warning("preflight-address-elsewhere", "%s has no interface in the network of %s.".formatted(it.node(),
					it.spec().address()), "Its own addresses are " + String.join(", ", own) + "; clients would not find the application there.",
					"Put the secondary into that network, or let a router carry the address to it."));
		}
		return Optional.of(PreflightCheck.well("address", "%s is free on %s and in one of its networks.".formatted(address, it.node())));
	}

	/** From the primary it is reached now: only what fails on one side is a difference. */
	private static Problem unreachable(PreflightCase it, Reach there) {
		boolean here = it.here().endpoints().stream().filter(r -> r.endpoint().equals(there.endpoint())).noneMatch(r -> !r.reached());
		String name = it.graph().resources().values().stream()
				.filter(r -> r.kind().equals(ResourceKind.REMOTE_ENDPOINT) && r.label().equals(there.endpoint())).map(Resource::attributes)
				.map(a -> a.getOrDefault("name", "")).filter(n -> !n.isEmpty()).findFirst().map(n -> n + ", ").orElse("");
		String summary = "%s%s cannot be reached from %s.".formatted(name, there.endpoint(), it.node());
		String why = there.text() + (here ? " The application is connected to it." : " Nor from the primary, by a new connection.");
		return here ? Problem.error("preflight-endpoint-unreachable", summary, why, "Open the way from %s to it: routes, firewalls on both ends."
				.formatted(it.node())) : Problem.warning("preflight-endpoint-unreachable", summary, why, "See whether it still serves.");
	}

	static boolean holds(String network, String address) {
		int slash = network.indexOf('/');
		if (slash < 0) {
			return false;
		}
		byte[] a = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
		byte[] b = InetAddress.ofLiteral(address).getAddress();
		int prefix = Integer.parseInt(network.substring(slash + 1));
		for (int bit = 0; bit < prefix; bit++) {
			if (a.length != b.length || (a[bit / 8] >> 7 - bit % 8 & 1) != (b[bit / 8] >> 7 - bit % 8 & 1)) {
				return false;
			}
		}
		return a.length == b.length;
	}
}
