// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph's vertices. Nobody can change them, so that the next graph may have the very same without copying. (A map that is only wrapped
 * does not tell whether somebody still holds what is in the wrapping.)
 */
final class SortedVertices extends AbstractMap<ResourceId, Resource> implements SortedMap<ResourceId, Resource> {

	private final SortedMap<ResourceId, Resource> map;
	private final Set<ResourceId> ids;

	private SortedVertices(SortedMap<ResourceId, Resource> map) {
		this.map = Collections.unmodifiableSortedMap(new TreeMap<>(map));
		this.ids = new HashSet<>(map.keySet());
	}

	static SortedVertices of(SortedMap<ResourceId, Resource> map) {
		return map instanceof SortedVertices same ? same : new SortedVertices(map);
	}

	@Override
	public boolean containsKey(Object key) {
		return ids.contains(key);
	}

	@Override
	public Resource get(Object key) {
		return ids.contains(key) ? map.get(key) : null;
	}

	@Override
	public int size() {
		return map.size();
	}

	@Override
	public Set<Map.Entry<ResourceId, Resource>> entrySet() {
		return map.entrySet();
	}

	@Override
	public Comparator<? super ResourceId> comparator() {
		return map.comparator();
	}

	@Override
	public SortedMap<ResourceId, Resource> subMap(ResourceId from, ResourceId to) {
		return map.subMap(from, to);
	}

	@Override
	public SortedMap<ResourceId, Resource> headMap(ResourceId to) {
		return map.headMap(to);
	}

	@Override
	public SortedMap<ResourceId, Resource> tailMap(ResourceId from) {
		return map.tailMap(from);
	}

	@Override
	public ResourceId firstKey() {
		return map.firstKey();
	}

	@Override
	public ResourceId lastKey() {
		return map.lastKey();
	}
}
