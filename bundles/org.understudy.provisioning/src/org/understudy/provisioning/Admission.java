// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import org.understudy.model.ProblemException;

/** The cluster's side of adding and removing a host; texts are JSON as the agent reads and writes it. */
public interface Admission {

	/** Makes the node a member; answers with the cluster's new configuration, for the node. */
	String admit(String nodeConfigJson) throws ProblemException;

	/** Takes the node out; refused while it runs or keeps an application. */
	void dismiss(String node) throws ProblemException;
}
