package org.orrery.ndarray.kernels;

import java.util.Arrays;
import org.orrery.ndarray.Vectorization;
import org.orrery.ndarray.parallel.Parallel;

/**
 * The product of two matrices, in blocks that are packed side by side, so that strides do not slow it down. Large
 * products are shared between threads.
 *
 * <p>The order of the additions depends on the sizes alone: the same bits for any strides and any number of threads.
 * The twins agree within {@code k eps sum |a||b|}. After K. Goto and R. van de Geijn, "Anatomy of high-performance
 * matrix multiplication", ACM TOMS 34 (2008).
 */
public class DoubleGemm {
    /** The depth of a packed block: a panel of the second matrix and a tile's rows of the first stay in the first-level cache. */
    private static final int DEPTH = 256;

    /** The rows of a packed block of the first matrix, which stays in the second-level cache: a multiple of the tile's. */
    private static final int ROWS = 96;

    /** The columns that are one task: a multiple of any tile's. */
    protected static final int GROUP = 256;

    /** The columns of the second matrix that are packed at a time, which bounds the memory. */
    private static final int COLUMNS = 4096;

    /** Products of so few multiplications are faster without packing. */
    private static final long SMALL = 512;

    /** From so many multiplications on, a product is shared between threads. */
    private static final long PARALLEL = 1 << 20;

    private static final DoubleGemm INSTANCE =
            Vectorization.choose(DoubleGemm.class, "org.orrery.ndarray.kernels.VectorizedDoubleGemm", new DoubleGemm());

    /** The plain twin, or the start of a vector twin. */
    protected DoubleGemm() {}

    /**
     * Adds a multiple of a product to a matrix: {@code c += alpha a b}.
     *
     * @param m the rows of {@code a} and {@code c}
     * @param n the columns of {@code b} and {@code c}
     * @param k the columns of {@code a} and rows of {@code b}
     * @param alpha the factor
     * @param a the array of the first matrix
     * @param ao where it starts
     * @param ars the step between its rows
     * @param acs the step between its columns
     * @param b the array of the second matrix
     * @param bo where it starts
     * @param brs the step between its rows
     * @param bcs the step between its columns
     * @param c the array of the result, which overlaps neither
     * @param co where it starts
     * @param ldc the step between its rows; columns are neighbours
     */
    public static void multiply(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        INSTANCE.product(m, n, k, alpha, a, ao, ars, acs, b, bo, brs, bcs, c, co, ldc);
    }

    /** The product by this twin. */
    void product(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        if (m <= 0 || n <= 0 || k <= 0) {
            return;
        }
        if (n == 1) {
            rows(m, k, alpha, a, ao, ars, acs, neighbours(b, bo, brs, k), c, co, ldc);
        } else if (m == 1) {
            rows(n, k, alpha, b, bo, bcs, brs, neighbours(a, ao, acs, k), c, co, 1);
        } else if ((long) m * n * k <= SMALL) {
            direct(m, n, k, alpha, a, ao, ars, acs, b, bo, brs, bcs, c, co, ldc);
        } else {
            blocked(m, n, k, alpha, a, ao, ars, acs, b, bo, brs, bcs, c, co, ldc);
        }
    }

    private static double[] neighbours(double[] x, int offset, int stride, int n) {
        if (stride == 1) {
            return offset == 0 ? x : Arrays.copyOfRange(x, offset, offset + n);
        }
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = x[offset + i * stride];
        }
        return y;
    }

    /** Inner products of a matrix's rows with a vector. */
    private static void rows(
            int m, int k, double alpha, double[] a, int ao, int rs, int cs, double[] x, double[] c, int co, int cs1) {
        if ((long) m * k < PARALLEL) {
            someRows(0, m, k, alpha, a, ao, rs, cs, x, c, co, cs1);
        } else {
            long grain = Math.max(1, (PARALLEL >> 4) / k);
            Parallel.forEach(
                    m, grain, (from, to) -> someRows((int) from, (int) to, k, alpha, a, ao, rs, cs, x, c, co, cs1));
        }
    }

    private static void someRows(
            int from,
            int to,
            int k,
            double alpha,
            double[] a,
            int ao,
            int rs,
            int cs,
            double[] x,
            double[] c,
            int co,
            int cs1) {
        if (cs == 1 || k == 1) {
            for (int i = from; i < to; i++) {
                c[co + i * cs1] += alpha * DoubleBlas1.dot(a, ao + i * rs, x, 0, k);
            }
            return;
        }
        // Rows whose elements are not neighbours are gathered, some at a time, so that the sums have the same order.
        int some = Math.min(16, to - from);
        // Not a power of two apart, or the rows would compete for the same lines of the cache.
        int step = k + 8;
        double[] row = new double[some * step];
        for (int i = from; i < to; i += some) {
            int h = Math.min(some, to - i);
            for (int p = 0; p < k; p++) {
                for (int r = 0; r < h; r++) {
                    row[r * step + p] = a[ao + (i + r) * rs + p * cs];
                }
            }
            for (int r = 0; r < h; r++) {
                c[co + (i + r) * cs1] += alpha * DoubleBlas1.dot(row, r * step, x, 0, k);
            }
        }
    }

    private static void direct(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        for (int i = 0; i < m; i++) {
            int row = co + i * ldc;
            for (int p = 0; p < k; p++) {
                double f = alpha * a[ao + i * ars + p * acs];
                int q = bo + p * brs;
                for (int j = 0; j < n; j++) {
                    c[row + j] += f * b[q + j * bcs];
                }
            }
        }
    }

    private void blocked(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        boolean parallel = (long) m * n * k >= PARALLEL;
        int down = (m - 1) / ROWS + 1;
        for (int jc = 0; jc < n; jc += COLUMNS) {
            int columns = Math.min(COLUMNS, n - jc);
            int groups = (columns - 1) / GROUP + 1;
            int j0 = jc;
            for (int pc = 0; pc < k; pc += DEPTH) {
                int depth = Math.min(DEPTH, k - pc);
                int p0 = pc;
                double[][][] packed = new double[groups][][];
                each(parallel, groups, g -> {
                    int j = j0 + g * GROUP;
                    packed[g] = pack(depth, Math.min(GROUP, n - j), b, bo + p0 * brs + j * bcs, brs, bcs);
                });
                each(parallel, down * groups, task -> {
                    int i = task / groups * ROWS;
                    int j = j0 + task % groups * GROUP;
                    block(
                            Math.min(ROWS, m - i),
                            Math.min(GROUP, n - j),
                            depth,
                            alpha,
                            a,
                            ao + i * ars + p0 * acs,
                            ars,
                            acs,
                            packed[task % groups],
                            c,
                            co + i * ldc + j,
                            ldc);
                });
            }
        }
    }

    private static void each(boolean parallel, int n, java.util.function.IntConsumer body) {
        if (parallel) {
            Parallel.forEach(n, i -> body.accept((int) i));
        } else {
            for (int i = 0; i < n; i++) {
                body.accept(i);
            }
        }
    }

    /**
     * Packs a block of the second matrix, as the twin wants it.
     *
     * @param depth the rows of the block
     * @param width the columns of the block
     * @param b the array
     * @param bo where the block starts
     * @param rs the step between its rows
     * @param cs the step between its columns
     * @return for the plain twin the rows, and rows of zeros to a multiple of four
     */
    protected double[][] pack(int depth, int width, double[] b, int bo, int rs, int cs) {
        double[][] rows = new double[(depth + 3) / 4 * 4][width];
        for (int p = 0; p < depth; p++) {
            if (cs == 1) {
                System.arraycopy(b, bo + p * rs, rows[p], 0, width);
            }
        }
        if (cs != 1) {
            for (int j = 0; j < width; j++) {
                for (int p = 0; p < depth; p++) {
                    rows[p][j] = b[bo + p * rs + j * cs];
                }
            }
        }
        return rows;
    }

    /**
     * Adds the product of a block of the first matrix with a packed one to a block of the result.
     *
     * @param rows the rows of the block
     * @param width the columns of the packed block
     * @param depth the columns of the block
     * @param alpha the factor
     * @param a the array of the first matrix
     * @param ao where the block starts
     * @param rs the step between its rows
     * @param cs the step between its columns
     * @param packed the packed block of the second matrix
     * @param c the array of the result
     * @param co where the block starts
     * @param ldc the step between its rows
     */
    protected void block(
            int rows,
            int width,
            int depth,
            double alpha,
            double[] a,
            int ao,
            int rs,
            int cs,
            double[][] packed,
            double[] c,
            int co,
            int ldc) {
        double[] sums = new double[width];
        double[] next = new double[width];
        double[] f = new double[packed.length];
        double[] g = new double[packed.length];
        for (int i = 0; i < rows; i += 2) {
            boolean two = i + 1 < rows;
            for (int p = 0; p < depth; p++) {
                f[p] = a[ao + i * rs + p * cs];
                g[p] = two ? a[ao + (i + 1) * rs + p * cs] : 0;
            }
            Arrays.fill(sums, 0);
            Arrays.fill(next, 0);
            for (int p = 0; p < packed.length; p += 4) {
                add(f, g, p, packed[p], packed[p + 1], packed[p + 2], packed[p + 3], sums, next);
            }
            add(alpha, sums, c, co + i * ldc);
            if (two) {
                add(alpha, next, c, co + (i + 1) * ldc);
            }
        }
    }

    /** Two rows of the result, four terms of each: all arrays start at zero, so that C2 makes vector code of it. */
    private static void add(
            double[] f,
            double[] g,
            int p,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] sums,
            double[] next) {
        double f0 = f[p];
        double f1 = f[p + 1];
        double f2 = f[p + 2];
        double f3 = f[p + 3];
        double g0 = g[p];
        double g1 = g[p + 1];
        double g2 = g[p + 2];
        double g3 = g[p + 3];
        for (int j = 0; j < sums.length; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            sums[j] += (f0 * x0 + f1 * x1) + (f2 * x2 + f3 * x3);
            next[j] += (g0 * x0 + g1 * x1) + (g2 * x2 + g3 * x3);
        }
    }

    private static void add(double alpha, double[] sums, double[] c, int at) {
        for (int j = 0; j < sums.length; j++) {
            c[at + j] += alpha * sums[j];
        }
    }
}
