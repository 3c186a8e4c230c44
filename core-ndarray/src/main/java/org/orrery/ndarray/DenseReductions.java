package org.orrery.ndarray;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Reduces and scans strided arrays. Each group's elements are taken in row-major order in blocks of
 * {@link Reduction#BLOCK}; the blocks' states are merged pairwise in index order, as a binary counter carries. Threads
 * share groups, or aligned parts of one group that are subtrees of the same tree, so the result has the same bits for
 * any number of them.
 */
final class DenseReductions {
    /** Neighbouring groups whose states are made together. */
    private static final int COLUMNS = 512;

    /** Elements of a part of a group that a thread takes: a power of two times the block. */
    private static final int PART = 64 * Reduction.BLOCK;

    private final Reduction.Plan plan;
    private final DenseArray array;
    private final boolean direct;
    private final int width;
    private final int[] dims;
    private final int[] strides;
    private final int count;
    private final int[] outerDims;
    private final int[] outerStrides;
    private final DenseArray out;

    private DenseReductions(Reduction.Plan plan, DenseArray a, boolean[] reduced, DenseArray out) {
        this.plan = plan;
        this.array = a;
        this.direct = a.dtype() == plan.load() && plan.load() == plan.compute();
        this.width = plan.fold().width();
        int[][] inner = joined(a, reduced, true);
        dims = inner[0];
        strides = inner[1];
        int[][] outer = joined(a, reduced, false);
        outerDims = outer[0];
        outerStrides = outer[1];
        int n = 1;
        for (int d : dims) {
            n *= d;
        }
        this.count = n;
        this.out = out;
    }

    static DenseArray reduce(DenseArray a, Reduction reduction, Axes axes, @Nullable DType dtype) {
        Reduction.Plan plan = reduction.plan(a.dtype(), dtype);
        boolean[] reduced = axes.reduced(a.ndim());
        DenseArray out = DenseArray.allocate(plan.out(), axes.resultShape(a.shape()));
        if (a.size() > 0) {
            new DenseReductions(plan, requested(a, plan, dtype), reduced, out).run();
        } else {
            for (int i = 0; i < out.size(); i++) {
                if (!plan.fold().identity(out.storage(), i)) {
                    throw new ShapeException(reduction.name() + " of an empty array of shape " + a.shape()
                            + ": there is no element, and the reduction has no identity");
                }
            }
        }
        return out.convert(plan.result());
    }

    /** Elements are brought to a requested narrower type first; every other conversion is the plan's. */
    private static DenseArray requested(DenseArray a, Reduction.Plan plan, @Nullable DType dtype) {
        return dtype != null && dtype != plan.compute() ? a.convert(dtype) : a;
    }

    /** The reduced axes, or the others: sizes and strides, joined where they are regular. */
    private static int[][] joined(DenseArray a, boolean[] reduced, boolean wanted) {
        int[] dims = new int[a.ndim() + 1];
        int[] strides = new int[a.ndim() + 1];
        int n = 0;
        for (int axis = 0; axis < a.ndim(); axis++) {
            int size = (int) a.shape().get(axis);
            if (reduced[axis] != wanted || size == 1) {
                continue;
            }
            int stride = a.stride(axis);
            if (n > 0 && strides[n - 1] == (long) stride * size) {
                dims[n - 1] *= size;
                strides[n - 1] = stride;
            } else {
                dims[n] = size;
                strides[n++] = stride;
            }
        }
        if (n == 0) {
            dims[n++] = 1;
        }
        return new int[][] {Arrays.copyOf(dims, n), Arrays.copyOf(strides, n)};
    }

    private void run() {
        int total = (int) out.size();
        int last = outerDims.length - 1;
        boolean columnwise = direct
                && dims.length == 1
                && outerDims[last] > 1
                && Math.abs(outerStrides[last]) < Math.abs(strides[0]);
        if (total == 1 && count > PART) {
            parts();
        } else if (columnwise) {
            int n = outerDims[last];
            int tiles = (n - 1) / COLUMNS + 1;
            Parallel.forEach((long) total / n * tiles, grain(COLUMNS * (long) count), (from, to) -> {
                Worker w = new Worker(Math.min(COLUMNS, n));
                for (long t = from; t < to; t++) {
                    int first = (int) (t % tiles) * COLUMNS;
                    w.columns((int) (t / tiles) * n + first, Math.min(COLUMNS, n - first));
                }
            });
        } else {
            Parallel.forEach(total, grain(count), (from, to) -> {
                Worker w = new Worker(1);
                for (int i = (int) from; i < to; i++) {
                    w.group(place(i, outerDims, outerStrides), 0, count, i);
                }
            });
        }
    }

    private static long grain(long elementsEach) {
        return Math.max(1, PART / elementsEach);
    }

    /** One large group: aligned parts, whose states are merged by the same tree. */
    private void parts() {
        int n = (count - 1) / PART + 1;
        Worker all = new Worker(1, n);
        Parallel.forEach(n, part -> {
            Worker w = new Worker(1);
            int first = (int) part * PART;
            w.states(array.offset(), first, Math.min(PART, count - first));
            System.arraycopy(w.state, 0, all.parts, (int) part * width, width);
        });
        int depth = 0;
        for (int p = 0; p < n; p++) {
            System.arraycopy(all.parts, p * width, all.state, depth * width, width);
            depth = all.carry(p + 1, depth + 1, width);
        }
        all.collapse(depth, width);
        plan.fold().finish(all.state, 0, count, out.storage(), 0);
    }

    /** The place in the storage of the element at a row-major position among some axes. */
    private int place(int position, int[] sizes, int[] steps) {
        int at = array.offset();
        int rest = position;
        for (int a = sizes.length - 1; a >= 0; a--) {
            at += rest % sizes[a] * steps[a];
            rest /= sizes[a];
        }
        return at;
    }

    /** What a thread needs: the states of the tree's open branches, and a buffer for elements that do not lie in a row. */
    private final class Worker {
        final Object state;
        final Object parts;
        private final Object gathered;

        Worker(int columns) {
            this(columns, 0);
        }

        Worker(int columns, int parts) {
            int levels = 34 - Integer.numberOfLeadingZeros(count / Reduction.BLOCK + 1);
            state = states(width * columns * levels);
            this.parts = states(width * parts);
            int buffer = direct && dims.length == 1 ? 0 : Math.min(count, Reduction.BLOCK);
            gathered = DenseArray.storage(plan.compute(), buffer);
        }

        private Object states(int numbers) {
            boolean integers = plan.compute() == DType.INT64 || plan.compute() == DType.UINT64;
            return integers ? new long[numbers] : new double[numbers];
        }

        /** Reduces one group and writes its result. */
        void group(int offset, int first, int n, int to) {
            states(offset, first, n);
            plan.fold().finish(state, 0, n, out.storage(), to);
        }

        /** Makes the state of {@code n} elements of a group, from number {@code begin} on, at the start of the states. */
        void states(int offset, int begin, int n) {
            int[] position = new int[dims.length];
            int at = offset;
            int rest = begin;
            for (int a = dims.length - 1; a >= 0; a--) {
                position[a] = rest % dims[a];
                at += position[a] * strides[a];
                rest /= dims[a];
            }
            int depth = 0;
            int blocks = 0;
            for (int first = begin, left = n; left > 0; first += Reduction.BLOCK, left -= Reduction.BLOCK) {
                int m = Math.min(Reduction.BLOCK, left);
                if (dims.length > 1) {
                    at = gather(at, position, m);
                    plan.fold().accumulate(gathered, 0, 1, m, first, state, depth * width);
                } else if (direct) {
                    plan.fold().accumulate(array.storage(), at, strides[0], m, first, state, depth * width);
                    at += m * strides[0];
                } else {
                    load(at, strides[0], 0, m);
                    plan.fold().accumulate(gathered, 0, 1, m, first, state, depth * width);
                    at += m * strides[0];
                }
                depth = carry(++blocks, depth + 1, width);
            }
            collapse(depth, width);
        }

        /** Reduces neighbouring groups together and writes their results. */
        void columns(int to, int columns) {
            int step = columns * width;
            int offset = place(to, outerDims, outerStrides);
            int columnStride = outerStrides[outerDims.length - 1];
            int depth = 0;
            int blocks = 0;
            for (int first = 0, left = count; left > 0; first += Reduction.BLOCK, left -= Reduction.BLOCK) {
                int m = Math.min(Reduction.BLOCK, left);
                int at = offset + first * strides[0];
                plan.fold()
                        .accumulateColumns(
                                array.storage(), at, strides[0], m, columnStride, columns, first, state, depth * step);
                depth = carry(++blocks, depth + 1, step);
            }
            collapse(depth, step);
            for (int c = 0; c < columns; c++) {
                plan.fold().finish(state, c * width, count, out.storage(), to + c);
            }
        }

        /** Merges as a binary counter carries: after block number {@code blocks}, once for each trailing zero bit. */
        int carry(int blocks, int depth, int step) {
            int d = depth;
            for (int b = blocks; (b & 1) == 0; b >>= 1) {
                merge(d--, step);
            }
            return d;
        }

        void collapse(int depth, int step) {
            for (int d = depth; d > 1; d--) {
                merge(d, step);
            }
        }

        private void merge(int depth, int step) {
            for (int i = 0; i < step; i += width) {
                plan.fold().merge(state, (depth - 2) * step + i, (depth - 1) * step + i);
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
                for (int a = last; a > 0 && position[a] == dims[a]; a--) {
                    at += strides[a - 1] - dims[a] * strides[a];
                    position[a] = 0;
                    position[a - 1]++;
                }
            }
            return at;
        }

        private void load(int at, int stride, int k, int n) {
            DenseArray source = array.view(Shape.of(n), at, new int[] {stride});
            if (plan.load() == DType.BOOL) {
                source = source.convert(DType.BOOL);
            }
            DenseLoops.copy(source, new DenseArray(plan.compute(), gathered, Shape.of(n), k, new int[] {1}, false));
        }
    }

    static DenseArray scan(DenseArray a, Reduction reduction, int axis, @Nullable DType dtype) {
        int along = Shape.checkAxis(axis, a.ndim());
        Reduction.Plan plan = reduction.plan(a.dtype(), dtype);
        Reduction.Scan scan = plan.scan();
        if (scan == null) {
            throw new IllegalArgumentException(reduction.name() + " has no running form");
        }
        DenseArray in = requested(a, plan, dtype).convert(plan.compute());
        DenseArray out = DenseArray.allocate(plan.compute(), a.shape());
        int n = (int) a.shape().get(along);
        if (a.size() > 0) {
            int[] order = new int[a.ndim()];
            for (int i = 0, k = 0; i < order.length; i++) {
                if (i != along) {
                    order[k++] = i;
                }
            }
            order[order.length - 1] = along;
            DenseArray from = in.permute(order);
            DenseArray to = out.permute(order);
            Parallel.forEach(a.size() / n, Math.max(1, PART / n), (first, last) -> {
                for (long g = first; g < last; g++) {
                    scan.run(
                            in.storage(),
                            line(from, g),
                            in.stride(along),
                            n,
                            out.storage(),
                            line(to, g),
                            out.stride(along));
                }
            });
        }
        return out.convert(plan.result());
    }

    /** Where a line along the last axis begins. */
    private static int line(DenseArray a, long number) {
        int at = a.offset();
        long rest = number;
        for (int axis = a.ndim() - 2; axis >= 0; axis--) {
            at += (int) (rest % a.shape().get(axis)) * a.stride(axis);
            rest /= a.shape().get(axis);
        }
        return at;
    }
}
