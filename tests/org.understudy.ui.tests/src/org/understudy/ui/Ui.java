// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;

/** What a user sees: tests ask from their own thread, it looks in the display's. */
final class Ui {

	private Ui() {
	}

	private static Display display() {
		return PlatformUI.getWorkbench().getDisplay();
	}

	static <T> T call(Supplier<T> question) {
		AtomicReference<T> answer = new AtomicReference<>();
		AtomicReference<RuntimeException> failure = new AtomicReference<>();
		display().syncExec(() -> {
			try {
				answer.set(question.get());
			} catch (RuntimeException e) {
				failure.set(e);
			}
		});
		if (failure.get() != null) {
			throw failure.get();
		}
		return answer.get();
	}

	/** Asks again and again until the answer is neither null nor false. */
	static <T> T until(String what, Duration patience, Supplier<T> question) throws InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		while (true) {
			T answer = call(question);
			if (answer != null && !Boolean.FALSE.equals(answer)) {
				return answer;
			}
			if (System.nanoTime() > end) {
				throw new AssertionError("waited in vain for " + what);
			}
			new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
		}
	}

	static Shell window() {
		return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
	}

	static <V extends IViewPart> V view(String id, Class<V> type) {
		return type.cast(PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage().findView(id));
	}

	/** The first visible control of a type that fulfils a condition, or null. */
	static <C extends Control> C find(Composite root, Class<C> type, Predicate<C> condition) {
		for (Control control : root.getChildren()) {
			if (type.isInstance(control) && control.isVisible() && condition.test(type.cast(control))) {
				return type.cast(control);
			}
			C inside = control instanceof Composite composite ? find(composite, type, condition) : null;
			if (inside != null) {
				return inside;
			}
		}
		return null;
	}
}
