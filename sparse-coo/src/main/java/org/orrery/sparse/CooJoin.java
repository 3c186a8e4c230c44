package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.Shape;

/** The outer join of two operands that are both broadcast: every pair of entries that meet in the result. */
final class CooJoin {
    private CooJoin() {}

    /**
     * The elements of a broadcast product, without repeating either operand first.
     *
     * @param a one operand
     * @param b the other
     * @param shape the shape that both broadcast to
     * @return the elements and the entry of each operand that meets there
     */
    static Keys.Union pairs(CooArray a, CooArray b, Shape shape) {
        int ndim = shape.ndim();
        long[] strides = shape.strides();
        boolean[] hasA = new boolean[ndim];
        boolean[] hasB = new boolean[ndim];
        boolean[] shared = new boolean[ndim];
        long[] resultA = new long[ndim];
        long[] resultB = new long[ndim];
        long[] sharedStrides = new long[ndim];
        long sharedSize = 1;
        for (int axis = ndim - 1; axis >= 0; axis--) {
            hasA[axis] = has(a.shape(), shape, axis);
            hasB[axis] = has(b.shape(), shape, axis);
            shared[axis] = hasA[axis] && hasB[axis];
            resultA[axis] = hasA[axis] ? strides[axis] : 0;
            resultB[axis] = hasB[axis] && !hasA[axis] ? strides[axis] : 0;
            sharedStrides[axis] = shared[axis] ? sharedSize : 0;
            sharedSize *= shared[axis] ? shape.get(axis) : 1;
        }
        long[] metA = own(a, sharedStrides, ndim).of(a.keyStorage());
        long[] metB = own(b, sharedStrides, ndim).of(b.keyStorage());
        int[] orderB = Keys.sort(metB, sharedSize);
        int[] from = new int[metA.length];
        int[] to = new int[metA.length];
        long total = 0;
        for (int t = 0; t < metA.length; t++) {
            from[t] = Keys.search(metB, 0, metB.length, metA[t]);
            to[t] = Keys.search(metB, from[t], metB.length, metA[t] + 1);
            total += to[t] - from[t];
        }
        long[] partA = own(a, resultA, ndim).of(a.keyStorage());
        long[] partB = own(b, resultB, ndim).of(b.keyStorage());
        long[] keys = new long[CooArray.checkEntries(total)];
        int[] left = new int[keys.length];
        int[] right = new int[keys.length];
        int o = 0;
        for (int t = 0; t < metA.length; t++) {
            for (int p = from[t]; p < to[t]; p++) {
                left[o] = t;
                right[o] = orderB == null ? p : orderB[p];
                keys[o] = partA[t] + partB[right[o]];
                o++;
            }
        }
        int[] order = Keys.sort(keys, shape.size());
        return order == null
                ? new Keys.Union(keys, left, right)
                : new Keys.Union(keys, at(left, order), at(right, order));
    }

    private static boolean has(Shape own, Shape shape, int axis) {
        int a = axis - shape.ndim() + own.ndim();
        return a >= 0 && own.get(a) == shape.get(axis);
    }

    /** A projection whose weights are given for the axes of the result. */
    private static Projection own(CooArray a, long[] weights, int ndim) {
        return new Projection(a.shape(), Arrays.copyOfRange(weights, ndim - a.ndim(), ndim));
    }

    private static int[] at(int[] places, int[] order) {
        int[] out = new int[order.length];
        for (int t = 0; t < order.length; t++) {
            out[t] = places[order[t]];
        }
        return out;
    }
}
