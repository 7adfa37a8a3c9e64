// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

class GratuitousArpTest {

	private static final byte[] MAC = { 2, 0, 0, 0, 0, 7 };
	private static final byte[] IP = { 10, 78, 0, 100 };

	@Test
	void requestAsksEverybodyForTheOwnAddress() {
		assertEquals("ffffffffffff" + "020000000007" + "0806" + "0001" + "0800" + "06" + "04" + "0001" + "020000000007" + "0a4e0064"
				+ "000000000000" + "0a4e0064", HexFormat.of().formatHex(GratuitousArp.frame(GratuitousArp.REQUEST, MAC, IP)));
	}

	@Test
	void replyTellsItUnasked() {
		assertEquals("ffffffffffff" + "020000000007" + "0806" + "0001" + "0800" + "06" + "04" + "0002" + "020000000007" + "0a4e0064"
				+ "020000000007" + "0a4e0064", HexFormat.of().formatHex(GratuitousArp.frame(GratuitousArp.REPLY, MAC, IP)));
	}
}
