package org.orrery.ndarray.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link FloatBlas1}: the inner product by fused multiply-adds in four vectors. */
public final class VectorizedFloatBlas1 extends FloatBlas1 {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedFloatBlas1() {}

    @Override
    protected float product(float[] x, int xo, float[] y, int yo, int n) {
        if (n < WIDTH) {
            return super.product(x, xo, y, yo, n);
        }
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
            s0 = FloatVector.fromArray(SPECIES, x, xo + i).fma(FloatVector.fromArray(SPECIES, y, yo + i), s0);
            s1 = FloatVector.fromArray(SPECIES, x, xo + i + WIDTH)
                    .fma(FloatVector.fromArray(SPECIES, y, yo + i + WIDTH), s1);
            s2 = FloatVector.fromArray(SPECIES, x, xo + i + 2 * WIDTH)
                    .fma(FloatVector.fromArray(SPECIES, y, yo + i + 2 * WIDTH), s2);
            s3 = FloatVector.fromArray(SPECIES, x, xo + i + 3 * WIDTH)
                    .fma(FloatVector.fromArray(SPECIES, y, yo + i + 3 * WIDTH), s3);
        }
        for (; i <= n - WIDTH; i += WIDTH) {
            s0 = FloatVector.fromArray(SPECIES, x, xo + i).fma(FloatVector.fromArray(SPECIES, y, yo + i), s0);
        }
        float[] lanes = new float[WIDTH];
        s0.add(s2).add(s1.add(s3)).intoArray(lanes, 0);
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int p = 0; p < half; p++) {
                lanes[p] += lanes[p + half];
            }
        }
        return i == n ? lanes[0] : lanes[0] + super.product(x, xo + i, y, yo + i, n - i);
    }

    @Override
    protected void add(float f, float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .mul(f)
                    .add(FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        super.add(f, x, xo + i, y, yo + i, n - i);
    }
}
