package org.orrery.sparse.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link RowProducts}: some columns of a row stay in registers while its entries go by. Products are
 * added without rounding in between, so that a sum of k products differs from the plain one by at most {@code k eps
 * sum |x||y|}.
 */
public final class VectorizedRowProducts extends RowProducts {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int W = S.length();

    /** Called by reflection when the Vector API is there. */
    public VectorizedRowProducts() {}

    @Override
    public void add(
            long[] keys,
            double[] x,
            long[] ids,
            int[] starts,
            int from,
            int to,
            long inner,
            double[] y,
            int offset,
            int n,
            double[] out) {
        for (int g = from; g < to; g++) {
            long base = ids[g] * inner;
            int at = (int) ids[g] * n;
            int first = starts[g];
            int end = starts[g + 1];
            int c = 0;
            for (; c <= n - 4 * W; c += 4 * W) {
                four(keys, x, first, end, base, y, offset + c, n, out, at + c);
            }
            for (; c <= n - 2 * W; c += 2 * W) {
                two(keys, x, first, end, base, y, offset + c, n, out, at + c);
            }
            for (; c < n; c += W) {
                one(keys, x, first, end, base, y, offset + c, n, out, at + c, S.indexInRange(c, n));
            }
        }
    }

    private static void four(
            long[] keys,
            double[] x,
            int first,
            int end,
            long base,
            double[] y,
            int offset,
            int n,
            double[] out,
            int at) {
        DoubleVector a = DoubleVector.fromArray(S, out, at);
        DoubleVector b = DoubleVector.fromArray(S, out, at + W);
        DoubleVector c = DoubleVector.fromArray(S, out, at + 2 * W);
        DoubleVector d = DoubleVector.fromArray(S, out, at + 3 * W);
        for (int t = first; t < end; t++) {
            int p = offset + (int) (keys[t] - base) * n;
            DoubleVector v = DoubleVector.broadcast(S, x[t]);
            a = DoubleVector.fromArray(S, y, p).fma(v, a);
            b = DoubleVector.fromArray(S, y, p + W).fma(v, b);
            c = DoubleVector.fromArray(S, y, p + 2 * W).fma(v, c);
            d = DoubleVector.fromArray(S, y, p + 3 * W).fma(v, d);
        }
        a.intoArray(out, at);
        b.intoArray(out, at + W);
        c.intoArray(out, at + 2 * W);
        d.intoArray(out, at + 3 * W);
    }

    private static void two(
            long[] keys,
            double[] x,
            int first,
            int end,
            long base,
            double[] y,
            int offset,
            int n,
            double[] out,
            int at) {
        DoubleVector a = DoubleVector.fromArray(S, out, at);
        DoubleVector b = DoubleVector.fromArray(S, out, at + W);
        for (int t = first; t < end; t++) {
            int p = offset + (int) (keys[t] - base) * n;
            DoubleVector v = DoubleVector.broadcast(S, x[t]);
            a = DoubleVector.fromArray(S, y, p).fma(v, a);
            b = DoubleVector.fromArray(S, y, p + W).fma(v, b);
        }
        a.intoArray(out, at);
        b.intoArray(out, at + W);
    }

    private static void one(
            long[] keys,
            double[] x,
            int first,
            int end,
            long base,
            double[] y,
            int offset,
            int n,
            double[] out,
            int at,
            VectorMask<Double> there) {
        DoubleVector a = DoubleVector.fromArray(S, out, at, there);
        for (int t = first; t < end; t++) {
            int p = offset + (int) (keys[t] - base) * n;
            a = DoubleVector.fromArray(S, y, p, there).fma(DoubleVector.broadcast(S, x[t]), a);
        }
        a.intoArray(out, at, there);
    }
}
