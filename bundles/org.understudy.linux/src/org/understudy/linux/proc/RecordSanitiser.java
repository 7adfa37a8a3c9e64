// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a record what is nobody else's business: values of arguments that look like secrets, passwords in URLs, names of users
 * and of this host, addresses. The same address becomes the same pseudonym everywhere, also in the kernel's hexadecimal tables, so that
 * ends still match. Loopback and the wildcard stay. Paths stay too: without them nothing could be found again. One use for one record.
 */
final class RecordSanitiser {

	private static final String SECRET_WORD = "(?:pass|passwd|password|pwd|secret|token|credential|auth|apikey|api-key|access-key|private-key)";
	private static final Pattern SECRET = Pattern.compile("(?i)([a-z0-9_.-]*" + SECRET_WORD + "[a-z0-9_.-]*[=:])[^\\x00\\n]+");
	private static final Pattern SECRET_NEXT = Pattern.compile("(?i)((?:^|\\x00)-{1,2}[a-z0-9_.-]*" + SECRET_WORD + "[a-z0-9_.-]*\\x00)[^\\x00]+");
	private static final Pattern URL = Pattern.compile("(://)[^/@\\s\\x00:]+:[^/@\\s\\x00]+@");
	private static final Pattern IPV4 = Pattern.compile("(?<![\\d.])(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
	private static final Pattern HEX4 = Pattern.compile("(?<![0-9A-F])([0-9A-F]{8})(?=:[0-9A-F]{4}\\b)");
	private static final Pattern HEX6 = Pattern.compile("(?<![0-9A-F])([0-9A-F]{32})(?=:[0-9A-F]{4}\\b)");
	private static final List<String> TABLES = List.of("/net/tcp", "/net/udp", "/net/raw");

	private final String host;
	private final Map<String, String> addresses = new HashMap<>();

	/** @param host this host's name; empty when it is not known */
	RecordSanitiser(String host) {
		this.host = host;
	}

	SortedMap<String, byte[]> sanitised(SortedMap<String, byte[]> files) {
		SortedMap<String, byte[]> clean = new TreeMap<>();
		files.forEach((path, bytes) -> clean.put(path, sanitised(path, new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
		return clean;
	}

	private String sanitised(String path, String text) {
		if (path.endsWith(ProcRecord.STAT) || path.endsWith(ProcRecord.LIST) || path.endsWith(ProcRecord.PROTOCOL)) {
			return text;
		} else if (path.endsWith("/etc/passwd") || path.endsWith("/etc/group")) {
			return names(text, path.endsWith("passwd"));
		} else if (TABLES.stream().anyMatch(path::contains)) {
			return replace(replace(text, HEX4, this::hexadecimal), HEX6, this::hexadecimal);
		}
		String open = path.endsWith("/cmdline") ? withoutSecrets(text) : text;
		return withoutHost(replace(open, IPV4, this::address));
	}

	private static String withoutSecrets(String line) {
		String hidden = SECRET_NEXT.matcher(line).replaceAll("$1***");
		return URL.matcher(SECRET.matcher(hidden).replaceAll("$1***")).replaceAll("$1***:***@");
	}

	private String withoutHost(String text) {
		return host.isEmpty() || host.equals("localhost") ? text : text.replaceAll("\\b" + Pattern.quote(host) + "\\b", "host");
	}

	/** Numbers decide; of the names only root's means anything to others. */
	private static String names(String text, boolean users) {
		StringBuilder out = new StringBuilder();
		for (String line : text.split("\n")) {
			String[] fields = line.split(":");
			if (fields.length > 2) {
				String name = fields[2].equals("0") ? "root" : (users ? "user" : "group") + fields[2];
				out.append(name).append(":x:").append(fields[2]).append(users ? ":" + (fields.length > 3 ? fields[3] : "") + "::/:\n" : ":\n");
			}
		}
		return out.toString();
	}

	private static String replace(String text, Pattern pattern, UnaryOperator<String> by) {
		return pattern.matcher(text).replaceAll((MatchResult m) -> java.util.regex.Matcher.quoteReplacement(by.apply(m.group(1))));
	}

	/** A network for documentation and benchmarks, RFC 2544. */
	private String address(String ip) {
		if (ip.startsWith("127.") || ip.startsWith("0.") || ip.startsWith("255.") || List.of(ip.split("\\.")).stream().anyMatch(n -> Integer.parseInt(n) > 255)) {
			return ip;
		}
		return addresses.computeIfAbsent(ip, _ -> "198.18." + addresses.size() / 250 + "." + (addresses.size() % 250 + 1));
	}

	/** Words of four bytes, each in the machine's order; an IPv4 address inside an IPv6 one is that address. */
	private String hexadecimal(String hex) {
		byte[] bytes = swapped(HexFormat.of().parseHex(hex));
		boolean mapped = bytes.length == 16 && (bytes[10] & bytes[11]) == -1;
		if (bytes.length == 4 || mapped) {
			String[] plain = address((bytes[bytes.length - 4] & 255) + "." + (bytes[bytes.length - 3] & 255) + "." + (bytes[bytes.length - 2] & 255) + "."
					+ (bytes[bytes.length - 1] & 255)).split("\\.");
			for (int i = 0; i < 4; i++) {
				bytes[bytes.length - 4 + i] = (byte) Integer.parseInt(plain[i]);
			}
		} else if (!isLocal(bytes)) {
			String number = addresses.computeIfAbsent(hex, _ -> Integer.toString(addresses.size() + 1));
			bytes = HexFormat.of().parseHex("20010db8" + "0".repeat(16) + "%08x".formatted(Integer.parseInt(number)));
		}
		return HexFormat.of().formatHex(swapped(bytes)).toUpperCase(Locale.ROOT);
	}

	/** The wildcard and loopback: nothing but zeros before the last byte. */
	private static boolean isLocal(byte[] address) {
		for (int i = 0; i < address.length - 1; i++) {
			if (address[i] != 0) {
				return false;
			}
		}
		return address[address.length - 1] == 0 || address[address.length - 1] == 1;
	}

	private static byte[] swapped(byte[] words) {
		byte[] out = new byte[words.length];
		for (int i = 0; i < words.length; i++) {
			out[i] = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? words[i] : words[i / 4 * 4 + 3 - i % 4];
		}
		return out;
	}
}
