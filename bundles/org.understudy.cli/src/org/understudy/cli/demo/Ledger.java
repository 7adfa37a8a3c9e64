// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's application where there is no redis: keeps values in memory, appends every change to a file, and reads the file when it
 * starts. Speaks the part of redis' protocol that the demo uses: PING, SET, GET, INCR, inline or as arrays.
 * Arguments: address, port, file.
 */
public final class Ledger {

	private static final int LONGEST = 64 * 1024;

	private final Map<String, String> values = new HashMap<>();
	private final Writer file;

	Ledger(Path path) throws IOException {
		if (Files.exists(path)) {
			for (String line : Files.readAllLines(path)) {
				int tab = line.indexOf('\t');
				if (tab > 0) {
					values.put(line.substring(0, tab), line.substring(tab + 1));
				}
			}
		}
		file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	public static void main(String[] arguments) throws IOException {
		Path path = Path.of(arguments[2]);
		Files.createDirectories(path.toAbsolutePath().getParent());
		Ledger ledger = new Ledger(path);
		try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[1]), 64, InetAddress.getByName(arguments[0]))) {
			ledger.serve(server);
		}
	}

	/** Until the socket is closed. Platform threads: few clients, and plain for a checkpoint. */
	void serve(ServerSocket server) throws IOException {
		while (!server.isClosed()) {
			Socket client = server.accept();
			Thread.ofPlatform().daemon().name("client").start(() -> talk(client));
		}
	}

	private void talk(Socket client) {
		try (client; InputStream in = new BufferedInputStream(client.getInputStream())) {
			for (List<String> words = read(in); words != null; words = read(in)) {
				client.getOutputStream().write(answer(words).getBytes(StandardCharsets.UTF_8));
			}
		} catch (IOException | NumberFormatException e) {
			System.getLogger(Ledger.class.getName()).log(System.Logger.Level.DEBUG, "a client went", e);
		}
	}

	/** One command; null at the end. */
	private static List<String> read(InputStream in) throws IOException {
		String line = line(in);
		if (line == null || !line.startsWith("*")) {
			return line == null ? null : List.of(line.strip().split(" +"));
		}
		List<String> words = new ArrayList<>();
		for (int i = Integer.parseInt(line.substring(1)); i > 0; i--) {
			int length = Integer.parseInt(line(in).substring(1));
			if (length < 0 || length > LONGEST) {
				throw new IOException("too long: " + length);
			}
			words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
			in.skipNBytes(2);
		}
		return words;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0 || line.length() > LONGEST) {
				return null;
			}
			line.append((char) c);
		}
		return line.toString().stripTrailing();
	}

	synchronized String answer(List<String> words) throws IOException {
		return switch (words.getFirst().toUpperCase(java.util.Locale.ROOT) + words.size()) {
			case "PING1" -> "+PONG\r\n";
			case "GET2" -> bulk(values.get(words.get(1)));
			case "SET3" -> {
				put(words.get(1), words.get(2));
				yield "+OK\r\n";
			}
			case "INCR2" -> {
				long next = Long.parseLong(values.getOrDefault(words.get(1), "0")) + 1;
				put(words.get(1), Long.toString(next));
				yield ":" + next + "\r\n";
			}
			default -> "-ERR not understood\r\n";
		};
	}

	private void put(String key, String value) throws IOException {
		if (key.isEmpty() || (key + value).chars().anyMatch(c -> c == '\n' || c == '\t')) {
			throw new IOException("not a key or value");
		}
		values.put(key, value);
		file.append(key).append('\t').append(value).append('\n').flush();
	}

	private static String bulk(String value) {
		return value == null ? "$-1\r\n" : "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n";
	}
}
