// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

/**
 * Attribute keys that an inspector fills and the {@link ReplicabilityPolicy} judges by. A fact that does not apply is absent.
 */
public final class Facts {

	/** Why a part could not be looked at. */
	public static final String NOT_PERMITTED = "not-permitted";
	/** Path as the process sees it, from its root. */
	public static final String PATH = "path";
	/** {@code true}: its content is in the capsule's upper directory. */
	public static final String IN_UPPER = "in-upper";
	/** Mount point that a path is on. */
	public static final String MOUNT = "mount";
	/** File system type of that mount. */
	public static final String FILE_SYSTEM = "file-system";
	/** Mount id of a descriptor that is in no mount table of its process. */
	public static final String MOUNT_UNKNOWN = "mount-unknown";
	/** {@code true}: someone has it open or mapped for writing. */
	public static final String WRITABLE = "writable";
	/** Pid on the host of the tracer. */
	public static final String TRACER = "tracer";
	/** One letter, proc_pid_stat(5). */
	public static final String STATE = "state";
	/** {@code inside}, {@code outside} (of the tree) or {@code gone}. */
	public static final String SESSION_LEADER = "session-leader";
	/** Pid of the session's leader, as the host sees it. */
	public static final String SESSION = "session";
	/** Pid of the process group's leader, as the host sees it. */
	public static final String GROUP = "process-group";
	/** Numbers of the namespaces that a process is in: {@code mnt:4026531841 net:4026531840}. */
	public static final String NAMESPACES = "namespaces";
	/** The threads but the first, {@code TID:name} separated by comma and space; a name may hold the same. */
	public static final String THREADS = "thread-names";
	/** Effective user id. */
	public static final String UID = "uid";
	/** Effective group id. */
	public static final String GID = "gid";
	/** Device of the controlling terminal when it is not one of the application's own: {@code 136:0}. */
	public static final String FOREIGN_TERMINAL = "foreign-terminal";
	/** Type of namespace: {@code net}; of an anonymous inode: {@code [userfaultfd]}. */
	public static final String TYPE = "type";
	/** {@code true}: a namespace that some process is in and the root is not. */
	public static final String NESTED = "nested";
	/** Name of a socket's protocol as the kernel says: {@code TCP}, {@code ALG}. */
	public static final String PROTOCOL = "protocol";
	/** {@code inside}, {@code outside}, {@code none} or {@code unknown}: where the other end is. */
	public static final String PEER = "peer";
	/** Connections not yet accepted. */
	public static final String BACKLOG = "backlog";
	/** Local address of a socket, without port. */
	public static final String LOCAL_ADDRESS = "local-address";
	/** {@code char 1:3} or {@code block 8:0}. */
	public static final String DEVICE = "device";
	/** Network interface that a tun descriptor is attached to. */
	public static final String INTERFACE = "interface";
	/** {@code false}: a watched file has no handle by which it is found again. */
	public static final String FILE_HANDLES = "file-handles";

	/** A descriptor that an epoll watches and that the process has closed since. */
	public static final String LOST_TARGET = "lost-target";
	/** Links that a deleted file still has elsewhere. */
	public static final String LINKS = "links";
	/** {@code true}: its name is no UTF-8. */
	public static final String ODD_NAME = "odd-name";
	/** {@code true}: a mount of the same file system as the process' root. */
	public static final String PART_OF_ROOT = "part-of-root";
	/** Network namespace of a socket when none of the processes is in it. */
	public static final String FOREIGN_NAMESPACE = "foreign-namespace";
	/** Bytes that a unix socket sent which waits to be accepted. */
	public static final String PENDING = "pending";
	/** What a process has in common with its parent: {@code memory, root}. */
	public static final String SHARES = "shares";
	/** A thread that has descriptors or namespaces of its own, and which. */
	public static final String ASTRAY = "astray";

	private Facts() {
	}
}
