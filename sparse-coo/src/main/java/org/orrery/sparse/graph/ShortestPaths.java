package org.orrery.sparse.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * Lightest paths. An immutable algorithm: what sets an option gives another. Sources are shared among threads; results do
 * not depend on the number of threads.
 *
 * <pre>{@code
 * PathTable paths = ShortestPaths.defaults().edges(Edges.UNDIRECTED).sources(0, 7).limit(100).run(graph);
 * paths.distances();
 * paths.path(0, 42);
 * }</pre>
 */
public final class ShortestPaths {
    /** How paths are found. */
    public enum Method {
        /**
         * Floyd-Warshall for all paths of a graph with more than a quarter of all edges; else Dijkstra if no weight is
         * negative; else Bellman-Ford from one source and Johnson from several.
         */
        AUTO,

        /** Dijkstra, Numerische Mathematik 1 (1959), with a heap of four children: time (n + m) log n for each source. */
        DIJKSTRA,

        /**
         * Bellman, Quarterly of Applied Mathematics 16 (1958), and Ford: weights may be negative. Time n m for each source
         * at worst.
         */
        BELLMAN_FORD,

        /** Johnson, J. ACM 24 (1977): Bellman-Ford once, then Dijkstra with weights that have become positive. */
        JOHNSON,

        /** Floyd, Communications of the ACM 5 (1962): all paths at once, in time n^3. Weights may be negative. */
        FLOYD_WARSHALL
    }

    private static final ShortestPaths DEFAULTS =
            new ShortestPaths(Method.AUTO, Edges.DIRECTED, false, null, Double.POSITIVE_INFINITY, Progress.none());

    private final Method method;
    private final Edges edges;
    private final boolean unweighted;
    private final long @Nullable [] sources;
    private final double limit;
    private final Progress progress;

    private ShortestPaths(
            Method method,
            Edges edges,
            boolean unweighted,
            long @Nullable [] sources,
            double limit,
            Progress progress) {
        this.method = method;
        this.edges = edges;
        this.unweighted = unweighted;
        this.sources = sources;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * The algorithm with its default options: all paths along directed edges.
     *
     * @return an algorithm
     */
    public static ShortestPaths defaults() {
        return DEFAULTS;
    }

    /**
     * Chooses how paths are found. The default is {@link Method#AUTO}.
     *
     * @param chosen the method
     * @return an algorithm with this option
     */
    public ShortestPaths method(Method chosen) {
        return new ShortestPaths(chosen, edges, unweighted, sources, limit, progress);
    }

    /**
     * Chooses whether edges lead one way or both. The default is {@link Edges#DIRECTED}.
     *
     * @param chosen the kind of edges
     * @return an algorithm with this option
     */
    public ShortestPaths edges(Edges chosen) {
        return new ShortestPaths(method, chosen, unweighted, sources, limit, progress);
    }

    /**
     * Lets each edge weigh 1.
     *
     * @return an algorithm with this option
     */
    public ShortestPaths unweighted() {
        return new ShortestPaths(method, edges, true, sources, limit, progress);
    }

    /**
     * Chooses where paths begin. The default is all vertices.
     *
     * @param vertices the vertices
     * @return an algorithm with this option
     */
    public ShortestPaths sources(long... vertices) {
        return new ShortestPaths(method, edges, unweighted, vertices.clone(), limit, progress);
    }

    /**
     * Leaves out heavier paths. The default is infinity.
     *
     * @param heaviest the weight of the heaviest path that is looked for
     * @return an algorithm with this option
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public ShortestPaths limit(double heaviest) {
        if (!(heaviest >= 0)) {
            throw new IllegalArgumentException("limit is " + heaviest + ": expected at least 0");
        }
        return new ShortestPaths(method, edges, unweighted, sources, heaviest, progress);
    }

    /**
     * Tells how many sources are done.
     *
     * @param told where it is told
     * @return an algorithm with this option
     */
    public ShortestPaths progress(Progress told) {
        return new ShortestPaths(method, edges, unweighted, sources, limit, told);
    }

    /**
     * Finds paths.
     *
     * @param graph the weights {@code (n, n)}, real
     * @return the paths
     * @throws ShapeException if the matrix is not square, or there are more than 2^31-1 paths
     * @throws IndexOutOfBoundsException if a source is no vertex
     * @throws NegativeCycleException if some path could be made ever lighter
     * @throws IllegalArgumentException if the method is Dijkstra and a weight is negative, the fill value is none of 0,
     *     infinity and NaN, or a weight is NaN or -infinity
     * @throws org.orrery.ndarray.DTypeException if the matrix is complex
     */
    public PathTable run(NdArray graph) {
        CompressedRows stored = CompressedRows.graph(graph);
        int n = stored.rows();
        int[] from = sources == null ? new int[n] : new int[sources.length];
        for (int s = 0; s < from.length; s++) {
            from[s] = sources == null ? s : Vertices.check("source " + s, sources[s], n);
        }
        if ((long) from.length * n > Integer.MAX_VALUE - 8) {
            throw new ShapeException("distances from " + from.length + " sources to " + n
                    + " vertices: expected at most 2^31-1 of them; name fewer sources");
        }
        double[] weights = stored.values();
        if (unweighted) {
            weights = new double[stored.nnz()];
            Arrays.fill(weights, 1);
        }
        CompressedRows g = edges.of(new CompressedRows(n, n, stored.starts(), stored.indices(), weights));
        Method chosen = choose(g, from.length);
        double[] distances = new double[from.length * n];
        int[] before = new int[from.length * n];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        Arrays.fill(before, -1);
        try (Progress.Task task = progress.start("shortest paths", from.length, "sources")) {
            if (chosen == Method.FLOYD_WARSHALL) {
                FloydWarshall.run(g, from, distances, before);
                task.advance(from.length);
            } else {
                double[] potential = chosen == Method.JOHNSON ? BellmanFord.potential(g) : null;
                Parallel.forEach(from.length, s -> {
                    int at = (int) s * n;
                    if (chosen == Method.BELLMAN_FORD) {
                        BellmanFord.run(g, from[(int) s], distances, before, at);
                    } else {
                        double most = potential == null ? limit : Double.POSITIVE_INFINITY;
                        new Dijkstra(g, potential, most).run(from[(int) s], distances, before, at);
                    }
                    task.advance(1);
                });
            }
        }
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] > limit) {
                distances[i] = Double.POSITIVE_INFINITY;
                before[i] = -1;
            }
        }
        Shape shape = Shape.of(from.length, n);
        return new PathTable(DenseArray.wrap(from), DenseArray.wrap(distances, shape), DenseArray.wrap(before, shape));
    }

    private Method choose(CompressedRows g, int count) {
        int negative = -1;
        for (int t = 0; t < g.nnz() && negative < 0; t++) {
            negative = g.values()[t] < 0 ? t : -1;
        }
        if (method == Method.DIJKSTRA && negative >= 0) {
            int row = Arrays.binarySearch(g.starts(), negative);
            row = row < 0 ? -row - 2 : row;
            while (g.starts()[row + 1] == negative) {
                row++;
            }
            throw new IllegalArgumentException(
                    "graph: edge (" + row + ", " + g.indices()[negative] + ") has the weight " + g.values()[negative]
                            + ": Dijkstra's method expects at least 0; use JOHNSON or BELLMAN_FORD");
        }
        if (method != Method.AUTO) {
            return method;
        }
        if (count == g.rows() && g.nnz() > 0.25 * g.rows() * g.rows()) {
            return Method.FLOYD_WARSHALL;
        }
        return negative < 0 ? Method.DIJKSTRA : count == 1 ? Method.BELLMAN_FORD : Method.JOHNSON;
    }
}
