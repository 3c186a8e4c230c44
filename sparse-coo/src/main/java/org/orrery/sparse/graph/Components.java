package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The connected components of a graph, numbered in the order of their first vertices.
 *
 * <pre>{@code
 * Components parts = Components.strong(graph);
 * parts.labels().getLong(17); // the component of vertex 17
 * }</pre>
 *
 * @param count the number of components
 * @param labels for each vertex its component {@code (n,)}, int32, read-only
 */
public record Components(int count, DenseArray labels) {
    /**
     * Makes the labels unmodifiable.
     *
     * @param count the number of components
     * @param labels for each vertex its component
     */
    public Components {
        labels = labels.asReadOnly();
    }

    /**
     * The parts that no edge connects, whichever way it leads. Union by index with path halving; time near to linear.
     *
     * @param graph the weights {@code (n, n)}
     * @return the components
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static Components weak(NdArray graph) {
        CompressedRows g = CompressedRows.graph(graph);
        Forest forest = new Forest(g.rows());
        for (int i = 0; i < g.rows(); i++) {
            for (int t = g.starts()[i]; t < g.starts()[i + 1]; t++) {
                forest.join(i, g.indices()[t]);
            }
        }
        int[] roots = new int[g.rows()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = forest.root(i);
        }
        return numbered(roots);
    }

    /**
     * The parts in which a path leads from each vertex to each other. Pearce, "An Improved Algorithm for Finding the
     * Strongly Connected Components of a Directed Graph", 2005, a form of Tarjan's; linear time.
     *
     * @param graph the weights {@code (n, n)}
     * @return the components
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static Components strong(NdArray graph) {
        CompressedRows g = CompressedRows.graph(graph);
        int n = g.rows();
        int[] index = new int[n]; // 0: not seen; while on the path: the least reachable; then: n + 1 + component
        int[] next = Arrays.copyOf(g.starts(), n);
        boolean[] isRoot = new boolean[n];
        int[] path = new int[n];
        int[] waiting = new int[n];
        int waitingCount = 0;
        int seen = 0;
        int[] component = new int[n];
        Arrays.fill(component, -1);
        for (int start = 0; start < n; start++) {
            if (index[start] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            index[start] = ++seen;
            isRoot[start] = true;
            while (depth >= 0) {
                int v = path[depth];
                if (next[v] < g.starts()[v + 1]) {
                    int w = g.indices()[next[v]];
                    if (index[w] == 0) {
                        index[w] = ++seen;
                        isRoot[w] = true;
                        path[++depth] = w;
                        continue;
                    }
                    if (component[w] < 0 && index[w] < index[v]) {
                        index[v] = index[w];
                        isRoot[v] = false;
                    }
                    next[v]++;
                } else {
                    depth--;
                    if (isRoot[v]) {
                        component[v] = v;
                        while (waitingCount > 0 && index[waiting[waitingCount - 1]] >= index[v]) {
                            component[waiting[--waitingCount]] = v;
                        }
                    } else {
                        waiting[waitingCount++] = v;
                    }
                }
            }
        }
        return numbered(component);
    }

    private static Components numbered(int[] roots) {
        int[] number = new int[roots.length];
        Arrays.fill(number, -1);
        int count = 0;
        int[] labels = new int[roots.length];
        for (int i = 0; i < roots.length; i++) {
            if (number[roots[i]] < 0) {
                number[roots[i]] = count++;
            }
            labels[i] = number[roots[i]];
        }
        return new Components(count, DenseArray.wrap(labels));
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        return count + " components of " + labels.size() + " vertices";
    }
}
