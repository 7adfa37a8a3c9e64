// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/**
 * Shows a resource graph that changes. Contract as that of a JFace viewer: input with {@link #setGraph}, selection of {@link Resource}
 * elements (all members of a fold). User interface thread only; arranging happens in a job.
 */
public final class GraphViewer extends Composite implements ISelectionProvider {

	private final FigureCanvas canvas;
	private final SceneFigure figure;
	private final SceneJob job;
	private final ViewWindow window;
	private final Overview overview;
	private final Legend legend;
	private final SceneSelection selection = new SceneSelection();
	private final Set<String> opened = new HashSet<>();
	private final List<ISelectionChangedListener> listeners = new ArrayList<>();
	private final List<Consumer<Scene>> sceneListeners = new ArrayList<>();
	private ResourceGraph graph = ResourceGraph.EMPTY;
	private GraphFilter filter = GraphFilter.ALL;
	private Scene scene = Scene.EMPTY;
	private Highlight highlight = Highlight.NONE;

	public GraphViewer(Composite parent) {
		super(parent, SWT.NONE);
		canvas = new FigureCanvas(this, SWT.DOUBLE_BUFFERED);
		canvas.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE); // else the theme takes the background
		RGB background = getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND).getRGB();
		Palette palette = Palette.on(background.red << 16 | background.green << 8 | background.blue);
		TextFonts fonts = new TextFonts(canvas);
		figure = new SceneFigure(getDisplay(), palette, fonts);
		canvas.setBackground(figure.getBackgroundColor());
		canvas.getViewport().setContentsTracksWidth(true);
		canvas.getViewport().setContentsTracksHeight(true);
		canvas.setContents(figure);
		overview = new Overview(this, palette);
		legend = new Legend(this, palette, fonts);
		window = new ViewWindow(canvas, figure, overview::update);
		job = new SceneJob(fonts, this::display);
		new GraphInput(this, canvas).hook();
		GraphAccessibility.hook(this, canvas);
		addListener(SWT.Resize, _ -> arrangeChildren());
		addDisposeListener(_ -> job.cancel());
		setLayout(null);
	}

	private void arrangeChildren() {
		Point size = getSize();
		canvas.setBounds(0, 0, size.x, size.y);
		window.resized();
		legend.place();
	}

	/** What to show from now on; what is already shown stays where it is. */
	public void setGraph(ResourceGraph newGraph) {
		graph = newGraph;
		request(false);
	}

	/** A different application: forget places, open folds and selection. */
	public void setInput(ResourceGraph newGraph) {
		graph = newGraph;
		opened.clear();
		select(Optional.empty());
		window.follow();
		request(true);
	}

	public void setFilter(String text) {
		filter = new GraphFilter(text);
		window.follow();
		request(true);
	}

	/** Marks everything as old, or as current again. */
	public void setStale(boolean stale) {
		setHighlight(highlight.stale(stale));
	}

	/** Arranges everything anew. */
	public void arrange() {
		request(true);
	}

	/** Closes all opened folds. */
	public void closeFolds() {
		opened.clear();
		request(true);
	}

	/** Opens a fold, or closes the one that a vertex came from. */
	public void toggleFold(Scene.Node node) {
		if (node.content().isFolded()) {
			opened.add(node.id());
			request(true);
		} else if (opened.remove(node.content().group())) {
			request(true);
		}
	}

	private void request(boolean rearrange) {
		job.request(new SceneJob.Request(graph, filter, Set.copyOf(opened), rearrange));
	}

	/** From the job's thread. */
	private void display(Scene newScene) {
		Display display = figure == null || isDisposed() ? null : getDisplay();
		if (display != null && !display.isDisposed()) {
			display.asyncExec(() -> {
				if (!isDisposed()) {
					show(newScene);
				}
			});
		}
	}

	private void show(Scene newScene) {
		scene = newScene;
		figure.show(scene);
		window.resized();
		select(selection.node(scene).map(Scene.Node::id).orElse(""));
		List.copyOf(sceneListeners).forEach(l -> l.accept(scene));
	}

	/** Told in the user interface's thread after each new picture. */
	public void onScene(Consumer<Scene> listener) {
		sceneListeners.add(listener);
	}

	/** What is on screen now. */
	public Scene scene() {
		return scene;
	}

	public FigureCanvas canvas() {
		return canvas;
	}

	SceneFigure figure() {
		return figure;
	}

	Highlight highlight() {
		return highlight;
	}

	void setHighlight(Highlight now) {
		highlight = now;
		figure.highlight(now);
	}

	/** As large as fits, at most at its own size; keeps fitting until {@link #zoom} is called. */
	public void fit() {
		window.fit();
	}

	/** One pixel of the scene for one of the screen. */
	public void actualSize() {
		window.actualSize();
	}

	/** Multiplies the scale, keeping the middle in place. */
	public void zoom(double factor) {
		Point size = canvas.getSize();
		window.zoom(factor, size.x / 2, size.y / 2);
	}

	public double scale() {
		return figure.scale();
	}

	ViewWindow window() {
		return window;
	}

	/** Selects a vertex as the user does. */
	void select(Optional<Scene.Node> node) {
		selection.select(node);
		select(node.map(Scene.Node::id).orElse(""));
		fireSelection();
	}

	private void select(String id) {
		setHighlight(highlight.selecting(id, id.isEmpty() ? Set.of() : scene.focus(id)));
	}

	/** Selects the vertex that shows a resource and brings it into view. */
	public void reveal(ResourceId resource) {
		selection.select(List.of(resource));
		Optional<Scene.Node> node = selection.node(scene);
		select(node.map(Scene.Node::id).orElse(""));
		node.ifPresent(n -> window.reveal(n.box()));
		fireSelection();
	}

	private void fireSelection() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		List.copyOf(listeners).forEach(l -> l.selectionChanged(event));
	}

	@Override
	public IStructuredSelection getSelection() {
		return selection.resources(scene);
	}

	@Override
	public void setSelection(ISelection wanted) {
		List<?> elements = wanted instanceof IStructuredSelection s ? s.toList() : List.of();
		selection.select(elements.stream().filter(Resource.class::isInstance).map(e -> ((Resource) e).id()).toList());
		select(selection.node(scene).map(Scene.Node::id).orElse(""));
		fireSelection();
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
	}

	@Override
	public boolean setFocus() {
		return canvas.setFocus();
	}

	/** Writes the whole graph as a PNG picture at twice its size. */
	public void export(Path file) {
		SceneImage.write(figure, scene, file, getDisplay());
	}
}
