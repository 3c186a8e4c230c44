package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The vertices that a search reaches, in its order. Neighbours are visited in the order of their numbers; time is linear.
 *
 * <pre>{@code
 * Traversal t = Traversal.breadthFirst(graph, 0, Edges.UNDIRECTED);
 * t.order();
 * }</pre>
 *
 * @param order the vertices in the order in which they are reached, the first being the start; int32, read-only
 * @param predecessors for each vertex {@code (n,)} that from which it was reached, -1 for the start and those not reached;
 *     int32, read-only
 */
public record Traversal(DenseArray order, DenseArray predecessors) {
    /**
     * Makes the arrays unmodifiable.
     *
     * @param order the vertices in the order in which they are reached
     * @param predecessors the vertex from which each was reached
     */
    public Traversal {
        order = order.asReadOnly();
        predecessors = predecessors.asReadOnly();
    }

    /**
     * Visits near vertices first.
     *
     * @param graph the weights {@code (n, n)}
     * @param start the first vertex
     * @param edges whether edges lead one way or both
     * @return the vertices
     * @throws IndexOutOfBoundsException if there is no such vertex
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static Traversal breadthFirst(NdArray graph, long start, Edges edges) {
        CompressedRows g = edges.of(CompressedRows.graph(graph));
        int n = g.rows();
        int first = Vertices.check("start", start, n);
        int[] order = new int[n];
        int[] before = new int[n];
        Arrays.fill(before, -1);
        boolean[] seen = new boolean[n];
        seen[first] = true;
        order[0] = first;
        int end = 1;
        for (int head = 0; head < end; head++) {
            int v = order[head];
            for (int t = g.starts()[v]; t < g.starts()[v + 1]; t++) {
                int u = g.indices()[t];
                if (!seen[u]) {
                    seen[u] = true;
                    before[u] = v;
                    order[end++] = u;
                }
            }
        }
        return new Traversal(DenseArray.wrap(Arrays.copyOf(order, end)), DenseArray.wrap(before));
    }

    /**
     * Goes on from each vertex as far as it can before it comes back.
     *
     * @param graph the weights {@code (n, n)}
     * @param start the first vertex
     * @param edges whether edges lead one way or both
     * @return the vertices
     * @throws IndexOutOfBoundsException if there is no such vertex
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static Traversal depthFirst(NdArray graph, long start, Edges edges) {
        CompressedRows g = edges.of(CompressedRows.graph(graph));
        int n = g.rows();
        int first = Vertices.check("start", start, n);
        int[] order = new int[n];
        int[] before = new int[n];
        Arrays.fill(before, -1);
        boolean[] seen = new boolean[n];
        int[] next = Arrays.copyOf(g.starts(), n);
        int[] path = new int[n];
        path[0] = first;
        seen[first] = true;
        order[0] = first;
        int end = 1;
        int depth = 0;
        while (depth >= 0) {
            int v = path[depth];
            if (next[v] == g.starts()[v + 1]) {
                depth--;
                continue;
            }
            int u = g.indices()[next[v]++];
            if (!seen[u]) {
                seen[u] = true;
                before[u] = v;
                order[end++] = u;
                path[++depth] = u;
            }
        }
        return new Traversal(DenseArray.wrap(Arrays.copyOf(order, end)), DenseArray.wrap(before));
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        return order.size() + " of " + predecessors.size() + " vertices reached from " + order.getLong(0);
    }
}
