// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Retention;

/**
 * What a secondary is to keep of an application; travels with every epoch.
 *
 * @param retention which epochs
 * @param quota     bytes of disk in all; zero for what there is
 * @param committed the newest epoch that is committed by policy, as far as the primary knows; stays until a newer one is
 */
public record Keeping(Retention retention, Bytes quota, Epoch committed) {

	public static final Keeping DEFAULT = new Keeping(Retention.DEFAULT, Bytes.ZERO, Epoch.NONE);
}
