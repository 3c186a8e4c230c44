package org.orrery.ndarray.internal;

import org.orrery.ndarray.Vectorization;

/**
 * The sum of a block: the part of the suite's one summation tree that lies inside a block.
 *
 * <p>Sixteen interleaved accumulators: element {@code i} goes to accumulator {@code i mod 16}, and the accumulators
 * are added in a fixed tree. Plain and vector code both do just this, so they have the same bits.
 */
public class Summation {
    /** The accumulators of a block. */
    protected static final int LANES = 16;

    /** Columns summed together: what they need stays in the second-level cache, and rows are long enough to be read ahead. */
    private static final int COLUMNS = 512;

    private static final Summation INSTANCE =
            Vectorization.choose(Summation.class, "org.orrery.ndarray.internal.VectorizedSummation", new Summation());

    /** The plain twin, or the start of a vector twin. */
    protected Summation() {}

    /**
     * The sum of the elements of a block.
     *
     * @param x the storage
     * @param offset where the elements start
     * @param stride the step between them
     * @param count how many there are
     * @return their sum
     */
    public static double block(double[] x, int offset, int stride, int count) {
        return stride == 1 ? INSTANCE.neighbours(x, offset, count) : strided(x, offset, stride, count);
    }

    /**
     * The sums of columns, each by the same tree.
     *
     * @param x the storage
     * @param offset where the first column starts
     * @param rowStride the step between a column's elements
     * @param rows the elements of a column
     * @param columnStride the step between columns
     * @param columns how many columns there are
     * @param out where the sums are written
     * @param at the first sum's place, the others behind it
     */
    public static void columns(
            double[] x, int offset, int rowStride, int rows, int columnStride, int columns, double[] out, int at) {
        if (columnStride != 1) {
            for (int c = 0; c < columns; c++) {
                out[at + c] = strided(x, offset + c * columnStride, rowStride, rows);
            }
            return;
        }
        for (int from = 0; from < columns; from += COLUMNS) {
            INSTANCE.tile(x, offset + from, rowStride, rows, Math.min(COLUMNS, columns - from), out, at + from);
        }
    }

    /**
     * The sum of neighbours.
     *
     * @param x the storage
     * @param offset where they start
     * @param count how many there are
     * @return their sum
     */
    protected double neighbours(double[] x, int offset, int count) {
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double a5 = 0;
        double a6 = 0;
        double a7 = 0;
        double a8 = 0;
        double a9 = 0;
        double a10 = 0;
        double a11 = 0;
        double a12 = 0;
        double a13 = 0;
        double a14 = 0;
        double a15 = 0;
        int i = offset;
        for (int end = offset + count - count % LANES; i < end; i += LANES) {
            a0 += x[i];
            a1 += x[i + 1];
            a2 += x[i + 2];
            a3 += x[i + 3];
            a4 += x[i + 4];
            a5 += x[i + 5];
            a6 += x[i + 6];
            a7 += x[i + 7];
            a8 += x[i + 8];
            a9 += x[i + 9];
            a10 += x[i + 10];
            a11 += x[i + 11];
            a12 += x[i + 12];
            a13 += x[i + 13];
            a14 += x[i + 14];
            a15 += x[i + 15];
        }
        if (count % LANES != 0) {
            double[] a = {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15};
            return rest(x, i, 1, count % LANES, a);
        }
        return (((a0 + a8) + (a4 + a12)) + ((a2 + a10) + (a6 + a14)))
                + (((a1 + a9) + (a5 + a13)) + ((a3 + a11) + (a7 + a15)));
    }

    private static double strided(double[] x, int offset, int stride, int count) {
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double a5 = 0;
        double a6 = 0;
        double a7 = 0;
        double a8 = 0;
        double a9 = 0;
        double a10 = 0;
        double a11 = 0;
        double a12 = 0;
        double a13 = 0;
        double a14 = 0;
        double a15 = 0;
        int i = offset;
        for (int p = count / LANES; p > 0; p--) {
            a0 += x[i];
            a1 += x[i + stride];
            a2 += x[i + 2 * stride];
            a3 += x[i + 3 * stride];
            a4 += x[i + 4 * stride];
            a5 += x[i + 5 * stride];
            a6 += x[i + 6 * stride];
            a7 += x[i + 7 * stride];
            a8 += x[i + 8 * stride];
            a9 += x[i + 9 * stride];
            a10 += x[i + 10 * stride];
            a11 += x[i + 11 * stride];
            a12 += x[i + 12 * stride];
            a13 += x[i + 13 * stride];
            a14 += x[i + 14 * stride];
            a15 += x[i + 15 * stride];
            i += LANES * stride;
        }
        double[] a = {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15};
        return rest(x, i, stride, count % LANES, a);
    }

    /**
     * Adds what is left over to the accumulators, and the accumulators to each other.
     *
     * @param x the storage
     * @param offset where the rest starts
     * @param stride the step between its elements
     * @param count how many elements it has, fewer than there are accumulators
     * @param a the accumulators, which are overwritten
     * @return the sum
     */
    protected static double rest(double[] x, int offset, int stride, int count, double[] a) {
        for (int p = 0, i = offset; p < count; p++, i += stride) {
            a[p] += x[i];
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int p = 0; p < half; p++) {
                a[p] += a[p + half];
            }
        }
        return a[0];
    }

    /**
     * The sums of at most {@link #COLUMNS} columns that are neighbours.
     *
     * @param x the storage
     * @param offset where the first column starts
     * @param rowStride the step between a column's elements
     * @param rows the elements of a column
     * @param columns how many columns there are
     * @param out where the sums are written
     * @param at the first sum's place, the others behind it
     */
    protected void tile(double[] x, int offset, int rowStride, int rows, int columns, double[] out, int at) {
        double[][] a = new double[LANES][columns];
        double[] row = new double[columns];
        for (int r = 0; r < rows; r++) {
            // Both arrays of the sum start at zero, and only then does C2 make vector code of it.
            System.arraycopy(x, offset + r * rowStride, row, 0, columns);
            addTo(a[r % LANES], row);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int p = 0; p < half; p++) {
                addTo(a[p], a[p + half]);
            }
        }
        System.arraycopy(a[0], 0, out, at, columns);
    }

    private static void addTo(double[] a, double[] b) {
        for (int c = 0; c < a.length; c++) {
            a[c] += b[c];
        }
    }
}
