// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

	@ParameterizedTest
	@CsvSource({ "0,0 B", "1023,1023 B", "1024,1.0 KB", "1536,1.5 KB", "67108864,64.0 MB", "1099511627776,1.0 TB", "9223372036854775807,8.0 EB" })
	void readsAsPeopleReadIt(long count, String text) {
		assertEquals(text, new Bytes(count).toString());
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "7,7", "4K,4096", "512M,536870912", "20G,21474836480", "1T,1099511627776" })
	void isReadAsPeopleWriteIt(String text, long count) {
		assertEquals(new Bytes(count), Bytes.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "M", "1.5G", "-1", "1 K", "999999999999999999T", "1k" })
	void whatIsNoSizeIsRefused(String text) {
		assertThrows(IllegalArgumentException.class, () -> Bytes.parse(text));
	}

	@Test
	void isNeverNegative() {
		assertThrows(IllegalArgumentException.class, () -> new Bytes(-1));
	}

	@Test
	void adds() {
		assertEquals(new Bytes(5), new Bytes(2).plus(new Bytes(3)));
	}
}
