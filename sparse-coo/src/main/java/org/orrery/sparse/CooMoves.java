package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.sparse.internal.Divisor;

/** Moves entries to other keys: transposes, repeats along axes, joins arrays. */
final class CooMoves {
    /** A counting sort has at most this many counters for each entry, and some more. */
    private static final int COUNTERS = 8;

    private static final int FEW_COUNTERS = 1024;
    private static final int MOST_COUNTERS = 1 << 16;

    private CooMoves() {}

    static CooArray permute(CooArray a, int... axes) {
        int n = a.ndim();
        if (axes.length != n) {
            throw new ShapeException(
                    "permute: axes " + Arrays.toString(axes) + " are not all " + n + " axes of shape " + a.shape());
        }
        int[] order = new int[n];
        boolean[] seen = new boolean[n];
        long[] dims = new long[n];
        for (int i = 0; i < n; i++) {
            order[i] = Shape.checkAxis(axes[i], n);
            if (seen[order[i]]) {
                throw new ShapeException(
                        "permute: axes " + Arrays.toString(axes) + " name axis " + order[i] + " twice");
            }
            seen[order[i]] = true;
            dims[i] = a.shape().get(order[i]);
        }
        Shape shape = Shape.of(dims);
        long[] strides = shape.strides();
        long[] weights = new long[n];
        for (int i = 0; i < n; i++) {
            weights[order[i]] = strides[i];
        }
        Projection projection = new Projection(a.shape(), weights);
        if (projection.isIdentity() || a.nnz() == 0) {
            return a.withShape(shape);
        }
        long[] keys = projection.of(a.keyStorage());
        long suffix = suffixSize(order, shape);
        long prefixes = shape.size() / suffix;
        if (prefixes <= Math.min(MOST_COUNTERS, (long) COUNTERS * keys.length + FEW_COUNTERS)) {
            return sortedByQuotient(a, shape, keys, new Divisor(suffix, shape.size()), (int) prefixes);
        }
        return a.moved(shape, keys);
    }

    /**
     * The size of the longest run of last axes that stand in the order that they had. Entries that agree on the axes
     * before are in order already.
     */
    private static long suffixSize(int[] order, Shape shape) {
        int i = order.length - 1;
        while (i > 0 && order[i - 1] < order[i]) {
            i--;
        }
        long size = 1;
        for (int k = i; k < order.length; k++) {
            size *= shape.get(k);
        }
        return size;
    }

    /** A counting sort by a quotient of the new keys, entries of one quotient in their order. */
    private static CooArray sortedByQuotient(CooArray a, Shape shape, long[] keys, Divisor divisor, int quotients) {
        int[] starts = new int[quotients + 1];
        for (long key : keys) {
            starts[(int) divisor.divide(key) + 1]++;
        }
        Keys.accumulate(starts);
        long[] sorted = new long[keys.length];
        if (a.dtype() == DType.FLOAT64) {
            // The commonest type goes along with its keys.
            double[] values = (double[]) a.valueStorage();
            double[] moved = new double[keys.length];
            for (int t = 0; t < keys.length; t++) {
                int to = starts[(int) divisor.divide(keys[t])]++;
                sorted[to] = keys[t];
                moved[to] = values[t];
            }
            return new CooArray(shape, a.dtype(), sorted, moved, a.fillStorage());
        }
        int[] order = new int[keys.length];
        for (int t = 0; t < keys.length; t++) {
            int to = starts[(int) divisor.divide(keys[t])]++;
            sorted[to] = keys[t];
            order[to] = t;
        }
        return a.selected(shape, sorted, order);
    }

    /** For each axis of a shape, the stride in an array that broadcasts to it: 0 where that is repeated. */
    static long[] alignedStrides(Shape own, Shape shape) {
        long[] strides = own.strides();
        long[] aligned = new long[shape.ndim()];
        int shift = shape.ndim() - own.ndim();
        for (int i = 0; i < strides.length; i++) {
            aligned[i + shift] = own.get(i) == 1 ? 0 : strides[i];
        }
        return aligned;
    }

    static CooArray broadcast(CooArray a, Shape target) {
        if (target.equals(a.shape())) {
            return a;
        }
        int shift = target.ndim() - a.ndim();
        boolean fits = shift >= 0;
        for (int i = 0; fits && i < a.ndim(); i++) {
            fits = a.shape().get(i) == target.get(i + shift) || a.shape().get(i) == 1;
        }
        if (!fits) {
            throw new ShapeException("shape " + a.shape() + " does not broadcast to " + target);
        }
        long[] dims = new long[target.ndim()];
        Arrays.fill(dims, 0, shift, 1);
        System.arraycopy(a.shape().dims(), 0, dims, shift, a.ndim());
        CooArray out = a.withKeys(Shape.of(dims), a.keyStorage());
        for (int axis = target.ndim() - 1; axis >= 0; axis--) {
            if (dims[axis] != target.get(axis)) {
                out = repeat(out, axis, target.get(axis));
            }
        }
        return out;
    }

    /** Repeats along an axis of size one; the keys come out in order. */
    private static CooArray repeat(CooArray a, int axis, long times) {
        Shape shape = a.shape().with(axis, times);
        long inner = 1;
        for (int i = axis + 1; i < a.ndim(); i++) {
            inner *= a.shape().get(i);
        }
        long total = (long) a.nnz() * Math.min(times, Integer.MAX_VALUE);
        int[] places = new int[CooArray.checkEntries(total)];
        long[] keys = new long[places.length];
        long[] from = a.keyStorage();
        int o = 0;
        if (places.length > 0) {
            Groups groups = a.groups(inner);
            for (int g = 0; g < groups.count(); g++) {
                long id = groups.ids[g];
                for (long r = 0; r < times; r++) {
                    long move = (id * times + r - id) * inner;
                    for (int t = groups.starts[g]; t < groups.starts[g + 1]; t++) {
                        places[o] = t;
                        keys[o++] = from[t] + move;
                    }
                }
            }
        }
        return a.selected(shape, keys, places);
    }

    static CooArray concat(int axis, NdArray... arrays) {
        DType dtype = arrays[0].dtype();
        DenseArray fill = null;
        for (NdArray x : arrays) {
            dtype = DType.promote(dtype, x.dtype());
        }
        for (NdArray x : arrays) {
            if (x instanceof CooArray c) {
                DenseArray f = c.fill().convert(dtype);
                if (fill == null) {
                    fill = f;
                } else if (!Cells.same(f.storage(), fill.storage(), Cells.width(dtype))) {
                    throw new DensificationException("concat of sparse arrays with the fill values " + fill + " and "
                            + f
                            + ": the elements that one of them does not store would be dense; give Sparse.concat the "
                            + "result's fill value");
                }
            }
        }
        int a = Shape.checkAxis(axis, arrays[0].ndim());
        CooArray[] parts = new CooArray[arrays.length];
        long length = 0;
        long entries = 0;
        for (int i = 0; i < arrays.length; i++) {
            Shape s = arrays[i].shape();
            if (s.ndim() != arrays[0].ndim()
                    || !s.with(a, 0).equals(arrays[0].shape().with(a, 0))) {
                throw new ShapeException("concat along axis " + a + ": array " + i + " has shape " + s + ", array 0 "
                        + arrays[0].shape() + "; all other axes must agree");
            }
            NdArray x = arrays[i].convert(dtype);
            parts[i] = fill == null ? CooArray.fromDense(x) : CooArray.fromDense(x, fill);
            length = Math.addExact(length, s.get(a));
            entries += parts[i].nnz();
        }
        return join(parts, a, parts[0].shape().with(a, length), CooArray.checkEntries(entries));
    }

    /** Copies runs of entries that the axes before and the joined one hold together, in the order of their keys. */
    private static CooArray join(CooArray[] parts, int axis, Shape shape, int entries) {
        long inner = 1;
        for (int i = axis; i < shape.ndim(); i++) {
            inner *= shape.get(i);
        }
        int width = Cells.width(parts[0].dtype());
        long[] keys = new long[entries];
        Object values = Cells.allocate(parts[0].dtype(), entries);
        long[] blocks = new long[parts.length];
        Groups[] groups = new Groups[parts.length];
        int[] next = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            blocks[i] =
                    inner == 0 ? 0 : inner / shape.get(axis) * parts[i].shape().get(axis);
            groups[i] = Groups.of(parts[i].keyStorage(), Math.max(blocks[i], 1), Math.max(parts[i].size(), 1));
        }
        int o = 0;
        while (o < entries) {
            long id = Long.MAX_VALUE;
            for (int i = 0; i < parts.length; i++) {
                id = next[i] < groups[i].count() ? Math.min(id, groups[i].ids[next[i]]) : id;
            }
            long move = id * inner;
            for (int i = 0; i < parts.length; i++) {
                Groups g = groups[i];
                if (next[i] < g.count() && g.ids[next[i]] == id) {
                    int from = g.starts[next[i]];
                    int to = g.starts[++next[i]];
                    long[] own = parts[i].keyStorage();
                    System.arraycopy(parts[i].valueStorage(), width * from, values, width * o, width * (to - from));
                    for (int t = from; t < to; t++) {
                        keys[o++] = own[t] - id * blocks[i] + move;
                    }
                }
                move += blocks[i];
            }
        }
        return new CooArray(shape, parts[0].dtype(), keys, values, parts[0].fillStorage());
    }
}
