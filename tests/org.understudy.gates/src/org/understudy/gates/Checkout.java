// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The checkout as the gates see it: its files, its bundles and its Java sources, parsed (not compiled). */
final class Checkout {

	/** One parsed source. {@code name} is relative to the root, for messages. */
	record Source(String name, String bundle, List<String> lines, CompilationUnitTree tree, Trees trees) {

		String packageName() {
			return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
		}

		long line(long position) {
			return tree.getLineMap().getLineNumber(position);
		}

		String at(com.sun.source.tree.Tree part) {
			return name + ":" + line(trees.getSourcePositions().getStartPosition(tree, part));
		}
	}

	static final Path ROOT = Path.of(System.getProperty("understudy.root", "../..")).toAbsolutePath().normalize();

	private static final List<String> NOT_OURS = List.of("target", "bin", ".git", ".settings", ".metadata");

	private Checkout() {
	}

	/** All files of ours below the folder, whatever their kind; build results left out. */
	static List<Path> files(String folder, Predicate<Path> wanted) {
		Path start = ROOT.resolve(folder);
		if (!Files.isDirectory(start)) {
			return List.of();
		}
		try (Stream<Path> walk = Files.walk(start)) {
			return walk.filter(Files::isRegularFile).filter(Checkout::ours).filter(wanted).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static boolean ours(Path file) {
		for (Path part : ROOT.relativize(file)) {
			if (NOT_OURS.contains(part.toString()) && !part.equals(file.getFileName())) {
				return false;
			}
		}
		return true;
	}

	static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		} catch (IOException e) {
			throw new UncheckedIOException(file.toString(), e);
		}
	}

	static String name(Path file) {
		return ROOT.relativize(file).toString();
	}

	static List<String> bundles() {
		try (Stream<Path> list = Files.list(ROOT.resolve("bundles"))) {
			return list.filter(d -> Files.exists(d.resolve("META-INF/MANIFEST.MF"))).map(d -> d.getFileName().toString()).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The Java sources below the folder. A source that does not parse fails: the compiler would tell the same, only later. */
	static List<Source> sources(String folder) {
		List<Path> files = files(folder, f -> f.toString().endsWith(".java"));
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		var compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, problems, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
			List<Source> parsed = new ArrayList<>();
			for (CompilationUnitTree tree : task.parse()) {
				parsed.add(source(tree, Trees.instance(task)));
			}
			List<String> errors = problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).map(Object::toString).toList();
			Gate.holds("every source parses", errors);
			return parsed;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Source source(CompilationUnitTree tree, Trees trees) {
		Path file = Path.of(tree.getSourceFile().toUri());
		Path relative = ROOT.relativize(file);
		return new Source(relative.toString(), relative.getName(1).toString(), lines(file), tree, trees);
	}
}
