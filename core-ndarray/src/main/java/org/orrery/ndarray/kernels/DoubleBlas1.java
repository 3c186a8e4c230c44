package org.orrery.ndarray.kernels;

import org.orrery.ndarray.Vectorization;

/**
 * Operations on two vectors: the inner product and {@code y += f x}.
 *
 * <p>The twins of {@link #axpy} have the same bits. Those of {@link #dot} differ by at most
 * {@code n eps sum |x_i y_i|}; each sums in an order that depends on {@code n} alone.
 */
public class DoubleBlas1 {
    private static final DoubleBlas1 INSTANCE = Vectorization.choose(
            DoubleBlas1.class, "org.orrery.ndarray.kernels.VectorizedDoubleBlas1", new DoubleBlas1());

    /** The plain twin, or the start of a vector twin. */
    protected DoubleBlas1() {}

    /**
     * The inner product of two vectors.
     *
     * @param x the array of the first
     * @param xo where it starts
     * @param y the array of the second
     * @param yo where it starts
     * @param n the number of elements
     * @return the sum of {@code x_i y_i}
     */
    public static double dot(double[] x, int xo, double[] y, int yo, int n) {
        return INSTANCE.product(x, xo, y, yo, n);
    }

    /**
     * Adds a multiple of one vector to another.
     *
     * @param f the factor
     * @param x the array of the vector that is added
     * @param xo where it starts
     * @param y the array of the vector that is added to, which does not overlap the other
     * @param yo where it starts
     * @param n the number of elements
     */
    public static void axpy(double f, double[] x, int xo, double[] y, int yo, int n) {
        INSTANCE.add(f, x, xo, y, yo, n);
    }

    /**
     * The inner product of two vectors.
     *
     * @param x the array of the first
     * @param xo where it starts
     * @param y the array of the second
     * @param yo where it starts
     * @param n the number of elements
     * @return the sum of {@code x_i y_i}
     */
    protected double product(double[] x, int xo, double[] y, int yo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i < n - 7; i += 8) {
            s0 += x[xo + i] * y[yo + i];
            s1 += x[xo + i + 1] * y[yo + i + 1];
            s2 += x[xo + i + 2] * y[yo + i + 2];
            s3 += x[xo + i + 3] * y[yo + i + 3];
            s4 += x[xo + i + 4] * y[yo + i + 4];
            s5 += x[xo + i + 5] * y[yo + i + 5];
            s6 += x[xo + i + 6] * y[yo + i + 6];
            s7 += x[xo + i + 7] * y[yo + i + 7];
        }
        for (; i < n; i++) {
            s0 += x[xo + i] * y[yo + i];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /**
     * Adds a multiple of one vector to another.
     *
     * @param f the factor
     * @param x the array of the vector that is added
     * @param xo where it starts
     * @param y the array of the vector that is added to
     * @param yo where it starts
     * @param n the number of elements
     */
    protected void add(double f, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += f * x[xo + i];
        }
    }
}
