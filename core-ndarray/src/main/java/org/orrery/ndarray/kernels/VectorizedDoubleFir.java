package org.orrery.ndarray.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link DoubleFir}: results are lanes, four vectors of them at once. */
public final class VectorizedDoubleFir extends DoubleFir {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedDoubleFir() {}

    @Override
    protected void run(double[] h, int ho, int taps, double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            for (int k = 0; k < taps; k++) {
                DoubleVector f = DoubleVector.broadcast(SPECIES, h[ho + k]);
                int at = xo + i - k;
                s0 = DoubleVector.fromArray(SPECIES, x, at).fma(f, s0);
                s1 = DoubleVector.fromArray(SPECIES, x, at + WIDTH).fma(f, s1);
                s2 = DoubleVector.fromArray(SPECIES, x, at + 2 * WIDTH).fma(f, s2);
                s3 = DoubleVector.fromArray(SPECIES, x, at + 3 * WIDTH).fma(f, s3);
            }
            s0.intoArray(y, yo + i);
            s1.intoArray(y, yo + i + WIDTH);
            s2.intoArray(y, yo + i + 2 * WIDTH);
            s3.intoArray(y, yo + i + 3 * WIDTH);
        }
        for (; i <= n - WIDTH; i += WIDTH) {
            DoubleVector s = DoubleVector.zero(SPECIES);
            for (int k = 0; k < taps; k++) {
                s = DoubleVector.fromArray(SPECIES, x, xo + i - k).fma(DoubleVector.broadcast(SPECIES, h[ho + k]), s);
            }
            s.intoArray(y, yo + i);
        }
        // Fused as in the lanes, so that the place in a block does not matter.
        for (; i < n; i++) {
            double s = 0;
            for (int k = 0; k < taps; k++) {
                s = Math.fma(x[xo + i - k], h[ho + k], s);
            }
            y[yo + i] = s;
        }
    }
}
