package org.orrery.sparse.graph;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The Laplacian of a graph: the degrees of its vertices on the diagonal, less the weights of its edges. Chung, "Spectral
 * Graph Theory", AMS 1997.
 *
 * <pre>{@code
 * EigenPairs slowest = Lanczos.defaults().shift(-1e-3).compute(Laplacian.of(graph, LaplacianForm.NORMALIZED), 5);
 * }</pre>
 */
public final class Laplacian {
    private Laplacian() {}

    /**
     * The Laplacian. Loops of one vertex do not count.
     *
     * @param graph the weights {@code (n, n)}, real
     * @param forms what it is to be like; nothing for {@code D - A} with the weights of the edges that reach each vertex
     * @return a float64 matrix with the fill value 0
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, a weight is NaN or -infinity, or a
     *     degree is negative and the form normalised
     */
    public static CooArray of(NdArray graph, LaplacianForm... forms) {
        Set<LaplacianForm> wanted = EnumSet.noneOf(LaplacianForm.class);
        Collections.addAll(wanted, forms);
        CompressedRows g = CompressedRows.graph(graph);
        if (wanted.contains(LaplacianForm.SYMMETRIZED)) {
            g = summed(g.bothWays());
        }
        int n = g.rows();
        double[] degrees = new double[n];
        for (int i = 0; i < n; i++) {
            for (int t = g.starts()[i]; t < g.starts()[i + 1]; t++) {
                int j = g.indices()[t];
                if (j != i) {
                    degrees[wanted.contains(LaplacianForm.OUT_DEGREE) ? i : j] += g.values()[t];
                }
            }
        }
        boolean normalized = wanted.contains(LaplacianForm.NORMALIZED);
        double[] roots = new double[n];
        for (int i = 0; i < n; i++) {
            if (normalized && degrees[i] < 0) {
                throw new IllegalArgumentException("graph: vertex " + i + " has the degree " + degrees[i]
                        + ": a normalised Laplacian expects at least 0");
            }
            roots[i] = normalized && degrees[i] > 0 ? Math.sqrt(degrees[i]) : 1;
        }
        int[] starts = new int[n + 1];
        int[] indices = new int[g.nnz() + n];
        double[] values = new double[indices.length];
        int o = 0;
        for (int i = 0; i < n; i++) {
            boolean placed = false;
            for (int t = g.starts()[i]; t < g.starts()[i + 1]; t++) {
                int j = g.indices()[t];
                if (!placed && j >= i) {
                    o = put(indices, values, o, i, diagonal(degrees[i], normalized));
                    placed = true;
                }
                if (j != i) {
                    o = put(indices, values, o, j, 0 - g.values()[t] / roots[i] / roots[j]);
                }
            }
            o = placed ? o : put(indices, values, o, i, diagonal(degrees[i], normalized));
            starts[i + 1] = o;
        }
        return new CompressedRows(n, n, starts, indices, values).toArray();
    }

    private static double diagonal(double degree, boolean normalized) {
        return !normalized ? degree : degree > 0 ? 1 : 0;
    }

    private static int put(int[] indices, double[] values, int at, int index, double value) {
        indices[at] = index;
        values[at] = value;
        return at + 1;
    }

    /** Sums entries of one place, which follow each other. */
    private static CompressedRows summed(CompressedRows g) {
        int n = g.rows();
        int[] starts = new int[n + 1];
        int[] indices = new int[g.nnz()];
        double[] values = new double[g.nnz()];
        int o = 0;
        for (int i = 0; i < n; i++) {
            for (int t = g.starts()[i]; t < g.starts()[i + 1]; t++) {
                if (o > starts[i] && indices[o - 1] == g.indices()[t]) {
                    values[o - 1] += g.values()[t];
                } else {
                    o = put(indices, values, o, g.indices()[t], g.values()[t]);
                }
            }
            starts[i + 1] = o;
        }
        return new CompressedRows(n, n, starts, indices, values);
    }
}
