package org.orrery.sparse.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.sparse.linalg.internal.CompressedRows;

/** Lightest paths from one vertex, with a heap in which each vertex knows its place and has four children. */
final class Dijkstra {
    private static final int CHILDREN = 4;

    private final CompressedRows graph;
    private final double @Nullable [] potential;
    private final double limit;

    /** By what vertices are taken: the distance, or with a potential the distance that it has made positive. */
    private final double[] key;

    private final int[] heap;

    /** The place of a vertex in the heap; -1: not seen, -2: done. */
    private final int[] place;

    private int count;

    Dijkstra(CompressedRows graph, double @Nullable [] potential, double limit) {
        this.graph = graph;
        this.potential = potential;
        this.limit = limit;
        this.key = new double[graph.rows()];
        this.heap = new int[graph.rows()];
        this.place = new int[graph.rows()];
    }

    void run(int source, double[] distances, int[] before, int at) {
        Arrays.fill(place, -1);
        int[] starts = graph.starts();
        int[] indices = graph.indices();
        double[] values = graph.values();
        distances[at + source] = 0;
        key[source] = 0;
        add(source);
        while (count > 0) {
            int v = take();
            double d = distances[at + v];
            for (int t = starts[v]; t < starts[v + 1]; t++) {
                int u = indices[t];
                if (place[u] == -2) {
                    continue;
                }
                double w = values[t];
                double step = potential == null ? w : Math.max(0, w + potential[v] - potential[u]);
                double k = key[v] + step;
                if (place[u] == -1 ? k <= limit : k < key[u]) {
                    key[u] = k;
                    distances[at + u] = d + w;
                    before[at + u] = v;
                    if (place[u] == -1) {
                        add(u);
                    } else {
                        rise(place[u], u);
                    }
                }
            }
        }
    }

    private void add(int v) {
        rise(count++, v);
    }

    private void rise(int from, int v) {
        int p = from;
        double k = key[v];
        while (p > 0) {
            int parent = (p - 1) / CHILDREN;
            int u = heap[parent];
            if (key[u] <= k) {
                break;
            }
            heap[p] = u;
            place[u] = p;
            p = parent;
        }
        heap[p] = v;
        place[v] = p;
    }

    private int take() {
        int top = heap[0];
        place[top] = -2;
        int v = heap[--count];
        if (count == 0) {
            return top;
        }
        double k = key[v];
        int p = 0;
        while (true) {
            int first = CHILDREN * p + 1;
            if (first >= count) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, count);
            for (int c = first + 1; c < end; c++) {
                least = key[heap[c]] < key[heap[least]] ? c : least;
            }
            if (key[heap[least]] >= k) {
                break;
            }
            heap[p] = heap[least];
            place[heap[p]] = p;
            p = least;
        }
        heap[p] = v;
        place[v] = p;
        return top;
    }
}
