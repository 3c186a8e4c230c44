package org.orrery.ndarray.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link FloatFir}: results are lanes, four vectors of them at once. */
public final class VectorizedFloatFir extends FloatFir {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedFloatFir() {}

    @Override
    protected void run(float[] h, int ho, int taps, float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int k = 0; k < taps; k++) {
                FloatVector f = FloatVector.broadcast(SPECIES, h[ho + k]);
                int at = xo + i - k;
                s0 = FloatVector.fromArray(SPECIES, x, at).fma(f, s0);
                s1 = FloatVector.fromArray(SPECIES, x, at + WIDTH).fma(f, s1);
                s2 = FloatVector.fromArray(SPECIES, x, at + 2 * WIDTH).fma(f, s2);
                s3 = FloatVector.fromArray(SPECIES, x, at + 3 * WIDTH).fma(f, s3);
            }
            s0.intoArray(y, yo + i);
            s1.intoArray(y, yo + i + WIDTH);
            s2.intoArray(y, yo + i + 2 * WIDTH);
            s3.intoArray(y, yo + i + 3 * WIDTH);
        }
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector s = FloatVector.zero(SPECIES);
            for (int k = 0; k < taps; k++) {
                s = FloatVector.fromArray(SPECIES, x, xo + i - k).fma(FloatVector.broadcast(SPECIES, h[ho + k]), s);
            }
            s.intoArray(y, yo + i);
        }
        // Fused as in the lanes, so that the place in a block does not matter.
        for (; i < n; i++) {
            float s = 0;
            for (int k = 0; k < taps; k++) {
                s = Math.fma(x[xo + i - k], h[ho + k], s);
            }
            y[yo + i] = s;
        }
    }
}
