// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Problems over the wire: a JSON-RPC error whose {@code data} is the {@link Problem}. */
final class ProblemTransport {

	/** The application's own error number; what matters is the problem's code. */
	private static final int PROBLEM = -31000;
	private static final System.Logger LOG = System.getLogger(ProblemTransport.class.getName());

	private ProblemTransport() {
	}

	/** What a local method's failure becomes on the wire. */
	static ResponseError toError(Throwable failure) {
		Throwable origin = unwrap(failure);
		if (origin instanceof ResponseErrorException e) {
			return e.getResponseError();
		}
		Problem problem = problemOf(origin);
		return new ResponseError(PROBLEM, problem.summary(), problem);
	}

	private static Problem problemOf(Throwable origin) {
		return switch (origin) {
			case ProblemException e -> e.problem();
			case TimeoutException e -> Problem.error("timeout", "The node did not finish in time.",
					"What was asked may still be done or not.", "Look at the state before asking again.").causedBy(e);
			default -> {
				LOG.log(System.Logger.Level.ERROR, "a request failed unexpectedly", origin);
				yield internal("An unexpected failure happened on the node.").causedBy(origin);
			}
		};
	}

	/** What a failed answer means here. */
	static ProblemException fromFailure(Throwable failure) {
		Throwable origin = unwrap(failure);
		return switch (origin) {
			case ProblemException e -> e;
			case ResponseErrorException e -> fromError(e);
			default -> new ProblemException(internal("The node's answer could not be understood."), origin);
		};
	}

	private static ProblemException fromError(ResponseErrorException failure) {
		ResponseError error = failure.getResponseError();
		if (error.getCode() == ResponseErrorCode.MethodNotFound.getValue()) {
			return new ProblemException(Problem.error("not-supported", "The node does not know this request.",
					"Its agent is of another version.", "Bring both to the same version."), failure);
		}
		try {
			if (error.getData() instanceof JsonElement data && data.isJsonObject()) {
				return new ProblemException(Json.read(data, Problem.class));
			}
		} catch (JsonParseException e) {
			return new ProblemException(internal(error.getMessage()), e);
		}
		return new ProblemException(internal(error.getMessage()), failure);
	}

	private static Problem internal(String summary) {
		return Problem.error("internal-error", summary, "This is a fault of the program.",
				"Report it, with the log of the node's agent.");
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable origin = failure;
		while (isWrapper(origin) && origin.getCause() != null) {
			origin = origin.getCause();
		}
		return origin;
	}

	/** lsp4j wraps what a method throws in a bare {@link RuntimeException}. */
	private static boolean isWrapper(Throwable t) {
		return t instanceof CompletionException || t instanceof ExecutionException || t instanceof InvocationTargetException
				|| t instanceof UndeclaredThrowableException || t.getClass() == RuntimeException.class;
	}
}
