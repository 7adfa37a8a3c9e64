// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * One login on a host: commands and files. Every call has a deadline or ends with the connection's heartbeat, and can be interrupted.
 * Use from one thread at a time.
 */
public final class HostSession implements AutoCloseable {

	private static final int BUFFER = 128 * 1024;

	private final HostAddress host;
	private final SshClient client;
	private final ClientSession session;

	HostSession(HostAddress host, SshClient client, ClientSession session) {
		this.host = host;
		this.client = client;
		this.session = session;
	}

	/** What a command said and how it ended; {@code exit} is -1 when a signal ended it. */
	public record Output(int exit, String out, String error) {

		public boolean ok() {
			return exit == 0;
		}
	}

	public HostAddress host() {
		return host;
	}

	/** Runs a shell command line to its end; past the deadline the channel is closed, which does not always end the command there. */
	public Output exec(String command, Duration deadline) throws ProblemException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream error = new ByteArrayOutputStream();
		try (ChannelExec channel = session.createExecChannel(command)) {
			channel.setOut(out);
			channel.setErr(error);
			CompletableFuture<Void> closed = new CompletableFuture<>();
			channel.addCloseFutureListener(_ -> closed.complete(null));
			channel.open().verify(deadline);
			closed.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
			Integer exit = channel.getExitStatus();
			return new Output(exit == null ? -1 : exit, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
		} catch (TimeoutException e) {
			throw new ProblemException(late(command, deadline), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(cancelled(), e);
		} catch (ExecutionException | IOException e) {
			throw new ProblemException(interrupted(e) ? cancelled() : broken("A command could not be run"), e);
		}
	}

	/** As {@link #exec}, but anything else than success is a problem of that code. */
	public String require(String command, Duration deadline, Problem otherwise) throws ProblemException {
		Output output = exec(command, deadline);
		if (!output.ok()) {
			throw otherwise.causedBy("exit " + output.exit() + ": " + (output.error() + output.out()).strip()).exception();
		}
		return output.out();
	}

	/** Whether the host offers SFTP. */
	public boolean hasSftp() throws ProblemException {
		try (SftpClient sftp = sftp()) {
			return sftp.isOpen();
		} catch (IOException e) {
			if (session.isOpen()) {
				return false;
			}
			throw new ProblemException(broken("The file transfer could not be opened"), e);
		}
	}

	/** Writes a small file readable by its owner only; its directory must exist. */
	public void putText(String path, String text) throws ProblemException {
		write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), 0600);
	}

	/** Writes one file with what {@code source} produces. */
	void write(String path, Source source, int mode) throws ProblemException {
		try (SftpClient sftp = sftp()) {
			try (OutputStream out = sftp.write(path, BUFFER)) {
				// Before the content: nobody else may read it meanwhile.
				sftp.setStat(path, new SftpClient.Attributes().perms(mode));
				source.writeTo(out);
			}
		} catch (IOException e) {
			throw failed(path, e);
		}
	}

	/** Copies a directory tree, with modes and symbolic links; {@code progress} gets the bytes of each part. */
	public void putTree(Path local, String remote, LongConsumer progress) throws ProblemException {
		try (SftpClient sftp = sftp(); Stream<Path> tree = Files.walk(local)) {
			for (Path path : (Iterable<Path>) tree::iterator) {
				String relative = local.relativize(path).toString().replace('\\', '/');
				putOne(sftp, path, relative.isEmpty() ? remote : remote + "/" + relative, progress);
			}
		} catch (IOException | java.io.UncheckedIOException e) {
			throw failed(remote, e);
		}
	}

	private static void putOne(SftpClient sftp, Path local, String remote, LongConsumer progress) throws IOException {
		if (Files.isSymbolicLink(local)) {
			sftp.symLink(remote, Files.readSymbolicLink(local).toString());
			return;
		}
		if (Files.isDirectory(local)) {
			makeDirectory(sftp, remote);
		} else {
			try (InputStream in = Files.newInputStream(local); OutputStream out = sftp.write(remote, BUFFER)) {
				copy(in, out, progress);
			}
		}
		sftp.setStat(remote, new SftpClient.Attributes().perms(mode(local)));
	}

	private static void makeDirectory(SftpClient sftp, String remote) throws IOException {
		try {
			sftp.mkdir(remote);
		} catch (SftpException e) {
			if (!sftp.stat(remote).isDirectory()) {
				throw e;
			}
		}
	}

	static void copy(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
		byte[] buffer = new byte[BUFFER];
		for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("cancelled");
			}
			out.write(buffer, 0, n);
			progress.accept(n);
		}
	}

	/** Permission bits; where the local file system has none, what belongs to programs is executable. */
	static int mode(Path file) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			boolean program = Files.isDirectory(file) || file.getParent() != null && file.getParent().endsWith("bin");
			return program ? 0755 : 0644;
		}
		int mode = 0;
		for (PosixFilePermission p : Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS).permissions()) {
			mode |= 0400 >> p.ordinal();
		}
		return mode;
	}

	private SftpClient sftp() throws IOException {
		return SftpClientFactory.instance().createSftpClient(session);
	}

	@Override
	public void close() {
		session.close(true);
		client.stop();
	}

	@FunctionalInterface
	interface Source {
		void writeTo(OutputStream out) throws IOException;
	}

	private ProblemException failed(String path, Exception e) {
		if (interrupted(e)) {
			return new ProblemException(cancelled(), e);
		}
		return new ProblemException(session.isOpen() ? Problem.error("host-write-failed", "Could not write " + path + " on " + host + ".",
				"The host refused it or its file system is full.", "Check the free space and the permissions there, then try again.")
				: broken("Writing " + path + " broke off"), e);
	}

	/** MINA wraps an interrupt in one of its own exceptions and leaves the flag down: it is put up again for the caller. */
	private static boolean interrupted(Exception e) {
		boolean is = Thread.currentThread().isInterrupted();
		for (Throwable at = e; at != null && !is; at = at.getCause()) {
			is = at instanceof InterruptedIOException || at instanceof InterruptedException;
		}
		if (is) {
			Thread.currentThread().interrupt();
		}
		return is;
	}

	private Problem late(String command, Duration deadline) {
		return Problem.error("host-command-late", "A command on %s did not end within %d s.".formatted(host, deadline.toSeconds()),
				"The host is overloaded or the command waits for something.", "Look at the host, then try again.").causedBy(firstLine(command));
	}

	private static String firstLine(String command) {
		return command.lines().findFirst().orElse("");
	}

	private Problem broken(String what) {
		return Problem.error("host-connection-broken", what + ": the connection to " + host + " broke off.",
				"The host or the network between went away.", "Check the host, then try again.");
	}

	private static Problem cancelled() {
		return Problem.warning("cancelled", "It was cancelled.", "", "");
	}
}
