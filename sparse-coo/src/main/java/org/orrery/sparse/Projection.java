package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.Shape;
import org.orrery.sparse.internal.Divisor;
import org.orrery.sparse.internal.Remainders;

/**
 * Turns the linear key of an element into a weighted sum of its positions: the key in a transposed array, the place in
 * a dense one, the key of an operand that is broadcast.
 *
 * <p>Neighbouring axes whose weights fit together count as one, so that most projections need one division or none.
 */
final class Projection {
    private final long[] sizes;
    private final long[] weights;
    private final Divisor[] divisors;

    /**
     * Prepares the sums.
     *
     * @param shape the shape that the keys belong to
     * @param axisWeights the weight of the position on each axis
     */
    Projection(Shape shape, long[] axisWeights) {
        long[] s = new long[shape.ndim() + 1];
        long[] w = new long[shape.ndim() + 1];
        int n = 0;
        for (int a = 0; a < axisWeights.length; a++) {
            long size = shape.get(a);
            if (size == 1) {
                continue;
            }
            if (n > 0 && w[n - 1] == axisWeights[a] * size) {
                s[n - 1] *= size;
                w[n - 1] = axisWeights[a];
            } else {
                s[n] = size;
                w[n++] = axisWeights[a];
            }
        }
        if (n == 0) {
            s[n] = 1;
            n = 1;
        }
        sizes = Arrays.copyOf(s, n);
        weights = Arrays.copyOf(w, n);
        divisors = new Divisor[n];
        for (int i = 1; i < n; i++) {
            divisors[i] = new Divisor(Math.max(sizes[i], 1), Math.max(shape.size(), 1));
        }
    }

    /** Whether every key is its own sum. */
    boolean isIdentity() {
        return sizes.length == 1 && (weights[0] == 1 || sizes[0] == 1);
    }

    long of(long key) {
        long rest = key;
        long sum = 0;
        for (int i = sizes.length - 1; i > 0; i--) {
            long q = divisors[i].divide(rest);
            sum += (rest - q * sizes[i]) * weights[i];
            rest = q;
        }
        return sum + rest * weights[0];
    }

    /** The sums of the keys {@code keys[from..from+count)}, from the begin of the result on. */
    void of(long[] keys, int from, int count, long[] out) {
        if (sizes.length == 1) {
            long w = weights[0];
            for (int t = 0; t < count; t++) {
                out[t] = keys[from + t] * w;
            }
        } else if (sizes.length == 2) {
            Divisor d = divisors[1];
            long size = sizes[1];
            long w0 = weights[0];
            long w1 = weights[1];
            for (int t = 0; t < count; t++) {
                long key = keys[from + t];
                long q = d.divide(key);
                out[t] = q * w0 + (key - q * size) * w1;
            }
        } else {
            for (int t = 0; t < count; t++) {
                out[t] = of(keys[from + t]);
            }
        }
    }

    /** Adds values at the sums of their keys. */
    void scatter(long[] keys, double[] values, double[] sums) {
        if (sizes.length == 2) {
            Divisor d = divisors[1];
            long size = sizes[1];
            long w0 = weights[0];
            long w1 = weights[1];
            if (w0 == 0 && w1 == 1) {
                Remainders.INSTANCE.scatter(keys, values, 0, d, sums);
                return;
            }
            for (int t = 0; t < keys.length; t++) {
                long key = keys[t];
                long q = d.divide(key);
                sums[(int) (q * w0 + (key - q * size) * w1)] += values[t];
            }
        } else {
            for (int t = 0; t < keys.length; t++) {
                sums[(int) of(keys[t])] += values[t];
            }
        }
    }

    /** Adds integers at the sums of their keys. */
    void scatter(long[] keys, long[] values, long[] sums) {
        for (int t = 0; t < keys.length; t++) {
            sums[(int) of(keys[t])] += values[t];
        }
    }

    /** Counts the keys at each sum. */
    void count(long[] keys, int[] counts) {
        for (long key : keys) {
            counts[(int) of(key)]++;
        }
    }

    long[] of(long[] keys) {
        long[] out = new long[keys.length];
        of(keys, 0, keys.length, out);
        return out;
    }
}
