package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.linalg.internal.CompressedRows;

/** All lightest paths at once: in each round they may pass one vertex more. */
final class FloydWarshall {
    /** Elements that one thread takes at once. */
    private static final int GRAIN = 1 << 15;

    private FloydWarshall() {}

    static void run(CompressedRows graph, int[] sources, double[] distances, int[] before) {
        int n = graph.rows();
        if ((long) n * n > Integer.MAX_VALUE - 8) {
            throw new ShapeException("Floyd-Warshall for " + n + " vertices: expected at most 46340");
        }
        boolean all = sources.length == n;
        for (int s = 0; s < sources.length; s++) {
            all &= sources[s] == s;
        }
        double[] d = all ? distances : new double[n * n];
        int[] p = all ? before : new int[n * n];
        Arrays.fill(d, Double.POSITIVE_INFINITY);
        Arrays.fill(p, -1);
        for (int i = 0; i < n; i++) {
            d[i * n + i] = 0;
            for (int t = graph.starts()[i]; t < graph.starts()[i + 1]; t++) {
                int at = i * n + graph.indices()[t];
                if (graph.values()[t] < d[at]) {
                    d[at] = graph.values()[t];
                    p[at] = i;
                }
            }
        }
        for (int k = 0; k < n; k++) {
            checkCycle(d, n, k);
            int row = k * n;
            Parallel.forEach(n, Math.max(1, GRAIN / n), (from, to) -> {
                for (int i = (int) from; i < (int) to; i++) {
                    double first = d[i * n + row / n];
                    if (i == row / n || first == Double.POSITIVE_INFINITY) {
                        continue;
                    }
                    for (int j = 0; j < n; j++) {
                        double sum = first + d[row + j];
                        if (sum < d[i * n + j]) {
                            d[i * n + j] = sum;
                            p[i * n + j] = p[row + j];
                        }
                    }
                }
            });
        }
        for (int k = 0; k < n; k++) {
            checkCycle(d, n, k);
        }
        if (!all) {
            for (int s = 0; s < sources.length; s++) {
                System.arraycopy(d, sources[s] * n, distances, s * n, n);
                System.arraycopy(p, sources[s] * n, before, s * n, n);
            }
        }
    }

    private static void checkCycle(double[] d, int n, int vertex) {
        if (d[vertex * n + vertex] < 0) {
            throw new NegativeCycleException(
                    "graph has a cycle through vertex " + vertex + " of the weight " + d[vertex * n + vertex]);
        }
    }
}
