package org.orrery.ndarray.kernels;

import org.orrery.ndarray.Vectorization;

/**
 * Filters of finite impulse response, for streams: no state, no garbage.
 *
 * <p>Each result is summed in the order of the taps, in the vector twin by fused multiply-adds, so its bits depend
 * neither on its place in a block nor on the blocks. The twins differ by at most {@code 2 taps eps sum |h_k x_k|}.
 */
public class DoubleFir {
    private static final DoubleFir INSTANCE =
            Vectorization.choose(DoubleFir.class, "org.orrery.ndarray.kernels.VectorizedDoubleFir", new DoubleFir());

    /** The plain twin, or the start of a vector twin. */
    protected DoubleFir() {}

    /**
     * Filters: {@code y[yo + i] = sum_k h[ho + k] x[xo + i - k]}. The samples before {@code xo} are the filter's memory:
     * there are {@code taps - 1} of them, the last ones of the block before.
     *
     * @param h the array of the impulse response
     * @param ho where it starts
     * @param taps its length, at least 1
     * @param x the array of the signal
     * @param xo where the block starts, at least {@code taps - 1}
     * @param y the array of the result, another one than {@code x}
     * @param yo where it starts
     * @param n the number of samples of the block
     */
    public static void filter(double[] h, int ho, int taps, double[] x, int xo, double[] y, int yo, int n) {
        INSTANCE.run(h, ho, taps, x, xo, y, yo, n);
    }

    /**
     * Filters: {@code y[yo + i] = sum_k h[ho + k] x[xo + i - k]}.
     *
     * @param h the array of the impulse response
     * @param ho where it starts
     * @param taps its length, at least 1
     * @param x the array of the signal
     * @param xo where the block starts, at least {@code taps - 1}
     * @param y the array of the result, another one than {@code x}
     * @param yo where it starts
     * @param n the number of samples of the block
     */
    protected void run(double[] h, int ho, int taps, double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        // Four results at once: each tap is read once for them, and their sums do not wait for each other.
        for (; i <= n - 4; i += 4) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int k = 0; k < taps; k++) {
                double f = h[ho + k];
                int at = xo + i - k;
                s0 += f * x[at];
                s1 += f * x[at + 1];
                s2 += f * x[at + 2];
                s3 += f * x[at + 3];
            }
            y[yo + i] = s0;
            y[yo + i + 1] = s1;
            y[yo + i + 2] = s2;
            y[yo + i + 3] = s3;
        }
        for (; i < n; i++) {
            double s = 0;
            for (int k = 0; k < taps; k++) {
                s += h[ho + k] * x[xo + i - k];
            }
            y[yo + i] = s;
        }
    }
}
