package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * Lightest paths from one vertex where weights may be negative: in each round the edges are tried that leave a vertex which
 * has come nearer in the round before.
 */
final class BellmanFord {
    private BellmanFord() {}

    static void run(CompressedRows graph, int source, double[] distances, int[] before, int at) {
        distances[at + source] = 0;
        rounds(graph, new int[] {source}, distances, before, at);
    }

    /** The distances from a vertex outside that has an edge of weight 0 to each; with them all weights become positive. */
    static double[] potential(CompressedRows graph) {
        int n = graph.rows();
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        int[] before = new int[n];
        Arrays.fill(before, -1);
        double[] distances = new double[n];
        rounds(graph, all, distances, before, 0);
        return distances;
    }

    private static void rounds(CompressedRows graph, int[] nearer, double[] distances, int[] before, int at) {
        int n = graph.rows();
        int[] current = Arrays.copyOf(nearer, n);
        int count = nearer.length;
        int[] next = new int[n];
        int[] listed = new int[n];
        for (int round = 1; count > 0; round++) {
            Parallel.checkCancelled();
            int found = 0;
            for (int c = 0; c < count; c++) {
                int v = current[c];
                double d = distances[at + v];
                for (int t = graph.starts()[v]; t < graph.starts()[v + 1]; t++) {
                    int u = graph.indices()[t];
                    double sum = d + graph.values()[t];
                    if (sum < distances[at + u]) {
                        distances[at + u] = sum;
                        before[at + u] = v;
                        if (listed[u] != round) {
                            listed[u] = round;
                            next[found++] = u;
                        }
                    }
                }
            }
            // In the long run a negative cycle is one of predecessors; looked for seldom enough to cost little.
            if ((round & (round - 1)) == 0 || round >= n) {
                checkCycle(graph, before, at);
            }
            int[] swap = current;
            current = next;
            next = swap;
            count = found;
        }
    }

    private static void checkCycle(CompressedRows graph, int[] before, int at) {
        int n = graph.rows();
        int[] seen = new int[n];
        for (int v = 0; v < n; v++) {
            int u = v;
            while (u >= 0 && seen[u] == 0) {
                seen[u] = v + 1;
                u = before[at + u];
            }
            if (u >= 0 && seen[u] == v + 1) {
                throw cycle(graph, before, at, u);
            }
        }
    }

    private static NegativeCycleException cycle(CompressedRows graph, int[] before, int at, int vertex) {
        StringBuilder path = new StringBuilder().append(vertex);
        double sum = 0;
        int count = 0;
        int v = vertex;
        do {
            int u = before[at + v];
            sum += lightest(graph, u, v);
            v = u;
            if (++count <= 10) {
                path.insert(0, v + " -> ");
            }
        } while (v != vertex);
        if (count > 10) {
            path.insert(0, vertex + " -> ... -> ");
        }
        return new NegativeCycleException(
                "graph has a cycle of " + count + " edges and the weight " + sum + ": " + path);
    }

    private static double lightest(CompressedRows graph, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int t = graph.starts()[from]; t < graph.starts()[from + 1]; t++) {
            least = graph.indices()[t] == to ? Math.min(least, graph.values()[t]) : least;
        }
        return least;
    }
}
