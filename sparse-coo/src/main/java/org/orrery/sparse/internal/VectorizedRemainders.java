package org.orrery.sparse.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link Remainders}: remainders of a block of keys at a time, by arithmetic on doubles, which is
 * exact here. The same sums.
 *
 * <p>With {@code c = floor((d - 1) / 2)}, {@code (x - c) / d} is {@code 1 / 2d} or more away from the middle between two
 * integers and rounds to the quotient, but for the greatest remainder of an even divisor, which lies in that middle.
 * {@code 1 / d} is therefore taken smaller, by at most one and a half units in the last place: with {@code x < 2^50} this
 * moves the product down by more than nothing and less than {@code 1 / 2d}.
 */
public final class VectorizedRemainders extends Remainders {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int BLOCK = 256;
    private static final long LIMIT = 1L << 50;

    /** The low bits of a double between this and its double are those of an integer. */
    private static final double INTEGERS = 0x1p52;

    /** Adding and subtracting this rounds a double of either sign to an integer. */
    private static final double ROUND = 0x1.8p52;

    /** Called by reflection when the Vector API is there. */
    public VectorizedRemainders() {}

    @Override
    public void scatter(long[] keys, double[] values, int from, Divisor divisor, double[] sums) {
        int t = from;
        if (divisor.bound() <= LIMIT) {
            long[] places = new long[BLOCK];
            for (; t <= keys.length - BLOCK; t += BLOCK) {
                remainders(keys, t, divisor.divisor(), places);
                add(places, values, t, sums);
            }
        }
        super.scatter(keys, values, t, divisor, sums);
    }

    /** The low halves of the results are the remainders. */
    private static void remainders(long[] keys, int from, double d, long[] out) {
        long integers = Double.doubleToRawLongBits(INTEGERS);
        double centre = INTEGERS + Math.floor((d - 1) / 2);
        DoubleVector factor = DoubleVector.broadcast(DOUBLES, Math.nextDown(1 / d));
        DoubleVector round = DoubleVector.broadcast(DOUBLES, ROUND);
        DoubleVector minus = DoubleVector.broadcast(DOUBLES, -d);
        for (int t = 0; t < BLOCK; t += LONGS.length()) {
            DoubleVector x =
                    LongVector.fromArray(LONGS, keys, from + t).or(integers).reinterpretAsDoubles();
            DoubleVector quotient = x.sub(centre).fma(factor, round).sub(round);
            quotient.fma(minus, x).reinterpretAsLongs().intoArray(out, t);
        }
    }

    private static void add(long[] places, double[] values, int from, double[] sums) {
        for (int t = 0; t < BLOCK; t++) {
            sums[(int) places[t]] += values[from + t];
        }
    }

    @Override
    public boolean anyZero(double[] x, int from, int to) {
        VectorMask<Double> zeros = DOUBLES.maskAll(false);
        int t = from;
        for (; t <= to - DOUBLES.length(); t += DOUBLES.length()) {
            zeros = zeros.or(DoubleVector.fromArray(DOUBLES, x, t).eq(0));
        }
        return zeros.anyTrue() || super.anyZero(x, t, to);
    }
}
