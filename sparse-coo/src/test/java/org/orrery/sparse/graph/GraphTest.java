package org.orrery.sparse.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.linalg.EigenPairs;
import org.orrery.sparse.linalg.Lanczos;
import org.orrery.sparse.linalg.Matrices;
import org.orrery.sparse.linalg.Which;

class GraphTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A graph from edges (from, to, weight). */
    static CooArray graph(int n, double[]... edges) {
        long[] rows = Arrays.stream(edges).mapToLong(e -> (long) e[0]).toArray();
        long[] columns = Arrays.stream(edges).mapToLong(e -> (long) e[1]).toArray();
        double[] weights = Arrays.stream(edges).mapToDouble(e -> e[2]).toArray();
        return CooArray.of(Shape.of(n, n), rows, columns, weights);
    }

    private static double[] edge(double from, double to, double weight) {
        return new double[] {from, to, weight};
    }

    private static CooArray path(int n) {
        double[][] edges = new double[n - 1][];
        Arrays.setAll(edges, i -> edge(i, i + 1, 1));
        return graph(n, edges);
    }

    private static CooArray grid(int p, int q) {
        CooArray a = Matrices.poisson(p, q);
        return (CooArray) CooArray.eye((long) p * q).mul(4).sub(a);
    }

    /** The same graph with infinity for no edge, so that edges may weigh nothing. */
    private static CooArray withInfinity(CooArray g, double[] weights) {
        return CooArray.fromKeys(
                g.shape(),
                g.keys().toLongArray(),
                DenseArray.wrap(weights),
                DenseArray.wrap(new double[] {INFINITY}, Shape.of()));
    }

    @Test
    void componentsOfAPath() {
        CooArray g = path(5);
        assertThat(Components.weak(g)).isEqualTo(new Components(1, ints(0, 0, 0, 0, 0)));
        assertThat(Components.strong(g)).isEqualTo(new Components(5, ints(0, 1, 2, 3, 4)));
        CooArray ring = (CooArray) g.add(graph(5, edge(4, 0, 1)));
        assertThat(Components.strong(ring).count()).isEqualTo(1);
        assertThat(Components.strong(ring)).hasToString("1 components of 5 vertices");
    }

    private static DenseArray ints(int... values) {
        return DenseArray.wrap(values);
    }

    @Test
    void componentsOfSeveralParts() {
        CooArray g = graph(
                8,
                edge(0, 1, 1),
                edge(1, 2, 1),
                edge(2, 0, 1),
                edge(2, 3, 1),
                edge(3, 4, 1),
                edge(4, 3, 1),
                edge(6, 5, 1));
        assertThat(Components.weak(g)).isEqualTo(new Components(3, ints(0, 0, 0, 0, 0, 1, 1, 2)));
        assertThat(Components.strong(g)).isEqualTo(new Components(5, ints(0, 0, 0, 1, 1, 2, 3, 4)));
    }

    /** A path so long that recursion would not do. */
    @Test
    void longPaths() {
        int n = 200_000;
        CooArray g = path(n);
        CooArray ring = (CooArray) g.add(graph(n, edge(n - 1, 0, 1)));
        assertThat(Components.strong(ring).count()).isEqualTo(1);
        assertThat(Components.strong(g).count()).isEqualTo(n);
        assertThat(Traversal.depthFirst(g, 0, Edges.DIRECTED).order().getLong(n - 1))
                .isEqualTo(n - 1);
        assertThat(Traversal.breadthFirst(g, n - 1, Edges.UNDIRECTED).order().getLong(n - 1))
                .isZero();
        PathTable paths = ShortestPaths.defaults().sources(0).run(g);
        assertThat(paths.distances().getDouble(0, n - 1)).isEqualTo(n - 1);
        assertThat(paths.path(0, n - 1)).hasSize(n);
    }

    /** The number of strong components is that of classes of mutual reach, by the closure of the graph. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void strongComponentsAreClassesOfMutualReach(long seed) {
        int n = 40;
        CooArray g = CooArray.random(Shape.of(n, n), 0.03, Sampling.seed(seed));
        DenseArray d = ShortestPaths.defaults().unweighted().run(g).distances();
        DenseArray labels = Components.strong(g).labels();
        DenseArray weak = Components.weak(g).labels();
        DenseArray both =
                ShortestPaths.defaults().edges(Edges.UNDIRECTED).run(g).distances();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean mutual = d.getDouble(i, j) < INFINITY && d.getDouble(j, i) < INFINITY;
                assertThat(labels.getLong(i) == labels.getLong(j)).isEqualTo(mutual);
                assertThat(weak.getLong(i) == weak.getLong(j)).isEqualTo(both.getDouble(i, j) < INFINITY);
            }
        }
    }

    @Test
    void traversals() {
        CooArray tree =
                graph(7, edge(0, 1, 1), edge(0, 2, 1), edge(1, 3, 1), edge(1, 4, 1), edge(2, 5, 1), edge(5, 0, 1));
        Traversal wide = Traversal.breadthFirst(tree, 0, Edges.DIRECTED);
        assertThat(wide).isEqualTo(new Traversal(ints(0, 1, 2, 3, 4, 5), ints(-1, 0, 0, 1, 1, 2, -1)));
        Traversal deep = Traversal.depthFirst(tree, 0, Edges.DIRECTED);
        assertThat(deep).isEqualTo(new Traversal(ints(0, 1, 3, 4, 2, 5), ints(-1, 0, 0, 1, 1, 2, -1)));
        assertThat(Traversal.depthFirst(tree, 3, Edges.UNDIRECTED).order()).isEqualTo(ints(3, 1, 0, 2, 5, 4));
        assertThat(Traversal.breadthFirst(tree, 6, Edges.DIRECTED).order()).isEqualTo(ints(6));
        assertThat(wide).hasToString("6 of 7 vertices reached from 0");
    }

    @ParameterizedTest
    @EnumSource(ShortestPaths.Method.class)
    void distancesOnAGrid(ShortestPaths.Method method) {
        int p = 7;
        int q = 9;
        PathTable paths = ShortestPaths.defaults().method(method).run(grid(p, q));
        for (int s = 0; s < p * q; s++) {
            for (int t = 0; t < p * q; t++) {
                int expected = Math.abs(s / q - t / q) + Math.abs(s % q - t % q);
                assertThat(paths.distances().getDouble(s, t)).isEqualTo(expected);
                assertThat(paths.path(s, t)).hasSize(expected + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ShortestPaths.Method.class)
    void methodsAgree(ShortestPaths.Method method) {
        int n = 60;
        CooArray g = CooArray.random(Shape.of(n, n), 0.06, Sampling.seed(8));
        for (Edges edges : Edges.values()) {
            DenseArray expected = ShortestPaths.defaults()
                    .edges(edges)
                    .method(ShortestPaths.Method.FLOYD_WARSHALL)
                    .run(g)
                    .distances();
            PathTable paths =
                    ShortestPaths.defaults().edges(edges).method(method).run(g);
            checkClose(paths.distances(), expected);
            checkPaths(g, edges, paths);
            PathTable some = ShortestPaths.defaults()
                    .edges(edges)
                    .method(method)
                    .sources(7, 3)
                    .run(g);
            assertThat(some.distances().get("0")).isEqualTo(paths.distances().get("7"));
            assertThat(some.predecessors().get("1"))
                    .isEqualTo(paths.predecessors().get("3"));
            PathTable near = ShortestPaths.defaults()
                    .edges(edges)
                    .method(method)
                    .limit(0.5)
                    .run(g);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double d = paths.distances().getDouble(i, j);
                    assertThat(near.distances().getDouble(i, j)).isEqualTo(d <= 0.5 ? d : INFINITY);
                    assertThat(near.predecessors().getLong(i, j))
                            .isEqualTo(d <= 0.5 ? paths.predecessors().getLong(i, j) : -1);
                }
            }
        }
    }

    private static void checkClose(DenseArray x, DenseArray y) {
        assertThat(x.shape()).isEqualTo(y.shape());
        double[] a = x.toDoubleArray();
        double[] b = y.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i] == b[i] || Math.abs(a[i] - b[i]) < 1e-12)
                    .as("%d: %s %s", i, a[i], b[i])
                    .isTrue();
        }
    }

    /** The weights along each path sum to its distance. */
    private static void checkPaths(CooArray g, Edges edges, PathTable paths) {
        int n = (int) g.shape().get(0);
        for (int s = 0; s < paths.sources().size(); s++) {
            for (int t = 0; t < n; t++) {
                long[] path = paths.path(s, t);
                double d = paths.distances().getDouble(s, t);
                if (path.length == 0) {
                    assertThat(d).isInfinite();
                    continue;
                }
                double sum = 0;
                for (int i = 1; i < path.length; i++) {
                    double w = g.getDouble(path[i - 1], path[i]);
                    double back = edges == Edges.UNDIRECTED ? g.getDouble(path[i], path[i - 1]) : 0;
                    sum += w == 0 ? back : back == 0 ? w : Math.min(w, back);
                }
                assertThat(path[0]).isEqualTo(paths.sources().getLong(s));
                assertThat(path[path.length - 1]).isEqualTo(t);
                assertThat(sum).isCloseTo(d, within(1e-12));
            }
        }
    }

    /** Weights shifted by potentials are partly negative, and no cycle is. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIJKSTRA")
    void negativeWeights(ShortestPaths.Method method) {
        int n = 50;
        CooArray g = CooArray.random(Shape.of(n, n), 0.08, Sampling.seed(3));
        SplittableRandom random = new SplittableRandom(4);
        double[] potential = random.doubles(n).toArray();
        long[] rows = g.coords(0).toLongArray();
        long[] columns = g.coords(1).toLongArray();
        double[] weights = g.values().toDoubleArray();
        for (int t = 0; t < weights.length; t++) {
            weights[t] += potential[(int) rows[t]] - potential[(int) columns[t]];
        }
        CooArray moved = CooArray.of(g.shape(), rows, columns, weights);
        assertThat(Statistics.min(moved.values()).getDouble()).isNegative();
        DenseArray plain = ShortestPaths.defaults().run(g).distances();
        PathTable paths = ShortestPaths.defaults().method(method).run(moved);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double d = paths.distances().getDouble(i, j);
                double expected = plain.getDouble(i, j) + potential[i] - potential[j];
                assertThat(d == expected || Math.abs(d - expected) < 1e-12).isTrue();
            }
        }
        checkPaths(moved, Edges.DIRECTED, paths);
        PathTable one = ShortestPaths.defaults().method(method).sources(5).run(moved);
        checkClose(one.distances().get("0"), paths.distances().get("5"));
    }

    @Test
    void negativeCyclesAreNamed() {
        CooArray g = graph(5, edge(0, 1, 1), edge(1, 2, -2), edge(2, 3, 0.5), edge(3, 1, 1), edge(3, 4, 1));
        for (ShortestPaths.Method method :
                new ShortestPaths.Method[] {ShortestPaths.Method.BELLMAN_FORD, ShortestPaths.Method.JOHNSON}) {
            assertThatThrownBy(() -> ShortestPaths.defaults().method(method).run(g))
                    .isInstanceOf(NegativeCycleException.class)
                    .hasMessageStartingWith("graph has a cycle of 3 edges and the weight -0.5: ")
                    .hasMessageContaining("1 -> 2");
        }
        assertThatThrownBy(() -> ShortestPaths.defaults()
                        .method(ShortestPaths.Method.FLOYD_WARSHALL)
                        .run(g))
                .isInstanceOf(NegativeCycleException.class)
                .hasMessageContaining("of the weight -0.5");
        assertThatThrownBy(() -> ShortestPaths.defaults()
                        .edges(Edges.UNDIRECTED)
                        .sources(0)
                        .run(g))
                .isInstanceOf(NegativeCycleException.class);
        assertThatThrownBy(() -> ShortestPaths.defaults().sources(0).run(graph(2, edge(0, 0, -1), edge(0, 1, 1))))
                .isInstanceOf(NegativeCycleException.class)
                .hasMessage("graph has a cycle of 1 edges and the weight -1.0: 0 -> 0");
        // One that the source does not reach does not matter.
        assertThat(ShortestPaths.defaults().sources(4).run(g).distances().getDouble(0, 0))
                .isEqualTo(INFINITY);
    }

    @Test
    void edgesThatWeighNothing() {
        CooArray g = withInfinity(path(4), new double[] {0, 2, 0});
        PathTable paths = ShortestPaths.defaults().sources(0).run(g);
        assertThat(paths.distances()).isEqualTo(DenseArray.wrap(new double[] {0, 0, 2, 2}, Shape.of(1, 4)));
        CooArray tree = MinimumSpanningTree.of(g);
        assertThat(tree).isEqualTo(g);
        CooArray gap = withInfinity(path(4), new double[] {1, INFINITY, 1});
        assertThat(Components.weak(gap).count()).isEqualTo(2);
        DenseArray dense = denseGraph();
        assertThat(ShortestPaths.defaults().sources(0).run(dense).distances())
                .isEqualTo(DenseArray.wrap(new double[] {0, 3, INFINITY}, Shape.of(1, 3)));
    }

    private static DenseArray denseGraph() {
        return DenseArray.wrap(new double[] {0, 3, INFINITY, 3, 0, 0, INFINITY, 0, 0}, Shape.of(3, 3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void spanningTrees(long seed) {
        int n = 50;
        CooArray g = CooArray.random(Shape.of(n, n), 0.05, Sampling.seed(seed));
        CooArray tree = MinimumSpanningTree.of(g);
        Components parts = Components.weak(g);
        assertThat(tree.nnz()).isEqualTo(n - parts.count());
        assertThat(Components.weak(tree)).isEqualTo(parts);
        // No edge is lighter than the heaviest on the tree's path between its ends.
        long[] rows = g.coords(0).toLongArray();
        long[] columns = g.coords(1).toLongArray();
        double[] weights = g.values().toDoubleArray();
        PathTable paths = ShortestPaths.defaults().edges(Edges.UNDIRECTED).run(tree);
        for (int t = 0; t < weights.length; t++) {
            long[] path = paths.path(rows[t], columns[t]);
            for (int i = 1; i < path.length; i++) {
                double w = Math.max(tree.getDouble(path[i - 1], path[i]), tree.getDouble(path[i], path[i - 1]));
                assertThat(w).isLessThanOrEqualTo(weights[t]);
            }
        }
    }

    @Test
    void laplacians() {
        CooArray g = graph(4, edge(0, 1, 2), edge(1, 2, 3), edge(2, 0, 1), edge(1, 1, 9));
        double[] in = {1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0};
        in[1] = -2;
        in[6] = -3;
        in[8] = -1;
        assertThat(Laplacian.of(g).toDense()).isEqualTo(DenseArray.wrap(in, Shape.of(4, 4)));
        DenseArray out = Laplacian.of(g, LaplacianForm.OUT_DEGREE).toDense();
        assertThat(Statistics.sum(out, Axes.of(1)).toDense().toDoubleArray())
                .containsExactly(new double[4], within(1e-15));
        CooArray both = Laplacian.of(g, LaplacianForm.SYMMETRIZED);
        assertThat(both).isEqualTo(both.transpose());
        assertThat(both.getDouble(1, 1)).isEqualTo(5);
        DenseArray normal = Laplacian.of(g, LaplacianForm.SYMMETRIZED, LaplacianForm.NORMALIZED)
                .toDense();
        assertThat(normal.getDouble(0, 0)).isEqualTo(1);
        assertThat(normal.getDouble(3, 3)).isZero();
        assertThat(normal.getDouble(0, 1)).isCloseTo(-2 / Math.sqrt(15), within(1e-15));
    }

    /** The Laplacian of a path has the eigenvalues 2 - 2 cos(k pi / n). */
    @Test
    void spectrumOfAPath() {
        int n = 30;
        CooArray l = Laplacian.of(path(n), LaplacianForm.SYMMETRIZED);
        EigenPairs pairs = Lanczos.defaults().which(Which.LARGEST_ALGEBRAIC).compute(l, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(pairs.values().getDouble(i))
                    .isCloseTo(2 - 2 * Math.cos((n - 1 - i) * Math.PI / n), within(1e-12));
        }
    }

    @Test
    void matchings() {
        CooArray g = CooArray.of(
                Shape.of(4, 3), new int[] {0, 0, 1, 2, 3}, new int[] {0, 1, 0, 0, 2}, new double[] {1, 1, 1, 1, 1});
        Matching m = Matching.maximum(g);
        assertThat(m.size()).isEqualTo(3);
        assertThat(m.columnOfRow()).isEqualTo(ints(1, 0, -1, 2));
        assertThat(m.rowOfColumn()).isEqualTo(ints(1, 0, 3));
        assertThat(m).hasToString("3 pairs of 4 rows and 3 columns");
        assertThat(Matching.maximum(CooArray.random(Shape.of(0, 4), 0, Sampling.seed(1)))
                        .size())
                .isZero();
    }

    /** No matching is larger than a cover by vertices; Koenig: the smallest cover is as large. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void matchingsAreMaximal(long seed) {
        int rows = 60;
        int columns = 50;
        CooArray g = CooArray.random(Shape.of(rows, columns), 0.025, Sampling.seed(seed));
        Matching m = Matching.maximum(g);
        boolean[] reachedRow = new boolean[rows];
        boolean[] reachedColumn = new boolean[columns];
        for (int i = 0; i < rows; i++) {
            reachedRow[i] = m.columnOfRow().getLong(i) < 0;
        }
        for (int round = 0; round < rows; round++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    if (reachedRow[i]
                            && g.getDouble(i, j) != 0
                            && m.columnOfRow().getLong(i) != j) {
                        reachedColumn[j] = true;
                        if (m.rowOfColumn().getLong(j) >= 0) {
                            reachedRow[(int) m.rowOfColumn().getLong(j)] = true;
                        }
                    }
                }
            }
        }
        int cover = 0;
        for (int i = 0; i < rows; i++) {
            cover += reachedRow[i] ? 0 : 1;
        }
        for (int j = 0; j < columns; j++) {
            cover += reachedColumn[j] ? 1 : 0;
        }
        assertThat(m.size()).isEqualTo(cover);
        for (int i = 0; i < rows; i++) {
            long j = m.columnOfRow().getLong(i);
            assertThat(j < 0 || (g.getDouble(i, j) != 0 && m.rowOfColumn().getLong(j) == i))
                    .isTrue();
        }
    }

    @Test
    void cuthillMcKeeNarrowsBands() {
        int n = 200;
        long[] shuffle = new SplittableRandom(1).longs().limit(n).toArray();
        Integer[] names = new Integer[n];
        Arrays.setAll(names, i -> i);
        Arrays.sort(names, (a, b) -> Long.compare(shuffle[a], shuffle[b]));
        double[][] edges = new double[n - 1][];
        Arrays.setAll(edges, i -> edge(names[i], names[i + 1], 1));
        DenseArray order = ReverseCuthillMcKee.order(graph(n, edges));
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[(int) order.getLong(i)] = i;
        }
        for (double[] e : edges) {
            assertThat(Math.abs(place[(int) e[0]] - place[(int) e[1]])).isEqualTo(1);
        }
    }

    @Test
    void sameForAnyNumberOfThreads() {
        CooArray g = CooArray.random(Shape.of(400, 400), 0.02, Sampling.seed(6));
        for (ShortestPaths.Method method : ShortestPaths.Method.values()) {
            ShortestPaths work = ShortestPaths.defaults().method(method);
            assertThat(Parallel.in(Mode.SERIAL, () -> work.run(g))).isEqualTo(work.run(g));
        }
    }

    @Test
    void smallGraphs() {
        CooArray none = CooArray.eye(0);
        assertThat(Components.weak(none).count()).isZero();
        assertThat(Components.strong(none).count()).isZero();
        assertThat(ShortestPaths.defaults().run(none).distances().shape()).isEqualTo(Shape.of(0, 0));
        assertThat(MinimumSpanningTree.of(none).nnz()).isZero();
        assertThat(Laplacian.of(none, LaplacianForm.NORMALIZED).nnz()).isZero();
        assertThat(ReverseCuthillMcKee.order(none).size()).isZero();
        CooArray one = CooArray.eye(1);
        assertThat(Components.strong(one)).isEqualTo(new Components(1, ints(0)));
        for (ShortestPaths.Method method : ShortestPaths.Method.values()) {
            assertThat(ShortestPaths.defaults()
                            .method(method)
                            .run(one)
                            .distances()
                            .getDouble(0, 0))
                    .isZero();
        }
        assertThat(MinimumSpanningTree.of(one).nnz()).isZero();
        assertThat(Laplacian.of(one).nnz()).isZero();
        assertThat(ShortestPaths.defaults().sources().run(one).distances().shape())
                .isEqualTo(Shape.of(0, 1));
    }

    @Test
    void otherTypes() {
        NdArray g = path(3).mul(2).convert(DType.INT32);
        assertThat(ShortestPaths.defaults().sources(0).run(g).distances().getDouble(0, 2))
                .isEqualTo(4);
        assertThat(ShortestPaths.defaults()
                        .unweighted()
                        .sources(0)
                        .run(g)
                        .distances()
                        .getDouble(0, 2))
                .isEqualTo(2);
        assertThat(Components.weak(g.convert(DType.BOOL)).count()).isEqualTo(1);
    }

    // Bad input.

    @Test
    void refusesBadInput() {
        assertThatThrownBy(() -> Components.weak(Creation.ones(Shape.of(2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("graph has shape (2, 3): expected a square matrix");
        assertThatThrownBy(() -> Components.weak(Creation.ones(Shape.of(2)))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Components.weak(path(3).convert(DType.COMPLEX128)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("graph has dtype complex128: expected real elements");
        assertThatThrownBy(() -> Components.weak(path(3).add(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("graph has the fill value 1")
                .hasMessageContaining("expected 0, infinity or NaN for no edge");
        assertThatThrownBy(() -> Components.weak(graph(3, edge(0, 2, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("graph: edge (0, 2) has the weight NaN: expected a number");
        assertThatThrownBy(() -> ShortestPaths.defaults()
                        .method(ShortestPaths.Method.DIJKSTRA)
                        .run(graph(4, edge(0, 1, 1), edge(2, 3, -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("graph: edge (2, 3) has the weight -1.0: Dijkstra's method expects at least 0");
        assertThatThrownBy(() -> ShortestPaths.defaults().sources(0, 3).run(path(3)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("source 1 is 3: expected 0 to 2");
        assertThatThrownBy(() -> ShortestPaths.defaults().limit(-1)).hasMessage("limit is -1.0: expected at least 0");
        assertThatThrownBy(() -> ShortestPaths.defaults().run(path(100_000)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("name fewer sources");
        assertThatThrownBy(() -> Traversal.breadthFirst(path(3), -1, Edges.DIRECTED))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("start is -1: expected 0 to 2");
        assertThatThrownBy(() -> Traversal.depthFirst(CooArray.eye(0), 0, Edges.DIRECTED))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("start is 0: expected no vertex");
        assertThatThrownBy(() -> Laplacian.of(graph(2, edge(0, 1, -1)), LaplacianForm.NORMALIZED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("graph: vertex 1 has the degree -1.0");
        PathTable paths = ShortestPaths.defaults().run(path(3));
        assertThatThrownBy(() -> paths.path(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(paths.path(2, 0)).isEmpty();
        assertThat(paths).hasToString("paths from 3 to 3 vertices: 6 of 9 there, the heaviest 2.00000");
    }
}
