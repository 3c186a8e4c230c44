package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The lightest edges that connect what a graph connects: a tree for each of its components. Kruskal, "On the Shortest
 * Spanning Subtree of a Graph and the Traveling Salesman Problem", Proc. AMS 7 (1956); time m log m.
 *
 * <pre>{@code
 * CooArray tree = MinimumSpanningTree.of(graph);
 * }</pre>
 */
public final class MinimumSpanningTree {
    private MinimumSpanningTree() {}

    /**
     * Finds the trees. Edges lead both ways; of edges that weigh the same the first in row-major order is taken.
     *
     * @param graph the weights {@code (n, n)}, real
     * @return the edges of the trees, where the graph has them, as float64 with the graph's fill value (0 for a dense graph)
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static CooArray of(NdArray graph) {
        CompressedRows g = CompressedRows.graph(graph);
        int n = g.rows();
        int[] rows = new int[g.nnz()];
        for (int i = 0; i < n; i++) {
            Arrays.fill(rows, g.starts()[i], g.starts()[i + 1], i);
        }
        long[] order = DenseArray.wrap(Arrays.copyOf(g.values(), g.nnz()))
                .argsort(0, false)
                .longs();
        Forest forest = new Forest(n);
        int[] taken = new int[Math.max(0, n - 1)];
        int count = 0;
        for (long place : order) {
            int t = (int) place;
            if (forest.join(rows[t], g.indices()[t])) {
                taken[count++] = t;
            }
        }
        Arrays.sort(taken, 0, count);
        long[] keys = new long[count];
        double[] weights = new double[count];
        for (int c = 0; c < count; c++) {
            keys[c] = (long) rows[taken[c]] * n + g.indices()[taken[c]];
            weights[c] = g.values()[taken[c]];
        }
        DenseArray fill = graph instanceof CooArray a
                ? a.fill().convert(DType.FLOAT64)
                : DenseArray.wrap(new double[1], Shape.of());
        return CooArray.fromKeys(Shape.of(n, n), keys, DenseArray.wrap(weights), fill);
    }
}
