package org.orrery.sparse;

import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Shape;

/** Sorts along an axis: smaller entries come before the run of the fill value, larger ones behind it. */
final class CooSorting {
    private CooSorting() {}

    static CooArray sort(CooArray a, int axis, boolean descending) {
        int along = checked(a, axis);
        long n = a.shape().get(along);
        if (a.nnz() == 0 || n < 2) {
            return a;
        }
        int[] order = lastAxis(a.ndim(), along);
        CooArray lines = CooMoves.permute(a, order);
        Groups groups = lines.groups(n);
        boolean[] smaller = smaller(lines);
        long[] keys = new long[a.nnz()];
        Object values = Cells.allocate(a.dtype(), a.nnz());
        for (int g = 0; g < groups.count(); g++) {
            int from = groups.starts[g];
            int to = groups.starts[g + 1];
            int less = 0;
            for (int t = from; t < to; t++) {
                less += smaller[t] ? 1 : 0;
            }
            int first = descending ? to - from - less : less;
            for (int t = from; t < to; t++) {
                int p = t - from;
                keys[t] = groups.ids[g] * n + (p < first ? p : n - (to - t));
            }
            DenseArray sorted = lines.values().index(Index.range(from, to)).sort(0, descending);
            System.arraycopy(Cells.storage(sorted), 0, values, from, to - from);
        }
        CooArray out = new CooArray(lines.shape(), a.dtype(), keys, values, a.fillStorage());
        int[] back = new int[order.length];
        for (int i = 0; i < back.length; i++) {
            back[order[i]] = i;
        }
        return CooMoves.permute(out, back);
    }

    /** Which stored values are less than the fill value; NaN is the largest. */
    static boolean[] smaller(CooArray a) {
        DenseArray fill = a.fill();
        if (fill.dtype().isFloating() && Double.isNaN(fill.getDouble())) {
            boolean[] all = new boolean[a.nnz()];
            java.util.Arrays.fill(all, true);
            return all;
        }
        return Elementwise.less(a.values(), fill).toDense().toBooleanArray();
    }

    static DenseArray argsort(CooArray a, int axis, boolean descending) {
        int along = checked(a, axis);
        throw new DensificationException("argsort along axis " + along + (descending ? ", descending," : "")
                + " of a sparse array of shape " + a.shape()
                + " would be dense, since every element has another position: call Sparse.argsort");
    }

    private static int checked(CooArray a, int axis) {
        if (a.dtype().isComplex()) {
            throw new DTypeException("sort does not take " + a.dtype() + ": complex numbers have no order");
        }
        return Shape.checkAxis(axis, a.ndim());
    }

    /** All axes but one, then that. */
    static int[] lastAxis(int ndim, int axis) {
        int[] order = new int[ndim];
        int k = 0;
        for (int i = 0; i < ndim; i++) {
            if (i != axis) {
                order[k++] = i;
            }
        }
        order[ndim - 1] = axis;
        return order;
    }
}
