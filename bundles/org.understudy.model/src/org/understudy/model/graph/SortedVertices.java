// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph's vertices, sorted once. Nobody can change them, so that the next graph may have the very same without copying. (A map that is
 * only wrapped does not tell whether somebody still holds what is in the wrapping.) Parts of it are copies.
 */
final class SortedVertices extends AbstractMap<ResourceId, Resource> implements SortedMap<ResourceId, Resource> {

	private final Resource[] sorted;
	private final Map<ResourceId, Resource> byId;

	private SortedVertices(Map<ResourceId, Resource> byId, Resource[] sorted) {
		this.byId = byId;
		this.sorted = sorted;
	}

	static SortedVertices of(SortedMap<ResourceId, Resource> map) {
		return map instanceof SortedVertices same ? same
				: new SortedVertices(new HashMap<>(map), map.values().toArray(Resource[]::new));
	}

	/** Of two with one identity the later. */
	static SortedVertices of(Collection<Resource> resources) {
		Map<ResourceId, Resource> byId = HashMap.newHashMap(resources.size());
		resources.forEach(r -> byId.put(r.id(), r));
		Resource[] sorted = byId.values().toArray(Resource[]::new);
		Arrays.sort(sorted, Comparator.comparing(Resource::id));
		return new SortedVertices(byId, sorted);
	}

	/** Position of each in the order. */
	Map<ResourceId, Integer> ranks() {
		Map<ResourceId, Integer> ranks = HashMap.newHashMap(sorted.length);
		for (int i = 0; i < sorted.length; i++) {
			ranks.put(sorted[i].id(), i);
		}
		return ranks;
	}

	@Override
	public boolean containsKey(Object key) {
		return byId.containsKey(key);
	}

	@Override
	public Resource get(Object key) {
		return byId.get(key);
	}

	@Override
	public int size() {
		return sorted.length;
	}

	@Override
	public Set<Map.Entry<ResourceId, Resource>> entrySet() {
		return new AbstractSet<>() {
			@Override
			public Iterator<Map.Entry<ResourceId, Resource>> iterator() {
				Iterator<Resource> all = Arrays.asList(sorted).iterator();
				return new Iterator<>() {
					@Override
					public boolean hasNext() {
						return all.hasNext();
					}

					@Override
					public Map.Entry<ResourceId, Resource> next() {
						Resource resource = all.next();
						return Map.entry(resource.id(), resource);
					}
				};
			}

			@Override
			public int size() {
				return sorted.length;
			}
		};
	}

	/** By nature. */
	@Override
	public Comparator<? super ResourceId> comparator() {
		return null;
	}

	@Override
	public SortedMap<ResourceId, Resource> subMap(ResourceId from, ResourceId to) {
		return new TreeMap<>(this).subMap(from, to);
	}

	@Override
	public SortedMap<ResourceId, Resource> headMap(ResourceId to) {
		return new TreeMap<>(this).headMap(to);
	}

	@Override
	public SortedMap<ResourceId, Resource> tailMap(ResourceId from) {
		return new TreeMap<>(this).tailMap(from);
	}

	@Override
	public ResourceId firstKey() {
		return at(0);
	}

	@Override
	public ResourceId lastKey() {
		return at(sorted.length - 1);
	}

	private ResourceId at(int index) {
		if (sorted.length == 0) {
			throw new NoSuchElementException();
		}
		return sorted[index].id();
	}
}
