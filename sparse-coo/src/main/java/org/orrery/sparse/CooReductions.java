package org.orrery.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * Reduces axes: the stored entries of each group are folded, then the fill value as often as it is in the group.
 *
 * <p>If the reduced axes are the last, groups are runs of entries. Else sums go to a table of all results, where that is
 * not much larger than the entries, in the order of the keys; everything else is transposed first. A sum of at most
 * {@link Reduction#BLOCK} entries runs from the first to the last; longer ones are split into blocks that are merged
 * pairwise.
 */
final class CooReductions {
    /** A table of results has at most this many for each entry, and some more. */
    private static final int TABLE = 4;

    private static final int SMALL_TABLE = 4096;

    private final CooArray a;
    private final Reduction reduction;
    private final Reduction.Plan plan;
    private final boolean[] reduced;
    private final Shape shape;

    /** The number of elements of a group. */
    private final long count;

    private CooReductions(CooArray a, Reduction reduction, Axes axes, @Nullable DType dtype) {
        this.reduction = reduction;
        this.plan = reduction.plan(a.dtype(), dtype);
        this.reduced = axes.reduced(a.ndim());
        this.shape = axes.resultShape(a.shape());
        // Elements are brought to a requested type first; every other conversion is the plan's.
        this.a = dtype != null && dtype != plan.compute() ? a.convert(dtype) : a;
        long n = 1;
        for (int i = 0; i < reduced.length; i++) {
            // The product of some axes may exceed a long only if another axis is empty.
            n = reduced[i] ? n * a.shape().get(i) : n;
            n = a.size() == 0 ? Math.min(n, 1) : n;
        }
        this.count = n;
    }

    static NdArray reduce(CooArray a, Reduction reduction, Axes axes, @Nullable DType dtype) {
        return new CooReductions(a, reduction, axes, dtype).run();
    }

    static NdArray scan(CooArray a, Reduction reduction, int axis, @Nullable DType dtype) {
        int along = Shape.checkAxis(axis, a.ndim());
        Reduction.Plan plan = reduction.plan(a.dtype(), dtype);
        if (plan.scan() == null) {
            throw new IllegalArgumentException(reduction.name() + " has no running form");
        }
        if (reduction == Reductions.PROD && Cells.isZero(a.fill()) && a.isFinite()) {
            // A product ends at the first zero.
            return CooScans.scan(a.convert(plan.result()), reduction, along);
        }
        throw new DensificationException("running " + reduction.name() + " along axis " + along
                + " of a sparse array of shape " + a.shape()
                + " would be dense, since elements that are not stored differ: call toDense() first, or "
                + "Sparse.cumulativeSum or cumulativeProd, which store what differs");
    }

    private NdArray run() {
        if (shape.size() == 0) {
            return array(new long[0], Cells.allocate(plan.out(), 0), Cells.allocate(plan.out(), 1));
        }
        Object fill = Cells.allocate(plan.out(), 1);
        if (count == 0) {
            if (!plan.fold().identity(fill, 0)) {
                throw new ShapeException(reduction.name() + " of an empty array of shape " + a.shape()
                        + ": there is no element, and the reduction has no identity");
            }
            return array(new long[0], Cells.allocate(plan.out(), 0), fill);
        }
        Object state = states(plan, 1);
        plan.fold().repeated(loaded(a.fill()), 0, count, 0, state, 0);
        plan.fold().finish(state, 0, count, fill, 0);
        boolean trailing = isTrailing();
        boolean fits = shape.ndim() > 0 && shape.size() <= (long) TABLE * a.nnz() + SMALL_TABLE;
        // Runs that are mostly of one entry are not worth finding.
        if (isSum() && fits && (!trailing || a.nnz() < 2 * shape.size())) {
            return table(fill);
        }
        CooArray lines = trailing ? a : CooMoves.permute(a, keptFirst());
        Groups groups = lines.groups(count);
        Object values = loaded(lines.values());
        Object out = Cells.allocate(plan.out(), groups.count());
        if (isPosition()) {
            positions(lines.keyStorage(), values, groups, out);
        } else if (reduction == Reductions.SUM && plan.compute() == DType.FLOAT64) {
            sums((double[]) values, groups, (double[]) out);
        } else if ((reduction == Reductions.MAX || reduction == Reductions.MIN) && plan.compute() == DType.FLOAT64) {
            extremes((double[]) values, groups, (double[]) out);
        } else {
            boolean absorbs = reduction == Reductions.PROD && Cells.isZero(a.fill()) && Cells.isFinite(values);
            Folder folder = new Folder(plan, values, loaded(a.fill()));
            for (int g = 0; g < groups.count(); g++) {
                int from = groups.starts[g];
                int to = groups.starts[g + 1];
                if (absorbs && to - from < count) {
                    // One zero makes a product zero, even where that of the others overflows.
                    System.arraycopy(fill, 0, out, g * Cells.width(plan.out()), Cells.width(plan.out()));
                } else {
                    folder.fold(from, to, count, out, g);
                }
            }
        }
        return array(groups.ids, out, fill);
    }

    private boolean isSum() {
        return (reduction == Reductions.SUM || reduction == Reductions.MEAN)
                && (plan.compute() == DType.FLOAT64 || plan.compute() == DType.INT64);
    }

    /** Of the reductions of truth values or of numbers, only a position of a float is an integer. */
    private boolean isPosition() {
        return reduction == Reductions.ARGMAX || reduction == Reductions.ARGMIN;
    }

    private boolean isTrailing() {
        boolean seen = false;
        for (int i = 0; i < reduced.length; i++) {
            if (a.shape().get(i) != 1) {
                if (seen && !reduced[i]) {
                    return false;
                }
                seen |= reduced[i];
            }
        }
        return true;
    }

    private int[] keptFirst() {
        int[] order = new int[reduced.length];
        int n = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < reduced.length; i++) {
                if (reduced[i] == (pass == 1)) {
                    order[n++] = i;
                }
            }
        }
        return order;
    }

    /** Elements as the fold reads them. */
    private Object loaded(DenseArray x) {
        return Cells.storage(Cells.convert(x, plan.load()).convert(plan.compute()));
    }

    private static Object states(Reduction.Plan plan, int n) {
        int numbers = plan.fold().width() * n;
        return plan.compute().isInteger() ? new long[numbers] : new double[numbers];
    }

    private NdArray array(long[] keys, Object out, Object fill) {
        DType type = plan.result();
        Object values = Cells.convert(out, plan.out(), keys.length, type);
        Object f = Cells.convert(fill, plan.out(), 1, type);
        if (shape.ndim() == 0) {
            return DenseArray.of(type, keys.length == 0 ? f : values, shape);
        }
        return CooArray.pruned(shape, type, keys, values, f);
    }

    private void sums(double[] values, Groups groups, double[] out) {
        Folder folder = new Folder(plan, values, loaded(a.fill()));
        double f = ((double[]) loaded(a.fill()))[0];
        int from = 0;
        for (int g = 0; g < out.length; g++) {
            int to = groups.starts[g + 1];
            if (to - from > Reduction.BLOCK) {
                folder.fold(from, to, count, out, g);
            } else {
                double sum = 0;
                for (int t = from; t < to; t++) {
                    sum += values[t];
                }
                out[g] = f == 0 || to - from == count ? sum : sum + f * (count - (to - from));
            }
            from = to;
        }
    }

    private void extremes(double[] values, Groups groups, double[] out) {
        boolean max = reduction == Reductions.MAX;
        double f = ((double[]) loaded(a.fill()))[0];
        for (int g = 0; g < out.length; g++) {
            int from = groups.starts[g];
            int to = groups.starts[g + 1];
            double m = to - from < count ? f : values[from];
            for (int t = from; t < to; t++) {
                m = max ? Math.max(m, values[t]) : Math.min(m, values[t]);
            }
            out[g] = m;
        }
    }

    /** A sum's state is the sum so far, whatever its order. */
    private NdArray table(Object fill) {
        long[] weights = new long[reduced.length];
        long step = 1;
        for (int i = reduced.length - 1; i >= 0; i--) {
            weights[i] = reduced[i] ? 0 : step;
            step *= reduced[i] ? 1 : a.shape().get(i);
        }
        Projection kept = new Projection(a.shape(), weights);
        int n = (int) shape.size();
        Object values = loaded(a.values());
        if (reduction == Reductions.SUM && plan.result() == DType.FLOAT64 && Cells.isZero(a.fill())) {
            Scratch scratch = Scratch.take(n);
            Arrays.fill(scratch.values, 0, n, 0);
            kept.scatter(a.keyStorage(), (double[]) values, scratch.values);
            int stored = scratch.compress(n);
            CooArray sums = new CooArray(shape, DType.FLOAT64, scratch.keys(stored), scratch.values(stored), fill);
            scratch.giveBack();
            return sums;
        }
        Object state = states(plan, n);
        if (state instanceof double[] sums) {
            kept.scatter(a.keyStorage(), (double[]) values, sums);
        } else {
            kept.scatter(a.keyStorage(), (long[]) values, (long[]) state);
        }
        DenseArray f = DenseArray.of(plan.compute(), loaded(a.fill()), Shape.of());
        if (!Cells.isZero(f)) {
            int[] counts = new int[n];
            kept.count(a.keyStorage(), counts);
            Object both = states(plan, 2);
            for (int i = 0; i < n; i++) {
                if (counts[i] < count) {
                    System.arraycopy(state, i, both, 0, 1);
                    plan.fold().repeated(f.storage(), 0, count - counts[i], counts[i], both, 1);
                    if (counts[i] > 0) {
                        plan.fold().merge(both, 0, 1);
                    } else {
                        System.arraycopy(both, 1, both, 0, 1);
                    }
                    System.arraycopy(both, 0, state, i, 1);
                }
            }
        }
        Object out = state;
        if (reduction != Reductions.SUM) {
            out = Cells.allocate(plan.out(), n);
            for (int i = 0; i < n; i++) {
                plan.fold().finish(state, i, count, out, i);
            }
        }
        DType type = plan.result();
        return CooArray.ofElements(
                shape, type, Cells.convert(out, plan.out(), n, type), Cells.convert(fill, plan.out(), 1, type), false);
    }

    /** Folds whose result is a position take the elements in their order, the runs that are not stored among them. */
    private void positions(long[] keys, Object values, Groups groups, Object out) {
        Object fill = loaded(a.fill());
        Object state = states(plan, 2);
        int width = plan.fold().width();
        for (int g = 0; g < groups.count(); g++) {
            long base = groups.ids[g] * count;
            long next = 0;
            for (int t = groups.starts[g]; t < groups.starts[g + 1]; t++) {
                long position = keys[t] - base;
                if (position > next) {
                    plan.fold().repeated(fill, 0, position - next, next, state, next == 0 ? 0 : width);
                    if (next > 0) {
                        plan.fold().merge(state, 0, width);
                    }
                }
                plan.fold().accumulate(values, t, 1, 1, position, state, position == 0 ? 0 : width);
                if (position > 0) {
                    plan.fold().merge(state, 0, width);
                }
                next = position + 1;
            }
            if (next < count) {
                plan.fold().repeated(fill, 0, count - next, next, state, width);
                plan.fold().merge(state, 0, width);
            }
            plan.fold().finish(state, 0, count, out, g);
        }
    }

    /** Folds the entries of equal keys, which leave no room for the fill value. */
    static Object fold(Reduction.Plan plan, DType dtype, Object values, Groups groups) {
        Object x = Cells.convert(values, dtype, groups.starts[groups.count()], plan.compute());
        Object out = Cells.allocate(plan.out(), groups.count());
        Folder folder = new Folder(plan, x, x);
        for (int g = 0; g < groups.count(); g++) {
            int n = groups.starts[g + 1] - groups.starts[g];
            folder.fold(groups.starts[g], groups.starts[g + 1], n, out, g);
        }
        return Cells.convert(out, plan.out(), groups.count(), plan.result());
    }

    /** Folds runs of entries: blocks into states, merged pairwise as a binary counter carries. */
    private static final class Folder {
        private final Reduction.Plan plan;
        private final Reduction.Fold fold;
        private final Object values;
        private final Object fill;
        private final Object state;
        private final int width;

        Folder(Reduction.Plan plan, Object values, Object fill) {
            this.plan = plan;
            this.fold = plan.fold();
            this.values = values;
            this.fill = fill;
            // A run of 2^31 entries has 2^21 blocks.
            this.state = states(plan, 24);
            this.width = fold.width();
        }

        void fold(int from, int to, long count, Object out, int at) {
            int depth = 0;
            int blocks = 0;
            for (int s = from; s < to; s += Reduction.BLOCK) {
                fold.accumulate(values, s, 1, Math.min(Reduction.BLOCK, to - s), s - from, state, depth * width);
                depth++;
                for (int b = ++blocks; (b & 1) == 0; b >>= 1) {
                    fold.merge(state, (depth - 2) * width, (depth - 1) * width);
                    depth--;
                }
            }
            long absent = count - (to - from);
            if (absent > 0) {
                fold.repeated(fill, 0, absent, to - from, state, depth * width);
                depth++;
            }
            for (; depth > 1; depth--) {
                fold.merge(state, (depth - 2) * width, (depth - 1) * width);
            }
            fold.finish(state, 0, count, out, at);
        }

        @Override
        public String toString() {
            return plan.toString();
        }
    }
}
