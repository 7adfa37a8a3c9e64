// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.understudy.model.ApplicationName;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** Committed epochs of a node on disk. Crash-safe: an epoch is either whole and verified or not there. Thread-safe. */
public interface EpochStore extends AutoCloseable {

	/**
	 * Decides whether an epoch may be received at all: the fence.
	 */
	@FunctionalInterface
	interface Fence {
		/** @throws ProblemException when a higher term is known */
		void check(ApplicationName application, Term term) throws ProblemException;
	}

	/**
	 * Receives epochs from one primary until the stream ends: for each a header (application, term, epoch, meta), what is
	 * missing is asked for, verified, made durable, acknowledged. Then those go that are no longer to be kept.
	 *
	 * @throws ProblemException when the stream broke or was refused; what was committed stays
	 */
	void receive(InputStream in, OutputStream out, Fence fence) throws ProblemException;

	/** The committed epochs, newest first. */
	List<StoredEpoch> epochs(ApplicationName application) throws ProblemException;

	/** The highest term under which an epoch was received; empty when none was. */
	Optional<Term> highestTerm(ApplicationName application);

	/** All applications that have epochs here. */
	List<ApplicationName> applications();

	/**
	 * Lays out an epoch for a restore: its files into {@code upper} (empty), its images into the returned directory. The newest epoch
	 * lies ready and is only handed out. The epoch stays in the store and cannot be collected until the returned one is closed.
	 */
	Checkout checkout(ApplicationName application, Epoch epoch, Path upper, Use use) throws ProblemException;

	/** What for. */
	enum Use {
		/** It runs here from now on: what lay ready goes over to it. */
		TAKE_OVER,
		/** A clone beside it: what lies ready stays ready. */
		CLONE
	}

	/**
	 * Reads all that is kept of an application and looks whether it still is what it was. What is damaged is set aside, and epochs that
	 * need it are epochs no more; the next one brings again what it needs of it.
	 *
	 * @param pace bytes a second; zero for as fast as it goes
	 */
	Scrub scrub(ApplicationName application, Bytes pace) throws ProblemException;

	/**
	 * What came of it.
	 *
	 * @param read     bytes
	 * @param epochs   how many are whole
	 * @param findings what is damaged
	 */
	record Scrub(Bytes read, int epochs, List<Problem> findings) {
	}

	/** Forgets an application. */
	void drop(ApplicationName application) throws ProblemException;

	/** Lets go of what lies ready; what is committed stays. */
	@Override
	void close();

	/** An epoch laid out. */
	interface Checkout extends AutoCloseable {
		Path images();

		StoredEpoch epoch();

		/** Whether it lay ready and was not laid out first. */
		boolean wasReady();

		@Override
		void close();
	}
}
