package org.orrery.ndarray;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reduces and scans strided arrays. Each group's elements are taken in row-major order in blocks of
 * {@link Reduction#BLOCK}; the blocks' states are merged pairwise in index order, as a binary counter carries.
 */
final class DenseReductions {
    /** Columns whose states are made together, so that their accumulators stay in the first-level cache. */
    private static final int COLUMNS = 128;

    private final Reduction.Plan plan;
    private final Object x;
    private final DType type;
    private final boolean direct;
    private final int width;
    private final Object state;
    private final int[] dims;
    private final int[] strides;
    private final int count;
    private final Object gathered;

    private DenseReductions(Reduction.Plan plan, DenseArray a, int[] dims, int[] strides, int states) {
        this.plan = plan;
        this.x = a.storage();
        this.type = a.dtype();
        this.dims = dims;
        this.strides = strides;
        this.direct = type == plan.load() && type == plan.compute();
        this.width = plan.fold().width();
        int n = 1;
        for (int d : dims) {
            n *= d;
        }
        this.count = n;
        this.state = plan.compute() == DType.INT64 || plan.compute() == DType.UINT64
                ? new long[width * states]
                : new double[width * states];
        boolean buffer = !direct || dims.length > 1;
        this.gathered = DenseArray.storage(plan.compute(), buffer ? Math.min(n, Reduction.BLOCK) : 0);
    }

    static DenseArray reduce(DenseArray a, Reduction reduction, Axes axes, @Nullable DType dtype) {
        Reduction.Plan plan = reduction.plan(a.dtype(), dtype);
        boolean[] reduced = axes.reduced(a.ndim());
        Shape shape = axes.resultShape(a.shape());
        DenseArray source = dtype != null && needsConversion(a.dtype(), plan) ? a.convert(dtype) : a;
        DenseArray out = DenseArray.allocate(plan.out(), shape);
        if (out.size() == 0) {
            return out.convert(plan.result());
        }
        int[][] inner = joined(source, reduced, true);
        int[][] outer = joined(source, reduced, false);
        if (a.size() == 0) {
            if (!plan.fold().identity(out.storage(), 0)) {
                throw new ShapeException(reduction.name() + " of an empty array of shape " + a.shape()
                        + ": there is no element, and the reduction has no identity");
            }
            for (int i = 1; i < out.size(); i++) {
                plan.fold().identity(out.storage(), i);
            }
            return out.convert(plan.result());
        }
        outputs(plan, source, inner, outer, out);
        return out.convert(plan.result());
    }

    /** Integers are accumulated in the requested type; everything else already is in the widest one of its kind. */
    private static boolean needsConversion(DType from, Reduction.Plan plan) {
        return from != plan.compute() && plan.load() == plan.compute() && plan.result() != plan.compute();
    }

    private static void outputs(Reduction.Plan plan, DenseArray a, int[][] inner, int[][] outer, DenseArray out) {
        int[] outerDims = outer[0];
        int[] outerStrides = outer[1];
        int last = outerDims.length - 1;
        boolean oneRun = inner[0].length == 1;
        int innerStride = oneRun ? Math.abs(inner[1][0]) : 0;
        boolean columnwise = oneRun
                && last >= 0
                && Math.abs(outerStrides[last]) < innerStride
                && a.dtype() == plan.load()
                && plan.load() == plan.compute();
        int tile = columnwise ? Math.min(COLUMNS, outerDims[last]) : 1;
        DenseReductions r = new DenseReductions(plan, a, inner[0], inner[1], tile * (levels(inner[0]) + 1));
        int[] position = new int[outerDims.length];
        int offset = a.offset();
        int at = 0;
        int total = (int) out.size();
        while (at < total) {
            if (columnwise) {
                int n = outerDims[last];
                for (int c = 0; c < n; c += tile) {
                    r.columns(offset + c * outerStrides[last], outerStrides[last], Math.min(tile, n - c), out, at + c);
                }
                at += n;
                offset = advance(position, outerDims, outerStrides, last - 1, offset);
            } else {
                r.group(offset);
                plan.fold().finish(r.state, 0, r.count, out.storage(), at++);
                offset = advance(position, outerDims, outerStrides, last, offset);
            }
        }
    }

    private static int advance(int[] position, int[] dims, int[] strides, int axis, int offset) {
        int next = offset;
        for (int a = axis; a >= 0; a--) {
            next += strides[a];
            if (++position[a] < dims[a]) {
                return next;
            }
            next -= strides[a] * dims[a];
            position[a] = 0;
        }
        return next;
    }

    /** The depth of the tree of blocks. */
    private static int levels(int[] dims) {
        long n = 1;
        for (int d : dims) {
            n *= d;
        }
        return 64 - Long.numberOfLeadingZeros(Math.max(1, n / Reduction.BLOCK)) + 1;
    }

    /** The reduced axes, or the others: sizes and strides, joined where they are regular. */
    private static int[][] joined(DenseArray a, boolean[] reduced, boolean wanted) {
        int[] dims = new int[a.ndim()];
        int[] strides = new int[a.ndim()];
        int n = 0;
        for (int axis = 0; axis < a.ndim(); axis++) {
            int size = (int) a.shape().get(axis);
            if (reduced[axis] != wanted || size == 1) {
                continue;
            }
            int stride = a.stride(axis);
            if (n > 0 && strides[n - 1] == stride * size) {
                dims[n - 1] *= size;
                strides[n - 1] = stride;
            } else {
                dims[n] = size;
                strides[n++] = stride;
            }
        }
        if (n == 0 && wanted) {
            dims = new int[] {1};
            strides = new int[] {0};
            n = 1;
        }
        return new int[][] {Arrays.copyOf(dims, n), Arrays.copyOf(strides, n)};
    }

    /** Makes the state of one group, at the start of the states. */
    private void group(int offset) {
        int depth = 0;
        int blocks = 0;
        int[] position = new int[dims.length];
        int at = offset;
        for (int first = 0, left = count; left > 0; first += Reduction.BLOCK, left -= Reduction.BLOCK) {
            int n = Math.min(Reduction.BLOCK, left);
            if (dims.length == 1) {
                accumulate(offset + first * strides[0], strides[0], n, first, depth * width);
            } else {
                at = gather(at, position, n);
                plan.fold().accumulate(gathered, 0, 1, n, first, state, depth * width);
            }
            depth = carry(++blocks, depth + 1, width);
        }
        for (; depth > 1; depth--) {
            plan.fold().merge(state, (depth - 2) * width, (depth - 1) * width);
        }
    }

    /** Merges as a binary counter carries: after block number {@code blocks}, once for each trailing zero bit. */
    private int carry(int blocks, int depth, int step) {
        int d = depth;
        for (int b = blocks; (b & 1) == 0; b >>= 1) {
            for (int i = 0; i < step; i += width) {
                plan.fold().merge(state, (d - 2) * step + i, (d - 1) * step + i);
            }
            d--;
        }
        return d;
    }

    private void accumulate(int at, int stride, int n, int first, int into) {
        if (direct) {
            plan.fold().accumulate(x, at, stride, n, first, state, into);
        } else {
            load(at, stride, 0, n);
            plan.fold().accumulate(gathered, 0, 1, n, first, state, into);
        }
    }

    /** Makes the states of neighbouring groups together, and writes their results. */
    private void columns(int offset, int columnStride, int columns, DenseArray out, int outAt) {
        int step = columns * width;
        int depth = 0;
        int blocks = 0;
        for (int first = 0, left = count; left > 0; first += Reduction.BLOCK, left -= Reduction.BLOCK) {
            int n = Math.min(Reduction.BLOCK, left);
            plan.fold()
                    .accumulateColumns(
                            x,
                            offset + first * strides[0],
                            strides[0],
                            n,
                            columnStride,
                            columns,
                            first,
                            state,
                            depth * step);
            depth = carry(++blocks, depth + 1, step);
        }
        for (; depth > 1; depth--) {
            for (int i = 0; i < step; i += width) {
                plan.fold().merge(state, (depth - 2) * step + i, (depth - 1) * step + i);
            }
        }
        for (int c = 0; c < columns; c++) {
            plan.fold().finish(state, c * width, count, out.storage(), outAt + c);
        }
    }

    /** Brings the next elements of a group that is spread over several axes into the buffer. */
    private int gather(int start, int[] position, int n) {
        int last = dims.length - 1;
        int at = start;
        for (int k = 0; k < n; ) {
            int m = Math.min(n - k, dims[last] - position[last]);
            load(at, strides[last], k, m);
            k += m;
            position[last] += m;
            at += m * strides[last];
            if (position[last] == dims[last]) {
                at -= dims[last] * strides[last];
                position[last] = 0;
                at = advance(position, dims, strides, last - 1, at);
            }
        }
        return at;
    }

    private void load(int at, int stride, int k, int n) {
        if (plan.load() == DType.BOOL) {
            byte[] truth = new byte[n];
            DenseLoops.load(type, x, at, stride, DType.BOOL, truth, n);
            for (int i = 0; i < n; i++) {
                ((long[]) gathered)[k + i] = truth[i];
            }
            return;
        }
        DenseArray source = new DenseArray(type, x, Shape.of(n), at, new int[] {stride}, true);
        DenseLoops.copy(source, new DenseArray(plan.compute(), gathered, Shape.of(n), k, new int[] {1}, false));
    }

    static DenseArray scan(DenseArray a, Reduction reduction, int axis, @Nullable DType dtype) {
        int along = Shape.checkAxis(axis, a.ndim());
        Reduction.Plan plan = reduction.plan(a.dtype(), dtype);
        Reduction.Scan scan = plan.scan();
        if (scan == null) {
            throw new IllegalArgumentException(reduction.name() + " has no running form");
        }
        DenseArray source = dtype != null && needsConversion(a.dtype(), plan) ? a.convert(dtype) : a;
        DenseArray in = source.convert(plan.compute());
        DenseArray out = DenseArray.allocate(plan.compute(), a.shape());
        int n = (int) a.shape().get(along);
        if (a.size() > 0) {
            int[] dims = new int[a.ndim()];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = i == along ? 1 : (int) a.shape().get(i);
            }
            int[] position = new int[dims.length];
            int[] outPosition = new int[dims.length];
            int from = in.offset();
            int to = 0;
            for (long g = 0; g < a.size() / n; g++) {
                scan.run(in.storage(), from, in.stride(along), n, out.storage(), to, out.stride(along));
                from = advance(position, dims, in.stridesInternal(), dims.length - 1, from);
                to = advance(outPosition, dims, out.stridesInternal(), dims.length - 1, to);
            }
        }
        return out.convert(plan.result());
    }
}
