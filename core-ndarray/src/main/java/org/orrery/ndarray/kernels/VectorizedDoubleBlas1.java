package org.orrery.ndarray.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link DoubleBlas1}: the inner product by fused multiply-adds in four vectors. */
public final class VectorizedDoubleBlas1 extends DoubleBlas1 {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedDoubleBlas1() {}

    @Override
    protected double product(double[] x, int xo, double[] y, int yo, int n) {
        if (n < WIDTH) {
            return super.product(x, xo, y, yo, n);
        }
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xo + i).fma(DoubleVector.fromArray(SPECIES, y, yo + i), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xo + i + WIDTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + WIDTH), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * WIDTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 2 * WIDTH), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * WIDTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 3 * WIDTH), s3);
        }
        for (; i <= n - WIDTH; i += WIDTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, xo + i).fma(DoubleVector.fromArray(SPECIES, y, yo + i), s0);
        }
        double[] lanes = new double[WIDTH];
        s0.add(s2).add(s1.add(s3)).intoArray(lanes, 0);
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int p = 0; p < half; p++) {
                lanes[p] += lanes[p + half];
            }
        }
        return i == n ? lanes[0] : lanes[0] + super.product(x, xo + i, y, yo + i, n - i);
    }

    @Override
    protected void add(double f, double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, x, xo + i)
                    .mul(f)
                    .add(DoubleVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
        }
        super.add(f, x, xo + i, y, yo + i, n - i);
    }
}
