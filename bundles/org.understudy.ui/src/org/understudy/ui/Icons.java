// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui;

import java.util.Locale;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.understudy.ui.model.ExplorerModel.Symbol;

/** Images of this bundle; they live as long as the desktop. */
public final class Icons {

	private static final String BUNDLE = "org.understudy.ui";

	private Icons() {
	}

	/** By file name without ending. */
	public static ImageDescriptor descriptor(String name) {
		return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".svg")
				.orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}

	public static Image image(String name) {
		String key = BUNDLE + "/" + name;
		if (JFaceResources.getImageRegistry().getDescriptor(key) == null) {
			JFaceResources.getImageRegistry().put(key, descriptor(name));
		}
		return JFaceResources.getImage(key);
	}

	public static Image image(Symbol symbol) {
		return image(symbol.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}
}
