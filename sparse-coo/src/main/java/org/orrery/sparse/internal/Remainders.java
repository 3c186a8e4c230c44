package org.orrery.sparse.internal;

import org.orrery.ndarray.Vectorization;

/** Adds entries at the remainders of their keys: the sums of a matrix's columns. */
public class Remainders {
    /** The twin that is used here. */
    public static final Remainders INSTANCE =
            Vectorization.choose(Remainders.class, "org.orrery.sparse.internal.VectorizedRemainders", new Remainders());

    /** Makes the plain twin. */
    protected Remainders() {}

    /**
     * Adds {@code values[t]} to {@code sums[keys[t] % divisor]}, in the order of the entries.
     *
     * @param keys the keys, not negative
     * @param values as many values
     * @param from the first entry
     * @param divisor the divisor
     * @param sums as many sums as the divisor says, or more
     */
    public void scatter(long[] keys, double[] values, int from, Divisor divisor, double[] sums) {
        long size = divisor.divisor();
        for (int t = from; t < keys.length; t++) {
            long key = keys[t];
            sums[(int) (key - divisor.divide(key) * size)] += values[t];
        }
    }

    /**
     * Whether there is a zero, of either sign, among {@code x[from..to)}.
     *
     * @param x numbers
     * @param from the first one
     * @param to the one after the last
     * @return whether one is zero
     */
    public boolean anyZero(double[] x, int from, int to) {
        for (int t = from; t < to; t++) {
            if (x[t] == 0) {
                return true;
            }
        }
        return false;
    }
}
