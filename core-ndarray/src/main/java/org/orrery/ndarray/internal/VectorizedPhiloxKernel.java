package org.orrery.ndarray.internal;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link PhiloxKernel}: a counter per lane, products put together from those of half words. The same
 * words.
 */
public final class VectorizedPhiloxKernel extends PhiloxKernel {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final long HALF = 0xFFFFFFFFL;

    /** Narrower vectors multiply longs no faster than the plain code does. */
    private static final boolean WORTH_WHILE = WIDTH >= 8;

    /** Called by reflection when the Vector API is there. */
    public VectorizedPhiloxKernel() {}

    @Override
    public void generate(
            long key0, long key1, long c0, long c1, long c2, long c3, long[] out, int offset, int counters) {
        int whole = WORTH_WHILE ? counters - counters % WIDTH : 0;
        if (whole > 0) {
            lanes(key0, key1, c0, c1, c2, c3, out, offset, whole);
        }
        super.generate(key0, key1, c0 + whole, c1, c2, c3, out, offset + 4 * whole, counters - whole);
    }

    private static void lanes(
            long key0, long key1, long c0, long c1, long c2, long c3, long[] out, int offset, int counters) {
        long[] words = new long[4 * WIDTH];
        LongVector first = LongVector.broadcast(SPECIES, c0).addIndex(1);
        for (int i = 0; i < counters; i += WIDTH) {
            LongVector x0 = first.add(i);
            LongVector x1 = LongVector.broadcast(SPECIES, c1);
            LongVector x2 = LongVector.broadcast(SPECIES, c2);
            LongVector x3 = LongVector.broadcast(SPECIES, c3);
            long k0 = key0;
            long k1 = key1;
            for (int round = 0; round < ROUNDS; round++) {
                LongVector high0 = high(x0, MULTIPLIER_0);
                LongVector high1 = high(x2, MULTIPLIER_1);
                LongVector low0 = x0.mul(MULTIPLIER_0);
                LongVector low1 = x2.mul(MULTIPLIER_1);
                x0 = high1.lanewise(XOR, x1).lanewise(XOR, k0);
                x1 = low1;
                x2 = high0.lanewise(XOR, x3).lanewise(XOR, k1);
                x3 = low0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            x0.intoArray(words, 0);
            x1.intoArray(words, WIDTH);
            x2.intoArray(words, 2 * WIDTH);
            x3.intoArray(words, 3 * WIDTH);
            int at = offset + 4 * i;
            for (int lane = 0; lane < WIDTH; lane++) {
                out[at + 4 * lane] = words[lane];
                out[at + 4 * lane + 1] = words[WIDTH + lane];
                out[at + 4 * lane + 2] = words[2 * WIDTH + lane];
                out[at + 4 * lane + 3] = words[3 * WIDTH + lane];
            }
        }
    }

    /** The high halves of the products with an unsigned factor. */
    private static LongVector high(LongVector x, long factor) {
        long f0 = factor & HALF;
        long f1 = factor >>> 32;
        LongVector x0 = x.and(HALF);
        LongVector x1 = x.lanewise(LSHR, 32);
        LongVector t = x0.mul(f0).lanewise(LSHR, 32).add(x0.mul(f1));
        LongVector u = x1.mul(f0).add(t.and(HALF));
        return x1.mul(f1).add(t.lanewise(LSHR, 32)).add(u.lanewise(LSHR, 32));
    }
}
