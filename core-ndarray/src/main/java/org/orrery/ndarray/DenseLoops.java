package org.orrery.ndarray;

import org.orrery.ndarray.internal.Casts;
import org.orrery.ndarray.parallel.Parallel;

/** Runs element-wise operations and copies over strided arrays: broadcasts, joins axes, casts through small buffers. */
final class DenseLoops {
    /** Elements in a cast buffer: with three operands they stay in the first-level cache. */
    private static final int BUFFER = 1024;

    /** From this many elements on, loops are shared between threads, in parts of {@link #GRAIN}. */
    private static final int PARALLEL = 1 << 18;

    private static final int GRAIN = 1 << 16;

    /** An innermost loop shorter than this changes place with the longest axis. */
    private static final int SHORT = 16;

    /** Of two axes along which different arrays have their neighbours, so much at once. */
    private static final int TILE_ROWS = 16;

    private static final int TILE_COLUMNS = 64;

    private DenseLoops() {}

    static DenseArray apply(Op op, NdArray... in) {
        DenseArray[] d = dense(op.name(), in);
        Op.Loop loop = loop(op, d);
        DenseArray out = DenseArray.allocate(loop.result(), broadcast(d));
        run(loop, d, out);
        return out;
    }

    static DenseArray into(Op op, DenseArray out, NdArray... in) {
        DenseArray[] d = dense(op.name(), in);
        Op.Loop loop = loop(op, d);
        if (out.isReadOnly()) {
            throw new UnsupportedOperationException(op.name() + ": out is read-only");
        }
        if (loop.result() != out.dtype()) {
            throw new DTypeException(op.name() + ": out has dtype " + out.dtype() + ", the result " + loop.result());
        }
        Shape shape = broadcast(d);
        if (!shape.equals(out.shape())) {
            throw new ShapeException(op.name() + ": out has shape " + out.shape() + ", the result " + shape);
        }
        for (int i = 0; i < d.length; i++) {
            if (d[i].storage() == out.storage() && !sameLayout(d[i], out)) {
                d[i] = d[i].copy();
            }
        }
        run(loop, d, out);
        return out;
    }

    private static boolean sameLayout(DenseArray a, DenseArray b) {
        return a.dtype() == b.dtype()
                && a.offset() == b.offset()
                && a.shape().equals(b.shape())
                && java.util.Arrays.equals(a.stridesInternal(), b.stridesInternal());
    }

    static DenseArray[] dense(String name, NdArray... in) {
        DenseArray[] d = new DenseArray[in.length];
        for (int i = 0; i < in.length; i++) {
            if (!(in[i] instanceof DenseArray a)) {
                throw new DensificationException(name + ": operand " + i + " is a "
                        + in[i].getClass().getSimpleName() + " of shape " + in[i].shape()
                        + ", which would become dense; call toDense() where that is meant");
            }
            d[i] = a;
        }
        return d;
    }

    private static Op.Loop loop(Op op, DenseArray... d) {
        DType[] types = new DType[d.length];
        for (int i = 0; i < d.length; i++) {
            types[i] = d[i].dtype();
        }
        return op.loop(types);
    }

    private static Shape broadcast(DenseArray... d) {
        Shape shape = d[0].shape();
        for (int i = 1; i < d.length; i++) {
            shape = shape.broadcast(d[i].shape());
        }
        return shape;
    }

    /** Copies with conversion; the source broadcasts to the target. */
    static void copy(DenseArray source, DenseArray target) {
        DenseArray[] in = {source};
        if (source.dtype() == target.dtype()) {
            DType t = source.dtype();
            run(new Op.Loop(new DType[] {t}, t, t, moves(source.storage(), t.isComplex())), in, target);
            return;
        }
        DType compute = between(source.dtype(), target.dtype());
        run(
                new Op.Loop(
                        new DType[] {compute},
                        compute,
                        target.dtype(),
                        moves(DenseArray.storage(compute, 0), compute.isComplex())),
                in,
                target);
    }

    /** The compute type that a conversion passes through without loss beyond that of the conversion itself. */
    private static DType between(DType from, DType to) {
        if (to.isBoolean()) {
            return DType.BOOL;
        }
        if (to.isComplex()) {
            return DType.COMPLEX128;
        }
        if (from.isFloating()) {
            return DType.FLOAT64;
        }
        return to.isFloating() ? to : DType.INT64;
    }

    /** Copies count elements between storages of one Java type. */
    private static Op.Kernel moves(Object like, boolean complex) {
        if (like instanceof double[]) {
            return complex ? Moves::complexDoubles : Moves::doubles;
        } else if (like instanceof float[]) {
            return complex ? Moves::complexFloats : Moves::floats;
        } else if (like instanceof long[]) {
            return Moves::longs;
        } else if (like instanceof int[]) {
            return Moves::ints;
        } else if (like instanceof short[]) {
            return Moves::shorts;
        }
        return Moves::bytes;
    }

    private static void run(Op.Loop loop, DenseArray[] in, DenseArray out) {
        if (out.size() == 0) {
            return;
        }
        Runner runner = new Runner(loop, in, out);
        int n = in.length;
        boolean simple = out.isContiguous();
        int[] strides = new int[n + 1];
        strides[n] = 1;
        for (int i = 0; i < n && simple; i++) {
            DenseArray a = in[i];
            if (a.size() == 1) {
                strides[i] = 0;
            } else {
                strides[i] = 1;
                simple = a.isContiguous() && a.size() == out.size();
            }
        }
        if (simple) {
            runner.strides = strides;
            int size = (int) out.size();
            if (size < PARALLEL) {
                runner.range(size);
            } else {
                Parallel.forEach(size, GRAIN, (from, to) -> runner.at((int) from, strides)
                        .range((int) (to - from)));
            }
        } else {
            new Walk(in, out).run(runner, out.size());
        }
    }

    /** One call: the arrays with their positions, and cast buffers where their types are not the loop's. */
    private static final class Runner {
        final Op.Loop loop;
        final Object[] arrays;
        final int[] offsets;
        final DType[] types;
        int[] strides = new int[0];
        private final boolean direct;
        private Object[] buffered = new Object[0];

        Runner(Op.Loop loop, DenseArray[] in, DenseArray out) {
            this.loop = loop;
            int n = in.length;
            arrays = new Object[n + 1];
            offsets = new int[n + 1];
            types = new DType[n + 1];
            boolean same = true;
            for (int i = 0; i <= n; i++) {
                DenseArray a = i < n ? in[i] : out;
                arrays[i] = a.storage();
                offsets[i] = a.offset();
                types[i] = a.dtype();
                same &= types[i] == (i < n ? loop.in()[i] : loop.out());
            }
            direct = same;
        }

        private Runner(Runner of) {
            loop = of.loop;
            arrays = of.arrays;
            offsets = of.offsets.clone();
            types = of.types;
            strides = of.strides;
            direct = of.direct;
        }

        /** The same call for another thread, begun {@code n} steps further on. */
        Runner at(int n, int[] steps) {
            Runner r = new Runner(this);
            for (int i = 0; i < steps.length; i++) {
                r.offsets[i] += n * steps[i];
            }
            return r;
        }

        void range(int count) {
            if (direct) {
                loop.kernel().run(arrays, offsets, strides, count);
            } else {
                cast(count);
            }
        }

        private void cast(int count) {
            int n = arrays.length - 1;
            if (buffered.length == 0) {
                buffered = arrays.clone();
            }
            int[] at = offsets.clone();
            int[] positions = new int[n + 1];
            int[] steps = new int[n + 1];
            for (int left = count; left > 0; left -= BUFFER) {
                int m = Math.min(BUFFER, left);
                for (int i = 0; i <= n; i++) {
                    DType needed = i < n ? loop.in()[i] : loop.out();
                    if (types[i] == needed) {
                        positions[i] = at[i];
                        steps[i] = strides[i];
                        continue;
                    }
                    if (buffered[i] == arrays[i]) {
                        buffered[i] = DenseArray.storage(needed, Math.min(BUFFER, count));
                    }
                    buffered[i] = grown(buffered[i], needed, m);
                    positions[i] = 0;
                    steps[i] = strides[i] == 0 ? 0 : 1;
                    if (i < n) {
                        load(types[i], arrays[i], at[i], strides[i], needed, buffered[i], steps[i] == 0 ? 1 : m);
                    }
                }
                loop.kernel().run(buffered, positions, steps, m);
                if (types[n] != loop.out()) {
                    store(loop.out(), buffered[n], types[n], arrays[n], at[n], strides[n], m);
                }
                for (int i = 0; i <= n; i++) {
                    at[i] += strides[i] * m;
                }
            }
        }

        private static Object grown(Object buffer, DType type, int count) {
            int length = java.lang.reflect.Array.getLength(buffer) / (type.isComplex() ? 2 : 1);
            return length >= count ? buffer : DenseArray.storage(type, BUFFER);
        }
    }

    /** Brings elements into a buffer of a compute type, from its start. */
    static void load(DType from, Object source, int offset, int stride, DType compute, Object buffer, int count) {
        switch (compute) {
            case FLOAT64 -> Casts.loadDoubles(from, source, offset, stride, (double[]) buffer, 0, 1, count);
            case FLOAT32 -> Casts.loadFloats(from, source, offset, stride, (float[]) buffer, 0, 1, count);
            case INT64, UINT64 -> Casts.loadLongs(from, source, offset, stride, (long[]) buffer, 0, 1, count);
            case INT32 -> Casts.loadInts(from, source, offset, stride, (int[]) buffer, 0, 1, count);
            case COMPLEX128 -> Casts.loadComplex(from, source, offset, stride, (double[]) buffer, 0, 1, count);
            case BOOL -> Casts.loadTruth(from, source, offset, stride, (byte[]) buffer, 0, 1, count);
            default -> throw new AssertionError(compute);
        }
    }

    /** Writes a buffer of a compute type, from its start, to elements of another type. */
    static void store(DType compute, Object buffer, DType to, Object target, int offset, int stride, int count) {
        switch (compute) {
            case FLOAT64 -> Casts.storeDoubles(to, (double[]) buffer, 0, 1, target, offset, stride, count);
            case FLOAT32 -> Casts.storeFloats(to, (float[]) buffer, 0, 1, target, offset, stride, count);
            case INT64, UINT64 -> Casts.storeLongs(to, (long[]) buffer, 0, 1, target, offset, stride, count);
            case INT32 -> Casts.storeInts(to, (int[]) buffer, 0, 1, target, offset, stride, count);
            case COMPLEX128 -> Casts.storeComplex(to, (double[]) buffer, 0, 1, target, offset, stride, count);
            default -> throw new AssertionError(compute);
        }
    }

    /** The axes of all arrays, aligned to the result's, joined where they are regular, the innermost one long. */
    private static final class Walk {
        private final int[] dims;
        private final int[][] strides;
        private final boolean tiled;
        private int rank;

        Walk(DenseArray[] in, DenseArray out) {
            int n = in.length;
            int ndim = out.ndim();
            dims = new int[Math.max(ndim, 1)];
            strides = new int[n + 1][dims.length];
            dims[0] = 1;
            for (int a = 0; a < ndim; a++) {
                int size = (int) out.shape().get(a);
                if (size != 1) {
                    add(size, in, out, a);
                }
            }
            rank = Math.max(rank, 1);
            lengthenInnermost();
            tiled = rank > 1 && neighboursElsewhere();
        }

        private void add(int size, DenseArray[] in, DenseArray out, int axis) {
            int n = in.length;
            boolean joins = rank > 0;
            for (int i = 0; i <= n; i++) {
                int s = i < n ? stride(in[i], axis - out.ndim() + in[i].ndim()) : out.stridesInternal()[axis];
                joins &= rank > 0 && strides[i][rank - 1] == (long) s * size;
                strides[i][rank] = s;
            }
            if (joins) {
                for (int[] s : strides) {
                    s[rank - 1] = s[rank];
                }
                dims[rank - 1] *= size;
            } else {
                dims[rank++] = size;
            }
        }

        private static int stride(DenseArray a, int axis) {
            return axis < 0 || a.shape().get(axis) == 1 ? 0 : a.stridesInternal()[axis];
        }

        private void lengthenInnermost() {
            int last = rank - 1;
            if (dims[last] >= SHORT) {
                return;
            }
            int longest = last;
            for (int a = 0; a < last; a++) {
                if (dims[a] > dims[longest]) {
                    longest = a;
                }
            }
            exchange(last, longest);
        }

        /**
         * Whether an array has its neighbours along another axis than the innermost, as a transposed one has; that axis
         * becomes the last but one. Tiles of both use whole cache lines of all arrays.
         */
        private boolean neighboursElsewhere() {
            int last = rank - 1;
            if (dims[last] < TILE_COLUMNS) {
                return false;
            }
            for (int[] s : strides) {
                for (int a = 0; a < last; a++) {
                    if (s[a] != 0 && dims[a] >= TILE_ROWS && Math.abs(s[a]) < Math.abs(s[last])) {
                        exchange(a, last - 1);
                        return true;
                    }
                }
            }
            return false;
        }

        private void exchange(int a, int b) {
            int d = dims[a];
            dims[a] = dims[b];
            dims[b] = d;
            for (int[] s : strides) {
                int t = s[a];
                s[a] = s[b];
                s[b] = t;
            }
        }

        /** Runs the whole, or shares parts of the outermost axis between threads. */
        void run(Runner runner, long size) {
            runner.strides = steps(rank - 1);
            int outer = dims[0];
            if (size < PARALLEL || outer == 1) {
                walk(runner, outer);
                return;
            }
            int[] steps = steps(0);
            long grain = Math.max(1, GRAIN / (size / outer));
            Parallel.forEach(outer, grain, (from, to) -> walk(runner.at((int) from, steps), (int) (to - from)));
        }

        private int[] steps(int axis) {
            int[] steps = new int[strides.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = strides[i][axis];
            }
            return steps;
        }

        private void walk(Runner runner, int outer) {
            int depth = tiled ? rank - 2 : rank - 1;
            int n = strides.length;
            int rows = depth == 0 ? outer : dims[depth];
            int[] dims = this.dims.clone();
            dims[0] = outer;
            int[] position = new int[rank];
            while (true) {
                if (tiled) {
                    tiles(runner, rows);
                } else {
                    runner.range(rows);
                }
                int a = depth - 1;
                while (a >= 0 && ++position[a] == dims[a]) {
                    position[a] = 0;
                    for (int i = 0; i < n; i++) {
                        runner.offsets[i] -= strides[i][a] * (dims[a] - 1);
                    }
                    a--;
                }
                if (a < 0) {
                    return;
                }
                for (int i = 0; i < n; i++) {
                    runner.offsets[i] += strides[i][a];
                }
            }
        }

        /** Runs the last two axes tile by tile. */
        private void tiles(Runner runner, int rows) {
            int columns = dims[rank - 1];
            int[] down = steps(rank - 2);
            int[] right = runner.strides;
            int[] begin = runner.offsets.clone();
            for (int row = 0; row < rows; row += TILE_ROWS) {
                int lastRow = Math.min(rows, row + TILE_ROWS);
                for (int column = 0; column < columns; column += TILE_COLUMNS) {
                    int count = Math.min(TILE_COLUMNS, columns - column);
                    for (int r = row; r < lastRow; r++) {
                        for (int i = 0; i < begin.length; i++) {
                            runner.offsets[i] = begin[i] + r * down[i] + column * right[i];
                        }
                        runner.range(count);
                    }
                }
            }
            System.arraycopy(begin, 0, runner.offsets, 0, begin.length);
        }
    }

    static DenseArray concat(int axis, NdArray... arrays) {
        DenseArray[] d = dense("concat", arrays);
        int a = Shape.checkAxis(axis, d[0].ndim());
        DType type = d[0].dtype();
        long total = 0;
        for (int i = 0; i < d.length; i++) {
            Shape s = d[i].shape();
            if (s.ndim() != d[0].ndim() || !s.with(a, 0).equals(d[0].shape().with(a, 0))) {
                throw new ShapeException("concat along axis " + a + ": array " + i + " has shape " + s + ", array 0 "
                        + d[0].shape() + "; all other axes must agree");
            }
            total = Math.addExact(total, s.get(a));
            type = DType.promote(type, d[i].dtype());
        }
        DenseArray out = DenseArray.allocate(type, d[0].shape().with(a, total));
        int at = out.offset();
        for (DenseArray part : d) {
            copy(part, out.view(part.shape(), at, out.stridesInternal()));
            at += (int) part.shape().get(a) * out.stride(a);
        }
        return out;
    }
}
