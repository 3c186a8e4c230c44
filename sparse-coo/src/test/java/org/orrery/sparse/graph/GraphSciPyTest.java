package org.orrery.sparse.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.linalg.Matrices;

/** The same results as scipy.sparse.csgraph, where a python3 with scipy is found. */
class GraphSciPyTest {
    private static final String IMPORTS = "import scipy.sparse, scipy.sparse.csgraph as csgraph";

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agrees(long seed) {
        int n = 50;
        CooArray g = CooArray.random(Shape.of(n, n), 0.03, Sampling.seed(seed));
        String script = "g = " + Matrices.scipy(g)
                + """

                for weak in (True, False):
                    count, labels = csgraph.connected_components(g, connection='weak' if weak else 'strong')
                    first = {}
                    print(count, *[first.setdefault(x, len(first)) for x in labels])
                for directed in (True, False):
                    print(*csgraph.shortest_path(g, directed=directed).ravel())
                print(*csgraph.dijkstra(g, indices=[3, 1], limit=1.0).ravel())
                print(csgraph.minimum_spanning_tree(g).sum())
                print(*csgraph.breadth_first_order(g, 0)[0], -1)
                print((csgraph.maximum_bipartite_matching(g) >= 0).sum())
                for options in (dict(), dict(normed=True), dict(use_out_degree=True)):
                    print(*csgraph.laplacian(g, **options).toarray().ravel())
                """;
        double[] scipy = Matrices.numbers(IMPORTS, script);
        int at = 0;
        for (Components parts : new Components[] {Components.weak(g), Components.strong(g)}) {
            assertThat(parts.count()).isEqualTo((int) scipy[at++]);
            at = check(parts.labels().toDoubleArray(), scipy, at);
        }
        for (Edges edges : Edges.values()) {
            at = check(ShortestPaths.defaults().edges(edges).run(g).distances().toDoubleArray(), scipy, at);
        }
        at = check(
                ShortestPaths.defaults()
                        .sources(3, 1)
                        .limit(1)
                        .run(g)
                        .distances()
                        .toDoubleArray(),
                scipy,
                at);
        assertThat(Statistics.sum(MinimumSpanningTree.of(g)).getDouble()).isCloseTo(scipy[at++], within(1e-12));
        at = check(Traversal.breadthFirst(g, 0, Edges.DIRECTED).order().toDoubleArray(), scipy, at);
        assertThat(scipy[at++]).isEqualTo(-1);
        assertThat(Matching.maximum(g).size()).isEqualTo((int) scipy[at++]);
        at = check(Laplacian.of(g).toDense().toDoubleArray(), scipy, at);
        at = check(Laplacian.of(g, LaplacianForm.NORMALIZED).toDense().toDoubleArray(), scipy, at);
        at = check(Laplacian.of(g, LaplacianForm.OUT_DEGREE).toDense().toDoubleArray(), scipy, at);
        assertThat(at).isEqualTo(scipy.length);
    }

    private static int check(double[] ours, double[] all, int from) {
        for (int i = 0; i < ours.length; i++) {
            double other = all[from + i];
            assertThat(ours[i] == other || Math.abs(ours[i] - other) < 1e-12)
                    .as("%d: %s %s", i, ours[i], other)
                    .isTrue();
        }
        return from + ours.length;
    }

    /** Bands as narrow as scipy's order gives, or nearly. */
    @Test
    void bands() {
        CooArray a = CooArray.random(Shape.of(300, 300), 0.005, Sampling.seed(3));
        double[] scipy = Matrices.numbers(
                IMPORTS,
                "g = " + Matrices.scipy(a) + "; g = (g + g.T).tocsr()\n"
                        + "p = csgraph.reverse_cuthill_mckee(g, True)\n"
                        + "c = g[p][:, p].tocoo(); print(abs(c.row - c.col).max())");
        int[] order = ReverseCuthillMcKee.order(a).ints();
        int[] place = new int[300];
        for (int i = 0; i < 300; i++) {
            place[order[i]] = i;
        }
        int band = 0;
        for (int t = 0; t < a.nnz(); t++) {
            band = Math.max(
                    band,
                    Math.abs(place[(int) a.coords(0).getLong(t)]
                            - place[(int) a.coords(1).getLong(t)]));
        }
        assertThat(band).isLessThan((int) (1.3 * scipy[0]));
    }
}
