package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Sets;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** What depends on the order of elements: the run of the fill value has its place among the sorted entries. */
final class CooOrder {
    private CooOrder() {}

    // Positions.

    static DenseArray argsort(CooArray a, int axis, boolean descending) {
        int along = Shape.checkAxis(axis, a.ndim());
        if (a.dtype().isComplex()) {
            throw new DTypeException("argsort does not take " + a.dtype() + ": complex numbers have no order");
        }
        int[] order = CooSorting.lastAxis(a.ndim(), along);
        CooArray lines = CooMoves.permute(a, order);
        DenseArray out = Creation.empty(lines.shape(), DType.INT64);
        if (out.size() > 0) {
            fillPositions(lines, descending, out.longs());
        }
        int[] back = new int[order.length];
        for (int i = 0; i < back.length; i++) {
            back[order[i]] = i;
        }
        return out.permute(back).contiguous();
    }

    private static void fillPositions(CooArray lines, boolean descending, long[] out) {
        int n = (int) lines.shape().get(lines.ndim() - 1);
        boolean[] smaller = CooSorting.smaller(lines);
        boolean[] other =
                Elementwise.notEqual(lines.values(), lines.fill()).toDense().toBooleanArray();
        Groups groups = lines.groups(n);
        int g = 0;
        boolean[] placed = new boolean[n];
        for (int line = 0; line * (long) n < out.length; line++) {
            int at = line * n;
            if (g == groups.count() || groups.ids[g] != line) {
                for (int i = 0; i < n; i++) {
                    out[at + i] = i;
                }
                continue;
            }
            int from = groups.starts[g];
            int to = groups.starts[++g];
            long base = (long) line * n;
            long[] sorted = lines.values()
                    .index(Index.range(from, to))
                    .argsort(0, descending)
                    .toLongArray();
            Arrays.fill(placed, false);
            int front = at;
            int back = at + n;
            for (long s : sorted) {
                int t = from + (int) s;
                if (other[t] && smaller[t] != descending) {
                    out[front++] = lines.keyStorage()[t] - base;
                    placed[(int) (lines.keyStorage()[t] - base)] = true;
                }
            }
            for (int i = sorted.length - 1; i >= 0; i--) {
                int t = from + (int) sorted[i];
                if (other[t] && smaller[t] == descending) {
                    out[--back] = lines.keyStorage()[t] - base;
                    placed[(int) (lines.keyStorage()[t] - base)] = true;
                }
            }
            for (int i = 0; i < n; i++) {
                if (!placed[i]) {
                    out[front++] = i;
                }
            }
        }
    }

    static NdArray searchsorted(NdArray sorted, NdArray values, Searching.Side side) {
        if (sorted.ndim() != 1) {
            throw new ShapeException(
                    "searchsorted in an array of shape " + sorted.shape() + ": expected one dimension");
        }
        if (values instanceof DenseArray v) {
            return places(sorted, v, side);
        }
        CooArray v = CooArray.fromDense(values);
        NdArray stored = places(sorted, v.values(), side);
        NdArray fill = places(sorted, v.fill(), side);
        return CooArray.pruned(
                v.shape(), DType.INT64, v.keyStorage(), Cells.storage(stored.toDense()), Cells.storage(fill.toDense()));
    }

    /** In front of a value are the entries that are less, and all that is not stored if the fill value is. */
    private static NdArray places(NdArray sorted, DenseArray values, Searching.Side side) {
        if (sorted instanceof DenseArray) {
            return Searching.searchsorted(sorted, values, side);
        }
        CooArray a = CooArray.fromDense(sorted);
        NdArray less = Searching.searchsorted(a.values(), values, side);
        NdArray fills = Searching.searchsorted(a.fill().reshape(1), values, side);
        return less.add(fills.mul(a.size() - a.nnz()));
    }

    // Quantiles.

    static NdArray quantile(CooArray x, double q, Axes axes) {
        if (x.dtype().isComplex()) {
            throw new DTypeException("quantile does not take " + x.dtype() + ": complex numbers have no order");
        }
        boolean[] reduced = axes.reduced(x.ndim());
        Shape shape = axes.resultShape(x.shape());
        CooArray a = x.dtype().isFloating() ? x : x.convert(DType.FLOAT64);
        int[] order = new int[reduced.length];
        int k = 0;
        long n = 1;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < reduced.length; i++) {
                if (reduced[i] == (pass == 1)) {
                    order[k++] = i;
                    n *= reduced[i] ? a.shape().get(i) : 1;
                }
            }
        }
        if (n == 0) {
            throw new ShapeException("quantile of an empty array of shape " + x.shape() + ": there is no element");
        }
        if (shape.size() == 0) {
            return Sparse.full(shape, a.fill());
        }
        CooArray sorted = CooSorting.sort(a.permute(order).reshape(a.size() / n, n), 1, false);
        double at = q * (n - 1);
        long below = (long) Math.floor(at);
        double part = at - below;
        NdArray low = sorted.index(Index.all(), Index.at(below));
        NdArray r = low;
        if (part > 0) {
            NdArray high = sorted.index(Index.all(), Index.at(below + 1));
            // Infinities of one sign have no difference.
            r = Searching.where(low.eq(high), low, low.add(high.sub(low).mul(part)));
        }
        NdArray last = sorted.index(Index.all(), Index.at(n - 1));
        r = Searching.where(Elementwise.isnan(last), last, r);
        NdArray result = r.reshape(shape.dims());
        return shape.ndim() == 0 ? result.toDense() : result;
    }

    // Counts.

    static Sparse.Histogram histogram(CooArray a, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("histogram of " + bins + " bins: expected one or more");
        }
        checkReal("histogram", a.dtype());
        double low = 0;
        double high = 1;
        if (a.size() > 0) {
            low = a.reduce(Reductions.MIN, Axes.all(), null)
                    .toDense()
                    .convert(DType.FLOAT64)
                    .item();
            high = a.reduce(Reductions.MAX, Axes.all(), null)
                    .toDense()
                    .convert(DType.FLOAT64)
                    .item();
        }
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "histogram of elements from " + low + " to " + high + ": expected finite ones, or give the edges");
        }
        if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        return histogram(a, Creation.linspace(low, high, bins + 1L).doubles());
    }

    static Sparse.Histogram histogram(CooArray a, double[] edges) {
        checkReal("histogram", a.dtype());
        if (edges.length < 2) {
            throw new IllegalArgumentException("histogram: " + edges.length + " edges: expected two or more");
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] >= edges[i - 1])) {
                throw new IllegalArgumentException("histogram: edge " + i + " is " + edges[i] + ", the one before "
                        + edges[i - 1] + ": expected them to increase");
            }
        }
        double[] own = edges.clone();
        long[] counts = new long[own.length - 1];
        for (double v : a.values().convert(DType.FLOAT64).toDoubleArray()) {
            count(v, 1, own, counts);
        }
        count(a.fill().convert(DType.FLOAT64).item(), a.size() - a.nnz(), own, counts);
        return new Sparse.Histogram(
                DenseArray.wrap(counts).asReadOnly(), DenseArray.wrap(own).asReadOnly());
    }

    private static void count(double v, long times, double[] edges, long[] counts) {
        int last = edges.length - 1;
        if (!(v >= edges[0] && v <= edges[last])) {
            return;
        }
        if (v == edges[last]) {
            counts[last - 1] += times;
            return;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (edges[middle] <= v) {
                low = middle;
            } else {
                high = middle;
            }
        }
        counts[low] += times;
    }

    private static void checkReal(String name, DType dtype) {
        if (dtype.isComplex()) {
            throw new DTypeException(name + " does not take " + dtype + ": complex numbers have no order");
        }
    }

    // Sets.

    static CooArray isin(CooArray x, NdArray test) {
        checkReal("isin", x.dtype());
        checkReal("isin", test.dtype());
        DenseArray among = elements(test);
        DType type = DType.promote(x.dtype(), among.dtype());
        DenseArray sorted = among.convert(type).sort(0, false);
        DenseArray stored = isin(x.values().convert(type), sorted);
        DenseArray fill = isin(x.fill().convert(type).reshape(1), sorted);
        return CooArray.pruned(x.shape(), DType.BOOL, x.keyStorage(), Cells.storage(stored), Cells.storage(fill));
    }

    /** The elements that there are, each at least once. */
    private static DenseArray elements(NdArray x) {
        if (x instanceof DenseArray d) {
            return d.reshape(-1);
        }
        CooArray a = CooArray.fromDense(x);
        return a.nnz() == a.size()
                ? a.values()
                : Manipulation.concat(0, a.values(), a.fill().reshape(1)).toDense();
    }

    private static DenseArray isin(DenseArray values, DenseArray sorted) {
        if (sorted.size() == 0) {
            return Creation.zeros(values.shape(), DType.BOOL);
        }
        NdArray places = Elementwise.minimum(Searching.searchsorted(sorted, values), sorted.size() - 1);
        return Ops.EQUAL.apply(sorted.index(Index.of(places)), values).toDense();
    }

    static Sets.UniqueAll uniqueAll(CooArray a) {
        checkReal("uniqueAll", a.dtype());
        long absent = a.size() - a.nnz();
        if (absent > 1 && !a.fill().eq(a.fill()).toDense().getBoolean()) {
            throw new DensificationException("uniqueAll of a sparse array with the fill value " + a.fill()
                    + ": every element that is not stored would be a value of its own; call toDense() first");
        }
        boolean known = a.nnz() > 0 || absent > 0;
        DenseArray all = absent == 0
                ? a.values()
                : Manipulation.concat(0, a.values(), a.fill().reshape(1)).toDense();
        Sets.UniqueAll found = Sets.uniqueAll(all);
        if (!known) {
            return new Sets.UniqueAll(
                    found.values(),
                    found.indices(),
                    found.inverseIndices().reshape(a.shape().dims()),
                    found.counts());
        }
        long[] counts = found.counts().toDense().toLongArray();
        long[] inverse = found.inverseIndices().toDense().toLongArray();
        long[] first = new long[counts.length];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int t = 0; t < a.nnz(); t++) {
            int v = (int) inverse[t];
            first[v] = Math.min(first[v], a.keyStorage()[t]);
        }
        long fill = 0;
        if (absent > 0) {
            fill = inverse[a.nnz()];
            counts[(int) fill] += absent - 1;
            first[(int) fill] = Math.min(first[(int) fill], firstAbsent(a.keyStorage()));
        }
        CooArray places = CooArray.pruned(
                a.shape(), DType.INT64, a.keyStorage(), Arrays.copyOf(inverse, a.nnz()), new long[] {fill});
        return new Sets.UniqueAll(
                found.values(),
                DenseArray.wrap(first).asReadOnly(),
                places,
                DenseArray.wrap(counts).asReadOnly());
    }

    /** The first key that is not among increasing ones. */
    private static long firstAbsent(long[] keys) {
        int t = 0;
        while (t < keys.length && keys[t] == t) {
            t++;
        }
        return t;
    }
}
