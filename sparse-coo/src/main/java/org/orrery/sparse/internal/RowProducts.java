package org.orrery.sparse.internal;

import org.orrery.ndarray.Vectorization;

/** Multiplies a sparse matrix by a dense one: each row of the result is a sum of multiples of rows. */
public class RowProducts {
    /** The twin that is used here. */
    public static final RowProducts INSTANCE = Vectorization.choose(
            RowProducts.class, "org.orrery.sparse.internal.VectorizedRowProducts", new RowProducts());

    /** Makes the plain twin. */
    protected RowProducts() {}

    /**
     * Adds to rows of a result, which no other thread writes.
     *
     * @param keys the key of each entry, {@code row * inner + column}
     * @param x the value of each entry
     * @param ids for each group of entries their row
     * @param starts for each group its first entry, and behind them the number of entries
     * @param from the first group
     * @param to the one after the last
     * @param inner the number of columns of the sparse matrix
     * @param y the dense matrix, row by row
     * @param offset where that begins
     * @param n the number of its columns
     * @param out the result, row by row
     */
    public void add(
            long[] keys,
            double[] x,
            long[] ids,
            int[] starts,
            int from,
            int to,
            long inner,
            double[] y,
            int offset,
            int n,
            double[] out) {
        for (int g = from; g < to; g++) {
            long base = ids[g] * inner;
            int at = (int) ids[g] * n;
            for (int t = starts[g]; t < starts[g + 1]; t++) {
                addScaled(x[t], y, offset + (int) (keys[t] - base) * n, out, at, n);
            }
        }
    }

    private static void addScaled(double v, double[] y, int from, double[] out, int at, int n) {
        for (int i = 0; i < n; i++) {
            out[at + i] += v * y[from + i];
        }
    }
}
