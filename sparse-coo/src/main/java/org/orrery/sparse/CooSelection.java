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

/**
 * Answers index expressions: the first axes narrow the run of entries by binary search, the others are tested entry by
 * entry, and index arrays are met by a join.
 */
final class CooSelection {
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
        IndexPlan plan = IndexPlan.of(a.shape(), positionsForMasks(a, entries));
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
    private static Index[] positionsForMasks(CooArray a, Index... entries) {
        int left = a.ndim();
        for (Index e : entries) {
            left -= axes(e);
        }
        List<Index> out = new ArrayList<>();
        int axis = 0;
        for (Index e : entries) {
            if (e instanceof Index.Selection s && s.array() instanceof CooArray mask && isPlainMask(mask)) {
                for (int i = 0; i < mask.ndim(); i++) {
                    // Too many entries are IndexPlan's to refuse.
                    int at = axis + i;
                    if (at < a.ndim() && mask.shape().get(i) != a.shape().get(at)) {
                        throw new ShapeException("mask of shape " + mask.shape() + " does not fit shape " + a.shape()
                                + ": axis " + at + " has " + a.shape().get(at) + " and " + mask.shape().get(i));
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

    private static boolean isPlainMask(CooArray mask) {
        return mask.dtype() == DType.BOOL && mask.ndim() > 0 && !mask.fill().getBoolean();
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
        Tested kept = test();
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

    /** Entries that all ranges and points take, and what these make of their keys. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Tested(int[] places, long[] keys) {}

    private Tested test() {
        long[] keys = a.keyStorage();
        int[] places = new int[to - from + 1];
        long[] made = new long[to - from + 1];
        Divisor[] divisors = new Divisor[dims.length];
        for (int i = 0; i < dims.length; i++) {
            divisors[i] = new Divisor(dims[i], a.size());
        }
        int o = 0;
        for (int t = from; t < to; t++) {
            long rest = keys[t];
            long key = 0;
            boolean taken = true;
            for (int i = dims.length - 1; i >= 0; i--) {
                long q = divisors[i].divide(rest);
                long position = rest - q * dims[i];
                rest = q;
                if (plan.positions(i) == null) {
                    long step = plan.step(i);
                    long d = position - plan.start(i);
                    long n = step == 1 ? d : d / step;
                    taken &= n >= 0 & n < plan.count(i) & n * step == d;
                    key += n * weights[i];
                }
            }
            places[o] = t;
            made[o] = key;
            o += taken ? 1 : 0;
        }
        return new Tested(Arrays.copyOf(places, o), Arrays.copyOf(made, o));
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
        Tested tested = test();
        long[] entries = Cells.select(a.keyStorage(), tested.places);
        int[] met = Keys.lookUp(new Projection(a.shape(), subStrides).of(entries), equal.ids, subSize);
        long total = 0;
        for (int g : met) {
            total += g < 0 ? 0 : equal.starts[g + 1] - equal.starts[g];
        }
        int[] places = new int[CooArray.checkEntries(total)];
        long[] keys = new long[places.length];
        int o = 0;
        for (int t = 0; t < met.length; t++) {
            int g = met[t];
            for (int p = g < 0 ? 0 : equal.starts[g]; p < (g < 0 ? 0 : equal.starts[g + 1]); p++) {
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
