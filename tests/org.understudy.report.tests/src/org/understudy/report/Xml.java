// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads what was rendered, strictly. */
final class Xml {

	private final Document document;

	private Xml(Document document) {
		this.document = document;
	}

	static Xml parse(String text) {
		try {
			return new Xml(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text))));
		} catch (SAXException | IOException | ParserConfigurationException e) {
			throw new AssertionError("not well-formed: " + e.getMessage(), e);
		}
	}

	String value(String xpath) {
		try {
			return XPathFactory.newInstance().newXPath().evaluate(xpath, document);
		} catch (XPathExpressionException e) {
			throw new AssertionError(xpath, e);
		}
	}

	int count(String xpath) {
		return (int) Double.parseDouble(value("count(" + xpath + ")"));
	}
}
