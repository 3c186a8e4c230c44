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
        int whole = WORTH_WHILE ? counters - counters % (2 * WIDTH) : 0;
        if (whole > 0) {
            lanes(key0, key1, c0, c1, c2, c3, out, offset, whole);
        }
        super.generate(key0, key1, c0 + whole, c1, c2, c3, out, offset + 4 * whole, counters - whole);
    }

    /**
     * Two groups of counters at once: the operations of the one fill the waiting times of the other. The loop has no calls
     * of its own, since the compiler would not look into them.
     */
    private static void lanes(
            long key0, long key1, long c0, long c1, long c2, long c3, long[] out, int offset, int counters) {
        long[] words = new long[8 * WIDTH];
        LongVector half = LongVector.broadcast(SPECIES, HALF);
        LongVector multiplier0 = LongVector.broadcast(SPECIES, MULTIPLIER_0);
        LongVector multiplier1 = LongVector.broadcast(SPECIES, MULTIPLIER_1);
        LongVector low0 = LongVector.broadcast(SPECIES, MULTIPLIER_0 & HALF);
        LongVector high0 = LongVector.broadcast(SPECIES, MULTIPLIER_0 >>> 32);
        LongVector low1 = LongVector.broadcast(SPECIES, MULTIPLIER_1 & HALF);
        LongVector high1 = LongVector.broadcast(SPECIES, MULTIPLIER_1 >>> 32);
        LongVector weyl0 = LongVector.broadcast(SPECIES, WEYL_0);
        LongVector weyl1 = LongVector.broadcast(SPECIES, WEYL_1);
        LongVector first = LongVector.broadcast(SPECIES, c0).addIndex(1);
        for (int i = 0; i < counters; i += 2 * WIDTH) {
            LongVector x0 = first.add(i);
            LongVector x1 = LongVector.broadcast(SPECIES, c1);
            LongVector x2 = LongVector.broadcast(SPECIES, c2);
            LongVector x3 = LongVector.broadcast(SPECIES, c3);
            LongVector y0 = first.add(i + WIDTH);
            LongVector y1 = x1;
            LongVector y2 = x2;
            LongVector y3 = x3;
            LongVector k0 = LongVector.broadcast(SPECIES, key0);
            LongVector k1 = LongVector.broadcast(SPECIES, key1);
            for (int round = 0; round < ROUNDS; round++) {
                LongVector xal = x0.and(half);
                LongVector xah = x0.lanewise(LSHR, 32);
                LongVector xat = xal.mul(low0).lanewise(LSHR, 32).add(xal.mul(high0));
                LongVector xau = xah.mul(low0).add(xat.and(half));
                LongVector xp = xah.mul(high0).add(xat.lanewise(LSHR, 32)).add(xau.lanewise(LSHR, 32));
                LongVector xbl = x2.and(half);
                LongVector xbh = x2.lanewise(LSHR, 32);
                LongVector xbt = xbl.mul(low1).lanewise(LSHR, 32).add(xbl.mul(high1));
                LongVector xbu = xbh.mul(low1).add(xbt.and(half));
                LongVector xq = xbh.mul(high1).add(xbt.lanewise(LSHR, 32)).add(xbu.lanewise(LSHR, 32));
                LongVector xm = x0.mul(multiplier0);
                x0 = xq.lanewise(XOR, x1).lanewise(XOR, k0);
                x1 = x2.mul(multiplier1);
                x2 = xp.lanewise(XOR, x3).lanewise(XOR, k1);
                x3 = xm;
                LongVector yal = y0.and(half);
                LongVector yah = y0.lanewise(LSHR, 32);
                LongVector yat = yal.mul(low0).lanewise(LSHR, 32).add(yal.mul(high0));
                LongVector yau = yah.mul(low0).add(yat.and(half));
                LongVector yp = yah.mul(high0).add(yat.lanewise(LSHR, 32)).add(yau.lanewise(LSHR, 32));
                LongVector ybl = y2.and(half);
                LongVector ybh = y2.lanewise(LSHR, 32);
                LongVector ybt = ybl.mul(low1).lanewise(LSHR, 32).add(ybl.mul(high1));
                LongVector ybu = ybh.mul(low1).add(ybt.and(half));
                LongVector yq = ybh.mul(high1).add(ybt.lanewise(LSHR, 32)).add(ybu.lanewise(LSHR, 32));
                LongVector ym = y0.mul(multiplier0);
                y0 = yq.lanewise(XOR, y1).lanewise(XOR, k0);
                y1 = y2.mul(multiplier1);
                y2 = yp.lanewise(XOR, y3).lanewise(XOR, k1);
                y3 = ym;
                k0 = k0.add(weyl0);
                k1 = k1.add(weyl1);
            }
            x0.intoArray(words, 0);
            x1.intoArray(words, WIDTH);
            x2.intoArray(words, 2 * WIDTH);
            x3.intoArray(words, 3 * WIDTH);
            y0.intoArray(words, 4 * WIDTH);
            y1.intoArray(words, 5 * WIDTH);
            y2.intoArray(words, 6 * WIDTH);
            y3.intoArray(words, 7 * WIDTH);
            for (int group = 0; group < 2; group++) {
                int at = offset + 4 * (i + group * WIDTH);
                int from = 4 * WIDTH * group;
                for (int lane = 0; lane < WIDTH; lane++) {
                    out[at + 4 * lane] = words[from + lane];
                    out[at + 4 * lane + 1] = words[from + WIDTH + lane];
                    out[at + 4 * lane + 2] = words[from + 2 * WIDTH + lane];
                    out[at + 4 * lane + 3] = words[from + 3 * WIDTH + lane];
                }
            }
        }
    }
}
