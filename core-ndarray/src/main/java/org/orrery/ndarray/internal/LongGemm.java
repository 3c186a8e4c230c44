package org.orrery.ndarray.internal;

import java.util.Arrays;
import org.orrery.ndarray.parallel.Parallel;

/** The product of matrices of 64-bit integers, which wraps. */
public final class LongGemm {
    private LongGemm() {}

    /**
     * The product {@code c = a b} of row-major matrices.
     *
     * @param m the rows of {@code a}
     * @param n the columns of {@code b}
     * @param k the columns of {@code a}
     * @param a the first matrix
     * @param ao where it starts
     * @param b the second matrix
     * @param bo where it starts
     * @param c the result, which is overwritten
     * @param co where it starts
     */
    public static void multiply(int m, int n, int k, long[] a, int ao, long[] b, int bo, long[] c, int co) {
        long grain = Math.max(1, (1 << 18) / Math.max(1, (long) n * k));
        Parallel.forEach(m, grain, (from, to) -> rows((int) from, (int) to, n, k, a, ao, b, bo, c, co));
    }

    private static void rows(int from, int to, int n, int k, long[] a, int ao, long[] b, int bo, long[] c, int co) {
        long[] sums = new long[n];
        long[] row = new long[n];
        for (int i = from; i < to; i++) {
            Arrays.fill(sums, 0);
            for (int p = 0; p < k; p++) {
                // Arrays that start at zero are what C2 makes vector code of.
                System.arraycopy(b, bo + p * n, row, 0, n);
                add(a[ao + i * k + p], row, sums);
            }
            System.arraycopy(sums, 0, c, co + i * n, n);
        }
    }

    private static void add(long f, long[] row, long[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += f * row[j];
        }
    }
}
