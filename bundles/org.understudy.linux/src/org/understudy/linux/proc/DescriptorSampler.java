// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.ProcessSample.Descriptor;

/** Reads the open descriptors of a process, as little of each as tells what it is. */
final class DescriptorSampler {

	private static final int READABLE = 0400;
	private static final int WRITABLE = 0200;

	private final ProcReader reader;
	private final Kernel kernel;
	private final LongPredicate locked;
	private final StringBuilder name = new StringBuilder(24);

	/** @param locked whether some file of that inode is locked */
	DescriptorSampler(ProcReader reader, Kernel kernel, LongPredicate locked) {
		this.reader = reader;
		this.kernel = kernel;
		this.locked = locked;
	}

	/**
	 * Descriptors of another process, of which a child may have inherited some: one of the same number that is the same open file, kcmp(2),
	 * need not be read.
	 */
	record Inheritance(long parent, long child, List<Descriptor> descriptors) {
		static final Inheritance NONE = new Inheritance(0, 0, List.of());

		private Descriptor of(long number, Kernel kernel) {
			int low = 0;
			int high = descriptors.size() - 1;
			while (low <= high) {
				int middle = low + high >>> 1;
				Descriptor found = descriptors.get(middle);
				if (found.number() == number) {
					// a POSIX lock on it is the parent's alone
					return found.info().locks().isEmpty() && kernel.sameFile(parent, child, number) ? found : null;
				}
				low = found.number() < number ? middle + 1 : low;
				high = found.number() < number ? high : middle - 1;
			}
			return null;
		}
	}

	/** All descriptors of a process that is not known yet, ascending; empty when they may not be read. */
	Optional<List<Descriptor>> read(int process, Inheritance inheritance) {
		return reader.numbers(process, "fd").map(numbers -> {
			List<Descriptor> found = new ArrayList<>(numbers.length);
			for (long number : numbers) {
				Descriptor inherited = inheritance.of(number, kernel);
				Descriptor now = inherited == null ? descriptor(process, number, null, true) : inherited;
				if (now != null) {
					found.add(now);
				}
			}
			return List.copyOf(found);
		});
	}

	/**
	 * All descriptors, ascending; empty when they may not be read. What is known and shows the same link is not read again, unless it is of
	 * a kind whose content changes.
	 *
	 * @param known    as seen before, ascending
	 * @param thorough whether to read all of each, known or not
	 */
	Optional<List<Descriptor>> read(int process, List<Descriptor> known, boolean thorough) {
		return reader.numbers(process, "fd").map(numbers -> {
			List<Descriptor> found = new ArrayList<>(numbers.length);
			int at = 0;
			boolean same = numbers.length == known.size();
			for (long number : numbers) {
				while (at < known.size() && known.get(at).number() < number) {
					at++;
				}
				Descriptor before = at < known.size() && known.get(at).number() == number ? known.get(at) : null;
				Descriptor now = descriptor(process, number, before, thorough);
				same &= now == before;
				if (now != null) {
					found.add(now);
				}
			}
			return same ? known : List.copyOf(found);
		});
	}

	/** Null when it was closed meanwhile. */
	private Descriptor descriptor(int process, long number, Descriptor before, boolean thorough) {
		Optional<ByteText> link = reader.link(process, name("fd/", number));
		if (link.isEmpty()) {
			return null;
		}
		boolean same = before != null && isSame(before.text(), link.get());
		if (same && !thorough && !changesInside(before)) {
			return before;
		}
		String text = same ? before.text() : link.get().toString();
		FdLink parsed = same ? before.link() : FdLink.parse(text);
		boolean hasFile = parsed.sort() == FdLink.Sort.PATH || parsed.sort() == FdLink.Sort.MEMORY;
		Optional<FileStat> stat = hasFile ? reader.stat(process, name("fd/", number)) : Optional.empty();
		Descriptor now = new Descriptor(number, text, parsed, info(process, number, parsed, stat), stat);
		return now.equals(before) ? before : now;
	}

	/** The mode is that of the link too, which is less to read; a socket has none. */
	private FdInfo info(int process, long number, FdLink link, Optional<FileStat> stat) {
		return switch (link.sort()) {
			case SOCKET -> FdInfo.NONE;
			case PIPE -> mode(process, number);
			case PATH, MEMORY -> stat.filter(s -> isPlain(s)).isPresent() ? mode(process, number) : whole(process, number);
			case ANONYMOUS, NAMESPACE, UNKNOWN -> whole(process, number);
		};
	}

	/** Whether there is nothing more to know: no lock on it, and no device that says more than its number. */
	private boolean isPlain(FileStat stat) {
		boolean talks = stat.isCharacterDevice() && (stat.special().equals("5:2") || stat.special().equals("10:200"));
		return reader.isReal() && !talks && !locked.test(stat.inode());
	}

	private FdInfo mode(int process, long number) {
		int mode = reader.linkMode(process, name("fd/", number));
		return FdInfo.ofMode((mode & READABLE) != 0, (mode & WRITABLE) != 0);
	}

	private FdInfo whole(int process, long number) {
		return reader.readWhole(process, name("fdinfo/", number)).map(FdInfoParser::parse).orElse(FdInfo.NONE);
	}

	/** An anonymous inode shows the same link whatever it watches. */
	private static boolean changesInside(Descriptor descriptor) {
		return descriptor.link().sort() == FdLink.Sort.ANONYMOUS;
	}

	private static boolean isSame(String text, ByteText link) {
		if (text.length() != link.length()) {
			return link.toString().equals(text);
		}
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) != link.bytes()[i]) {
				return link.toString().equals(text);
			}
		}
		return true;
	}

	private String name(String directory, long number) {
		name.setLength(0);
		return name.append(directory).append(number).toString();
	}
}
