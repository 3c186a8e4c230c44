package org.orrery.sparse.linalg.internal;

import java.util.Arrays;

/**
 * The reverse Cuthill-McKee order, which brings the entries of a matrix near its diagonal: Cuthill and McKee, "Reducing the
 * Bandwidth of Sparse Symmetric Matrices", Proc. 24th National Conference of the ACM (1969); George, Stanford STAN-CS-208
 * (1971), for the reversal; the first vertex by George and Liu, "An Implementation of a Pseudoperipheral Node Finder", ACM
 * TOMS 5 (1979).
 */
public final class CuthillMcKee {
    private final Sparsity graph;
    private final int[] order;
    private final int[] level;
    private final boolean[] placed;
    /** The last search's vertices are {@code order[from..end)}. */
    private int end;

    private CuthillMcKee(Sparsity graph) {
        this.graph = graph;
        this.order = new int[graph.size()];
        this.level = new int[graph.size()];
        this.placed = new boolean[graph.size()];
    }

    /**
     * The order.
     *
     * @param graph the graph
     * @return for each place the vertex that belongs there
     */
    public static int[] order(Sparsity graph) {
        CuthillMcKee search = new CuthillMcKee(graph);
        int n = graph.size();
        int from = 0;
        for (int v = 0; v < n; v++) {
            if (!search.placed[v]) {
                search.component(from, v);
                from = search.end;
            }
        }
        for (int i = 0, j = n - 1; i < j; i++, j--) {
            int swap = search.order[i];
            search.order[i] = search.order[j];
            search.order[j] = swap;
        }
        return search.order;
    }

    private void component(int from, int some) {
        int root = some;
        int depth = search(from, root);
        while (true) {
            // The vertex of least degree among the farthest.
            int best = order[end - 1];
            for (int t = end - 1; t >= from && level[order[t]] == depth; t--) {
                best = graph.degree(order[t]) <= graph.degree(best) ? order[t] : best;
            }
            forget(from);
            int deeper = search(from, best);
            if (deeper <= depth) {
                root = deeper == depth ? best : root;
                break;
            }
            root = best;
            depth = deeper;
        }
        forget(from);
        search(from, root);
    }

    private void forget(int from) {
        for (int t = from; t < end; t++) {
            placed[order[t]] = false;
        }
    }

    /** Breadth first, the neighbours of a vertex by their degree; gives the number of the last level. */
    private int search(int from, int root) {
        end = from;
        place(root, 0);
        for (int head = from; head < end; head++) {
            int v = order[head];
            int first = end;
            for (int t = graph.starts()[v]; t < graph.starts()[v + 1]; t++) {
                int u = graph.neighbours()[t];
                if (!placed[u]) {
                    place(u, level[v] + 1);
                }
            }
            sortByDegree(first, end);
        }
        return level[order[end - 1]];
    }

    private void place(int v, int depth) {
        placed[v] = true;
        level[v] = depth;
        order[end++] = v;
    }

    private void sortByDegree(int from, int to) {
        if (to - from > 64) {
            long[] keys = new long[to - from];
            for (int t = from; t < to; t++) {
                keys[t - from] = (long) graph.degree(order[t]) << 32 | order[t];
            }
            Arrays.sort(keys);
            for (int t = from; t < to; t++) {
                order[t] = (int) keys[t - from];
            }
            return;
        }
        for (int t = from + 1; t < to; t++) {
            int v = order[t];
            int u = t;
            for (; u > from && before(v, order[u - 1]); u--) {
                order[u] = order[u - 1];
            }
            order[u] = v;
        }
    }

    private boolean before(int v, int u) {
        int d = graph.degree(v) - graph.degree(u);
        return d < 0 || (d == 0 && v < u);
    }
}
