package org.orrery.ndarray.internal;

/** Products of row-major matrices: {@code (rows, inner)} times {@code (inner, columns)}, into zeros. */
public final class Gemm {
    private Gemm() {}

    /**
     * The product of double matrices.
     *
     * @param a the first matrix
     * @param ao where it starts
     * @param b the second matrix
     * @param bo where it starts
     * @param c the result, zeros at first
     * @param rows the rows of the first
     * @param columns the columns of the second
     * @param inner the columns of the first
     */
    public static void doubles(double[] a, int ao, double[] b, int bo, double[] c, int rows, int columns, int inner) {
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            // A row of its own at offset zero keeps the inner loop free of index differences, so that it vectorises.
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < inner; k++) {
                axpy(a[ao + i * inner + k], b, bo + k * columns, row, columns);
            }
            System.arraycopy(row, 0, c, i * columns, columns);
        }
    }

    private static void axpy(double f, double[] x, int offset, double[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += f * x[offset + j];
        }
    }

    /**
     * The product of long matrices, which wraps.
     *
     * @param a the first matrix
     * @param ao where it starts
     * @param b the second matrix
     * @param bo where it starts
     * @param c the result, zeros at first
     * @param rows the rows of the first
     * @param columns the columns of the second
     * @param inner the columns of the first
     */
    public static void longs(long[] a, int ao, long[] b, int bo, long[] c, int rows, int columns, int inner) {
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                long f = a[ao + i * inner + k];
                for (int j = 0; j < columns; j++) {
                    c[i * columns + j] += f * b[bo + k * columns + j];
                }
            }
        }
    }

    /**
     * The product of interleaved complex matrices; offsets and sizes count elements.
     *
     * @param a the first matrix
     * @param ao where it starts
     * @param b the second matrix
     * @param bo where it starts
     * @param c the result, zeros at first
     * @param rows the rows of the first
     * @param columns the columns of the second
     * @param inner the columns of the first
     */
    public static void complex(double[] a, int ao, double[] b, int bo, double[] c, int rows, int columns, int inner) {
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                double re = a[2 * (ao + i * inner + k)];
                double im = a[2 * (ao + i * inner + k) + 1];
                for (int j = 0; j < columns; j++) {
                    double br = b[2 * (bo + k * columns + j)];
                    double bi = b[2 * (bo + k * columns + j) + 1];
                    c[2 * (i * columns + j)] += re * br - im * bi;
                    c[2 * (i * columns + j) + 1] += re * bi + im * br;
                }
            }
        }
    }
}
