// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;

/**
 * The first process of a capsule: starts the application as its child, reaps every process that becomes an orphan, and ends with the
 * application and its code. The kernel gives orphans to the first process of their PID namespace (pid_namespaces(7)), and hardly any
 * application reaps what it did not start. A shell would do, but each page and mapping of it costs time in every epoch; this one has
 * a single page. It lies in the overlay, so it is among the epoch's files and CRIU finds it on the other node.
 *
 * <p>Only for x86-64; elsewhere the application itself is the first process.
 */
final class InitProgram {

	/** Seen from within. */
	private static final String PATH = "/.understudy/init";

	/**
	 * <pre>
	 *        fork                                       b8 39000000 0f05
	 *        zero: child, negative: gone, else ebx=pid  85c0 7443 7859 89c3 4883ec10
	 * wait:  wait4(-1, rsp, 0, NULL)                    48c7c7ffffffff 4889e6 31d2 4531d2 b83d000000 0f05
	 *        until it is ebx, or ECHILD                 39d8 7405 83f8f6 75e1
	 *        its code, or 128 and its signal            8b3c24 89f8 83e77f 7505 0fb6fc eb06 81c780000000
	 *        exit_group                                 b8e7000000 0f05
	 * child: execve(argv[1], argv + 1, envp)            488b0424 488d742410 488d54c410 488b3e b83b000000 0f05
	 * gone:  exit_group(127)                            bf7f000000 b8e7000000 0f05
	 * </pre>
	 */
	private static final byte[] CODE = HexFormat.of().parseHex("b8390000000f0585c07443785989c34883ec10"
			+ "48c7c7ffffffff4889e631d24531d2b83d0000000f0539d8740583f8f675e1" + "8b3c2489f883e77f75050fb6fceb0681c780000000" + "b8e70000000f05"
			+ "488b0424488d742410488d54c410488b3eb83b0000000f05" + "bf7f000000b8e70000000f05");

	private static final long ADDRESS = 0x400000;
	private static final short HEADERS = 64 + 56;

	private InitProgram() {
	}

	/** Puts it into a capsule's upper directory, unless it came with an epoch. */
	static void install(Path upper) throws IOException {
		Path file = upper.resolve(PATH.substring(1));
		if (isForThisMachine() && !Files.exists(file)) {
			Files.createDirectories(file.getParent());
			Files.write(file, elf());
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
			Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	/** What to put before the application's command line. */
	static List<String> prefix() {
		return isForThisMachine() ? List.of(PATH) : List.of();
	}

	private static boolean isForThisMachine() {
		return System.getProperty("os.arch").equals("amd64");
	}

	/** One segment that is read and executed. Source: elf(5). */
	static byte[] elf() {
		int size = HEADERS + CODE.length;
		ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
		out.put(new byte[] { 0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
		// ET_EXEC, EM_X86_64, version, entry, program headers, section headers, flags
		out.putShort((short) 2).putShort((short) 62).putInt(1).putLong(ADDRESS + HEADERS).putLong(64).putLong(0).putInt(0);
		out.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
		// PT_LOAD, PF_R | PF_X, offset, addresses, sizes, alignment
		out.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS).putLong(size).putLong(size).putLong(0x1000);
		return out.put(CODE).array();
	}
}
