package org.orrery.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.IndexPlan;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.sparse.internal.Divisor;

/**
 * Answers index expressions: the first axes narrow the run of entries by binary search, the others are tested entry by
 * entry, and index arrays are met by a join.
 */
final class CooSelection {
    private static final int BLOCK = 1024;

    private final CooArray a;
    private final IndexPlan plan;
    private final long[] dims;
    private final long[] strides;

    /** The stride in the result of each source axis, 0 for one that is not there. */
    private final long[] weights;

    /** The stride in the result of one step through the index arrays. */
    private final long selectionStride;

    /** The run of entries that the first axes leave. */
    private final int from;

    private final int to;

    /** Whether the index takes all entries of the run. */
    private final boolean whole;

    private CooSelection(CooArray a, IndexPlan plan) {
        this.a = a;
        this.plan = plan;
        dims = a.shape().dims();
        strides = a.shape().strides();
        int ndim = dims.length;
        weights = new long[ndim];
        int[] layout = plan.layout();
        Shape result = plan.resultShape();
        long[] resultStrides = result.strides();
        Shape selection = plan.selection();
        int axis = 0;
        long step = 1;
        for (int entry : layout) {
            if (entry == IndexPlan.SELECTION && selection != null) {
                axis += selection.ndim();
                // The stride of the last of its axes; any will do where there is but one element.
                step = 1;
                for (int i = axis; i < resultStrides.length; i++) {
                    step *= result.get(i);
                }
            } else {
                if (entry != IndexPlan.NEW_AXIS) {
                    weights[entry] = resultStrides[axis];
                }
                axis++;
            }
        }
        selectionStride = step;
        long low = 0;
        long high = a.size();
        int tested = 0;
        while (tested < ndim && plan.positions(tested) == null) {
            boolean single = plan.count(tested) <= 1;
            low += Math.min(plan.start(tested), last(tested)) * strides[tested];
            high = low + (single ? 1 : Math.abs(last(tested) - plan.start(tested)) + 1) * strides[tested];
            tested++;
            if (!single) {
                whole = Math.abs(plan.step(tested - 1)) == 1 && restIsWhole(tested);
                from = Keys.search(a.keyStorage(), 0, a.nnz(), low);
                to = Keys.search(a.keyStorage(), from, a.nnz(), high);
                return;
            }
        }
        whole = tested == ndim;
        from = Keys.search(a.keyStorage(), 0, a.nnz(), low);
        to = Keys.search(a.keyStorage(), from, a.nnz(), high);
    }

    private long last(int axis) {
        return plan.start(axis) + Math.max(plan.count(axis) - 1, 0) * plan.step(axis);
    }

    private boolean isWhole(int axis) {
        return plan.positions(axis) == null && plan.count(axis) == dims[axis] && plan.step(axis) == 1;
    }

    private boolean restIsWhole(int axis) {
        for (int i = axis; i < dims.length; i++) {
            if (!isWhole(i)) {
                return false;
            }
        }
        return true;
    }

    static NdArray index(CooArray a, Index... entries) {
        IndexPlan plan = IndexPlan.of(a.shape(), positionsForMasks(a.shape(), entries));
        CooArray out;
        if (plan.resultShape().size() == 0) {
            out = new CooArray(
                    plan.resultShape(), a.dtype(), new long[0], Cells.allocate(a.dtype(), 0), a.fillStorage());
        } else {
            CooSelection s = new CooSelection(a, plan);
            out = plan.isBasic() ? s.basic() : s.advanced();
        }
        if (out.ndim() > 0) {
            return out;
        }
        return out.nnz() == 0 ? out.fill() : DenseArray.of(a.dtype(), out.valueStorage(), Shape.of());
    }

    /** Sparse masks become the positions where they are true, so that nothing of their size is made. */
    static Index[] positionsForMasks(Shape shape, Index... entries) {
        int left = shape.ndim();
        for (Index e : entries) {
            left -= axes(e);
        }
        List<Index> out = new ArrayList<>();
        int axis = 0;
        for (Index e : entries) {
            CooArray mask = e instanceof Index.Selection s ? plainMask(s.array()) : null;
            if (mask != null) {
                for (int i = 0; i < mask.ndim(); i++) {
                    // Too many entries are IndexPlan's to refuse.
                    int at = axis + i;
                    if (at < shape.ndim() && mask.shape().get(i) != shape.get(at)) {
                        throw new ShapeException("mask of shape " + mask.shape() + " does not fit shape " + shape
                                + ": axis " + at + " has " + shape.get(at) + " and "
                                + mask.shape().get(i));
                    }
                    out.add(Index.of(mask.coords(i)));
                }
            } else {
                out.add(e);
            }
            axis += e instanceof Index.Ellipsis ? left : axes(e);
        }
        return out.toArray(new Index[0]);
    }

    /** The axes that an entry takes; an ellipsis takes what is left. */
    private static int axes(Index e) {
        if (e instanceof Index.Selection s) {
            return s.array().dtype().isBoolean() ? s.array().ndim() : 1;
        }
        return e instanceof Index.NewAxis || e instanceof Index.Ellipsis ? 0 : 1;
    }

    /** A sparse mask that is false where nothing is stored, or null. */
    private static @Nullable CooArray plainMask(NdArray array) {
        if (array.dtype() != DType.BOOL || array.ndim() == 0 || array instanceof DenseArray) {
            return null;
        }
        CooArray mask = CooArray.fromDense(array);
        return mask.fill().getBoolean() ? null : mask;
    }

    private CooArray basic() {
        long[] keys = a.keyStorage();
        if (whole && forward()) {
            if (from == to) {
                return a.selected(plan.resultShape(), new long[0], new int[0]);
            }
            long shift = shift();
            long[] moved = new long[to - from];
            for (int t = 0; t < moved.length; t++) {
                moved[t] = keys[from + t] - shift;
            }
            Object values = Cells.range(a.valueStorage(), a.dtype(), from, to);
            return new CooArray(plan.resultShape(), a.dtype(), moved, values, a.fillStorage());
        }
        Tested kept = test(new long[dims.length]);
        return reordered(kept.keys, kept.places);
    }

    private boolean forward() {
        for (int i = 0; i < dims.length; i++) {
            if (plan.step(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private long shift() {
        long shift = 0;
        for (int i = 0; i < dims.length; i++) {
            shift += plan.start(i) * strides[i];
        }
        return shift;
    }

    private CooArray reordered(long[] keys, int[] places) {
        int[] order = Keys.sort(keys, plan.resultShape().size());
        if (order == null) {
            return a.selected(plan.resultShape(), keys, places);
        }
        int[] sorted = new int[order.length];
        for (int t = 0; t < order.length; t++) {
            sorted[t] = places[order[t]];
        }
        return a.selected(plan.resultShape(), keys, sorted);
    }

    /** Entries that all ranges and points take, what these make of their keys, and what index arrays have to meet. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Tested(int[] places, long[] keys, long[] subs) {}

    /**
     * Tests the entries of the run, a block at a time and axis by axis.
     *
     * @param subStrides for each axis that index arrays select from, its weight in the number that they have to meet
     */
    private Tested test(long[] subStrides) {
        int n = to - from;
        // Room for one more, which is written before it is known to count.
        int[] places = new int[n + 1];
        long[] made = new long[n + 1];
        boolean selects = plan.selection() != null;
        long[] subs = new long[selects ? n + 1 : 0];
        Divisor[] divisors = new Divisor[dims.length];
        for (int i = 0; i < dims.length; i++) {
            divisors[i] = new Divisor(dims[i], a.size());
        }
        long[] rest = new long[BLOCK];
        long[] key = new long[BLOCK];
        long[] sub = new long[BLOCK];
        long[] refused = new long[BLOCK];
        int o = 0;
        for (int s = from; s < to; s += BLOCK) {
            int m = Math.min(BLOCK, to - s);
            System.arraycopy(a.keyStorage(), s, rest, 0, m);
            Arrays.fill(key, 0);
            Arrays.fill(sub, 0);
            Arrays.fill(refused, 0);
            for (int i = dims.length - 1; i >= 0; i--) {
                if (plan.positions(i) != null) {
                    split(rest, divisors[i], sub, subStrides[i], m);
                } else if (plan.step(i) == 1) {
                    range(rest, divisors[i], plan.start(i), plan.count(i), weights[i], key, refused, m);
                } else {
                    steps(rest, divisors[i], i, key, refused, m);
                }
            }
            for (int t = 0; t < m; t++) {
                places[o] = s + t;
                made[o] = key[t];
                if (selects) {
                    subs[o] = sub[t];
                }
                o += 1 + (int) (refused[t] >> 63);
            }
        }
        return new Tested(Arrays.copyOf(places, o), Arrays.copyOf(made, o), selects ? Arrays.copyOf(subs, o) : subs);
    }

    /** Takes the last axis off the keys and adds its position with a weight. */
    private static void split(long[] rest, Divisor divisor, long[] sum, long weight, int count) {
        long size = divisor.divisor();
        for (int t = 0; t < count; t++) {
            long q = divisor.divide(rest[t]);
            sum[t] += (rest[t] - q * size) * weight;
            rest[t] = q;
        }
    }

    /** The same, where positions outside the range refuse the entry by a negative number. */
    private static void range(
            long[] rest, Divisor divisor, long start, long n, long weight, long[] sum, long[] refused, int count) {
        long size = divisor.divisor();
        for (int t = 0; t < count; t++) {
            long q = divisor.divide(rest[t]);
            long d = rest[t] - q * size - start;
            refused[t] |= d | (n - 1 - d);
            sum[t] += d * weight;
            rest[t] = q;
        }
    }

    private void steps(long[] rest, Divisor divisor, int axis, long[] sum, long[] refused, int count) {
        long size = divisor.divisor();
        long step = plan.step(axis);
        long start = plan.start(axis);
        long last = plan.count(axis) - 1;
        for (int t = 0; t < count; t++) {
            long q = divisor.divide(rest[t]);
            long d = rest[t] - q * size - start;
            long n = d / step;
            refused[t] |= n | (last - n) | (n * step == d ? 0 : -1);
            sum[t] += n * weights[axis];
            rest[t] = q;
        }
    }

    private CooArray advanced() {
        long @Nullable [] rows = dims.length > 0 ? plan.positions(0) : null;
        if (rows != null && plan.layout()[0] == IndexPlan.SELECTION && restIsWhole(1)) {
            return rows(rows);
        }
        Shape selection = plan.selection();
        int n = selection == null ? 0 : (int) selection.size();
        // Positions on all selected axes make one number, for the entries and for the index arrays.
        long[] subStrides = new long[dims.length];
        long subSize = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            if (plan.positions(i) != null) {
                subStrides[i] = subSize;
                subSize *= dims[i];
            }
        }
        long[] wanted = new long[n];
        for (int i = 0; i < dims.length; i++) {
            long[] p = plan.positions(i);
            for (int j = 0; p != null && j < n; j++) {
                wanted[j] += p[j] * subStrides[i];
            }
        }
        int[] order = Keys.sort(wanted, subSize);
        Groups equal = Groups.of(wanted, 1, subSize);
        Tested tested = test(subStrides);
        int[] met = Keys.lookUp(tested.subs, equal.ids, subSize);
        int[] kept = Keys.present(met);
        long total = 0;
        for (int t : kept) {
            total += equal.starts[met[t] + 1] - equal.starts[met[t]];
        }
        int[] places = new int[CooArray.checkEntries(total)];
        long[] keys = new long[places.length];
        int o = 0;
        for (int t : kept) {
            for (int p = equal.starts[met[t]]; p < equal.starts[met[t] + 1]; p++) {
                long j = order == null ? p : order[p];
                places[o] = tested.places[t];
                keys[o++] = tested.keys[t] + j * selectionStride;
            }
        }
        return reordered(keys, places);
    }

    /** Index arrays on the first axis alone: rows are copied whole, in the order that is wanted. */
    private CooArray rows(long[] wanted) {
        long inner = a.size() / dims[0];
        Groups groups = a.groups(inner);
        int[] met = Keys.lookUp(wanted, groups.ids, dims[0]);
        long total = 0;
        for (int g : met) {
            total += g < 0 ? 0 : groups.starts[g + 1] - groups.starts[g];
        }
        long[] keys = a.keyStorage();
        int width = Cells.width(a.dtype());
        long[] moved = new long[CooArray.checkEntries(total)];
        Object values = Cells.allocate(a.dtype(), moved.length);
        int o = 0;
        for (int j = 0; j < met.length; j++) {
            int g = met[j];
            if (g >= 0) {
                int first = groups.starts[g];
                int end = groups.starts[g + 1];
                long shift = (j - wanted[j]) * inner;
                System.arraycopy(a.valueStorage(), width * first, values, width * o, width * (end - first));
                for (int t = first; t < end; t++) {
                    moved[o++] = keys[t] + shift;
                }
            }
        }
        return new CooArray(plan.resultShape(), a.dtype(), moved, values, a.fillStorage());
    }
}
