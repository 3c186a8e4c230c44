package org.orrery.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Shape;

/**
 * Runs element-wise operations: decides which elements the result may store, brings the operands' values at those into
 * blocks, and calls the operation's kernels on them.
 *
 * <p>The operation is run once on the fill values, which gives the result's. If it is a product (or a conjunction), only
 * elements that all operands with the fill value 0 store can be stored by the result, and an operand that is broadcast
 * is looked up, not repeated. Else every element that an operand stores, repeated where it is broadcast, may be.
 */
final class CooLoops {
    /** Elements that are brought together for one call of a kernel; the blocks stay in the first-level cache. */
    private static final int BLOCK = 1024;

    private final Op op;
    private final NdArray[] in;
    private final Op.Loop loop;
    private final Shape shape;

    /** The sparse operands, null for others; those of one element count as scalars. */
    private final @Nullable CooArray[] sparse;

    private CooLoops(Op op, NdArray... in) {
        this.op = op;
        this.in = in;
        DType[] types = new DType[in.length];
        Shape[] shapes = new Shape[in.length];
        for (int i = 0; i < in.length; i++) {
            types[i] = in[i].dtype();
            shapes[i] = in[i].shape();
            if (!(in[i] instanceof CooArray) && !(in[i] instanceof DenseArray)) {
                throw new DensificationException(op.name() + ": operand " + i + " is a "
                        + in[i].getClass().getSimpleName() + ", beside which sparse arrays have no rule");
            }
        }
        loop = op.loop(types);
        shape = Shape.broadcast(shapes);
        sparse = new CooArray[in.length];
        for (int i = 0; i < in.length; i++) {
            boolean scalar = in[i].size() == 1 && !in[i].shape().equals(shape);
            sparse[i] = in[i] instanceof CooArray a && !scalar ? a : null;
        }
    }

    static NdArray apply(Op op, NdArray... in) {
        return new CooLoops(op, in).run();
    }

    private NdArray run() {
        List<Integer> operands = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            if (sparse[i] != null) {
                operands.add(i);
            }
        }
        if (operands.isEmpty()) {
            // Sparse scalars beside dense arrays.
            return op.apply(Stream.of(in).map(NdArray::toDense).toArray(NdArray[]::new));
        }
        DenseArray fill = fill();
        if (shape.size() == 0) {
            return empty(fill);
        }
        Elements found = annihilates(operands, fill) ? common(operands) : all(operands);
        if (found == null) {
            return mergeDoubles(operands.get(0), operands.get(1), fill);
        }
        return result(found.keys, evaluate(found), fill);
    }

    private CooArray empty(DenseArray fill) {
        return new CooArray(shape, fill.dtype(), new long[0], Cells.allocate(fill.dtype(), 0), fill.storage());
    }

    /** The operation on the fill values of sparse operands and on the others as they are. */
    private DenseArray fill() {
        NdArray[] fills = new NdArray[in.length];
        for (int i = 0; i < in.length; i++) {
            CooArray a = sparse[i];
            fills[i] = a != null ? a.fill() : in[i].size() == 1 ? scalar(in[i]) : in[i];
        }
        DenseArray r = (DenseArray) op.apply(fills);
        if (r.size() == 0) {
            return Creation.zeros(Shape.of(), loop.result());
        }
        DenseArray first =
                DenseArray.of(r.dtype(), Cells.copyOf(Cells.storage(r), Cells.width(r.dtype()), 1), Shape.of());
        int[] others = Cells.unlike(Cells.storage(r), first.storage(), Cells.width(r.dtype()), (int) r.size(), false);
        if (others == null || others.length > 0) {
            throw varying(r, first, others);
        }
        return first;
    }

    private static NdArray scalar(NdArray a) {
        return a.toDense().reshape();
    }

    private DensificationException varying(DenseArray r, DenseArray first, int @Nullable [] others) {
        StringBuilder fills = new StringBuilder();
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < in.length; i++) {
            if (sparse[i] != null) {
                fills.append(fills.length() == 0 ? "" : ", ").append(sparse[i].fill());
            } else if (in[i].size() != 1) {
                shapes.append(shapes.length() == 0 ? "" : ", ").append(in[i].shape());
            }
        }
        DenseArray second = r.reshape(-1).index(Index.at(others == null ? 0 : others[0]));
        return new DensificationException(op.name() + " of a sparse array with the fill value " + fills
                + " and a dense one of shape " + shapes + " is " + first + " in one place that is not stored and "
                + second + " in another: the result would be dense; call toDense() on the sparse array first");
    }

    /** Whether elements that an operand with the fill value 0 does not store are the result's fill value. */
    private boolean annihilates(List<Integer> operands, DenseArray fill) {
        if (!op.annihilatedByZero() || !Cells.isZero(fill)) {
            return false;
        }
        boolean gate = false;
        for (int i : operands) {
            CooArray a = at(i);
            gate |= isGate(a);
            if (operands.size() > 1 && loop.in()[i] != DType.BOOL && !a.isFinite()) {
                return false;
            }
        }
        return gate;
    }

    private static boolean isGate(CooArray a) {
        return Cells.isZero(a.fill());
    }

    private CooArray at(int operand) {
        CooArray a = sparse[operand];
        if (a == null) {
            throw new AssertionError(operand);
        }
        return a;
    }

    /** The elements that the result may store, and where each operand has them: null for its own entries in order. */
    private static final class Elements {
        long[] keys;
        final @Nullable CooArray[] arrays;
        final int @Nullable [][] places;

        Elements(int operands) {
            keys = new long[0];
            arrays = new CooArray[operands];
            places = new int[operands][];
        }

        /** Keeps some of the elements. */
        @SuppressWarnings("NullAway") // An element is null where the operand's entries are in order.
        void keep(int[] kept) {
            keys = Cells.select(keys, kept);
            for (int i = 0; i < places.length; i++) {
                if (arrays[i] != null) {
                    places[i] = places[i] == null ? kept : compose(places[i], kept);
                }
            }
        }

        private static int[] compose(int[] places, int[] kept) {
            int[] out = new int[kept.length];
            for (int t = 0; t < kept.length; t++) {
                out[t] = places[kept[t]];
            }
            return out;
        }
    }

    // Products.

    private Elements common(List<Integer> operands) {
        Elements e = new Elements(in.length);
        int driver = driver(operands);
        if (driver < 0 && operands.size() == 2 && isGate(at(operands.get(0))) && isGate(at(operands.get(1)))) {
            CooArray a = at(operands.get(0));
            CooArray b = at(operands.get(1));
            if (a.shape().broadcast(b.shape()).equals(shape)) {
                Keys.Union pairs = CooJoin.pairs(a, b, shape);
                e.keys = pairs.keys();
                put(e, operands.get(0), a, pairs.left());
                put(e, operands.get(1), b, pairs.right());
                return e;
            }
        }
        if (driver < 0) {
            driver = firstGate(operands);
            put(e, driver, at(driver).broadcastTo(shape), null);
        } else {
            put(e, driver, aligned(at(driver)), null);
        }
        e.keys = arrayOf(e, driver).keyStorage();
        for (int i : operands) {
            if (i != driver) {
                joinTo(e, i);
            }
        }
        return e;
    }

    private static void put(Elements e, int operand, CooArray a, int @Nullable [] places) {
        e.arrays[operand] = a;
        setPlaces(e, operand, places);
    }

    @SuppressWarnings("NullAway") // An element is null where the operand's entries are in order.
    private static void setPlaces(Elements e, int operand, int @Nullable [] places) {
        e.places[operand] = places;
    }

    private static CooArray arrayOf(Elements e, int operand) {
        CooArray a = e.arrays[operand];
        if (a == null) {
            throw new AssertionError(operand);
        }
        return a;
    }

    /** The smallest operand with the fill value 0 that is not broadcast, or -1. */
    private int driver(List<Integer> operands) {
        int driver = -1;
        for (int i : operands) {
            CooArray a = at(i);
            boolean smaller = driver < 0 || a.nnz() < at(driver).nnz();
            driver = isGate(a) && a.size() == shape.size() && smaller ? i : driver;
        }
        return driver;
    }

    private int firstGate(List<Integer> operands) {
        for (int i : operands) {
            if (isGate(at(i))) {
                return i;
            }
        }
        throw new AssertionError(operands);
    }

    /** The operand with the axes of size one that it lacks, for which its keys are the same. */
    private CooArray aligned(CooArray a) {
        return a.ndim() == shape.ndim() ? a : a.withKeys(shape, a.keyStorage());
    }

    /** Finds the values of an operand at the elements, and drops those where it has its fill value 0. */
    private void joinTo(Elements e, int operand) {
        CooArray a = at(operand);
        boolean gate = isGate(a);
        if (a.size() == shape.size() && gate) {
            Keys.Union both = Keys.intersection(e.keys, a.keyStorage());
            e.keep(both.left());
            put(e, operand, a, both.right());
            return;
        }
        int[] places;
        if (a.size() == shape.size()) {
            places = Keys.places(e.keys, a.keyStorage());
        } else {
            Projection own = new Projection(shape, CooMoves.alignedStrides(a.shape(), shape));
            places = Keys.lookUp(own.of(e.keys), a.keyStorage(), a.size());
        }
        put(e, operand, a, places);
        if (gate) {
            int[] kept = Keys.present(places);
            if (kept.length < places.length) {
                e.keep(kept);
            }
        }
    }

    // Everything else.

    /** All elements that an operand stores, or null if {@link #mergeDoubles} serves. */
    private @Nullable Elements all(List<Integer> operands) {
        Elements e = new Elements(in.length);
        for (int i : operands) {
            put(e, i, at(i).broadcastTo(shape), null);
        }
        int first = operands.get(0);
        e.keys = arrayOf(e, first).keyStorage();
        if (operands.size() == 1) {
            return e;
        }
        int second = operands.get(1);
        if (operands.size() == 2) {
            if (in.length == 2 && loop.in()[0] == DType.FLOAT64) {
                sparse[first] = e.arrays[first];
                sparse[second] = e.arrays[second];
                return null;
            }
            Keys.Union u = Keys.union(e.keys, arrayOf(e, second).keyStorage());
            e.keys = u.keys();
            setPlaces(e, first, u.left());
            setPlaces(e, second, u.right());
            return e;
        }
        for (int k = 1; k < operands.size(); k++) {
            e.keys =
                    Keys.union(e.keys, arrayOf(e, operands.get(k)).keyStorage()).keys();
        }
        for (int i : operands) {
            setPlaces(e, i, Keys.places(e.keys, arrayOf(e, i).keyStorage()));
        }
        return e;
    }

    /** The kernel's results at the elements. */
    private Object evaluate(Elements e) {
        int n = e.keys.length;
        Object out = Cells.allocate(loop.out(), n);
        Feed[] feeds = new Feed[in.length];
        boolean direct = true;
        for (int i = 0; i < in.length; i++) {
            feeds[i] = feed(e, i);
            direct &= feeds[i].places == null && feeds[i].dense == null;
        }
        Object[] arrays = new Object[in.length + 1];
        int[] offsets = new int[in.length + 1];
        int[] strides = new int[in.length + 1];
        arrays[in.length] = out;
        strides[in.length] = 1;
        int block = direct ? Math.max(n, 1) : BLOCK;
        for (int s = 0; s < n; s += block) {
            int m = Math.min(block, n - s);
            for (int i = 0; i < in.length; i++) {
                feeds[i].load(s, m);
                arrays[i] = feeds[i].array;
                offsets[i] = feeds[i].offset;
                strides[i] = feeds[i].stride;
            }
            offsets[in.length] = s;
            loop.kernel().run(arrays, offsets, strides, m);
        }
        return out;
    }

    @SuppressWarnings("NullAway") // An element of places is null where the operand's entries are in order.
    private Feed feed(Elements e, int operand) {
        DType type = loop.in()[operand];
        CooArray a = e.arrays[operand];
        if (a != null) {
            Object values = Cells.convert(a.values(), type).storage();
            Object fill = Cells.convert(a.fill(), type).storage();
            return new Feed(type, values, fill, e.places[operand]);
        }
        if (in[operand].size() == 1) {
            return new Feed(
                    type, Cells.storage(Cells.convert(scalar(in[operand]).toDense(), type)));
        }
        return new Feed(type, Cells.convert(in[operand].toDense(), type), shape, e.keys);
    }

    /** An operand's values at the elements, block by block. */
    private static final class Feed {
        final int @Nullable [] places;
        final @Nullable DenseArray dense;
        private final DType type;
        private final Object source;
        private final Object fill;
        private final @Nullable Projection projection;
        private final long[] keys;
        private final long[] sums;
        private final int[] densePlaces;
        Object array;
        int offset;
        final int stride;

        /** One value for all elements. */
        Feed(DType type, Object scalar) {
            this(type, scalar, scalar, null, null, null, new long[0], 0);
        }

        /** A sparse operand. */
        Feed(DType type, Object values, Object fill, int @Nullable [] places) {
            this(type, values, fill, places, null, null, new long[0], 1);
        }

        /** A dense operand, broadcast to the result's shape. */
        Feed(DType type, DenseArray dense, Shape shape, long[] keys) {
            this(type, dense.storage(), dense.storage(), null, dense, projection(dense, shape), keys, 1);
        }

        private Feed(
                DType type,
                Object source,
                Object fill,
                int @Nullable [] places,
                @Nullable DenseArray dense,
                @Nullable Projection projection,
                long[] keys,
                int stride) {
            this.type = type;
            this.source = source;
            this.fill = fill;
            this.places = places;
            this.dense = dense;
            this.projection = projection;
            this.keys = keys;
            this.stride = stride;
            boolean buffered = places != null || dense != null;
            array = buffered ? Cells.allocate(type, BLOCK) : source;
            sums = new long[dense == null ? 0 : BLOCK];
            densePlaces = new int[dense == null ? 0 : BLOCK];
        }

        private static Projection projection(DenseArray dense, Shape shape) {
            long[] weights = new long[shape.ndim()];
            int shift = shape.ndim() - dense.ndim();
            for (int a = 0; a < dense.ndim(); a++) {
                weights[a + shift] = dense.shape().get(a) == 1 ? 0 : dense.stride(a);
            }
            return new Projection(shape, weights);
        }

        void load(int from, int count) {
            if (dense != null && projection != null) {
                projection.of(keys, from, count, sums);
                for (int t = 0; t < count; t++) {
                    densePlaces[t] = dense.offset() + (int) sums[t];
                }
                Cells.gather(source, fill, Cells.width(type), densePlaces, 0, count, array, 0);
            } else if (places != null) {
                Cells.gather(source, fill, Cells.width(type), places, from, count, array, 0);
            } else {
                offset = stride == 0 ? 0 : from;
            }
        }
    }

    private CooArray result(long[] keys, Object out, DenseArray fill) {
        Object values = Cells.convert(out, loop.out(), keys.length, loop.result());
        return CooArray.pruned(shape, loop.result(), keys, values, fill.storage());
    }

    // Two sparse operands of doubles, by far the commonest case: the merge writes the values themselves.

    private CooArray mergeDoubles(int first, int second, DenseArray fill) {
        CooArray left = at(first);
        CooArray right = at(second);
        int most = CooArray.checkEntries((long) left.nnz() + right.nnz());
        Scratch scratch = Scratch.take(most);
        Object out = loop.out() == DType.FLOAT64 ? scratch.values : Cells.allocate(loop.out(), most);
        int n = new DoubleMerge(left, right, loop, most, scratch.keys, out).run();
        long[] keys = scratch.keys(n);
        Object values = out == scratch.values ? scratch.values(n) : Cells.copyOf(out, Cells.width(loop.out()), n);
        scratch.giveBack();
        return result(keys, values, fill);
    }

    /** A union of two operands that calls the kernel on every block; both halves of the key range run in turn. */
    private static final class DoubleMerge {
        private final long[] a;
        private final long[] b;
        private final double[] x;
        private final double[] y;
        private final double fillX;
        private final double fillY;
        private final Op.Kernel kernel;
        private final long[] keys;
        private final Object out;
        private final int block;
        private final double[] blockX;
        private final double[] blockY;
        private final double[] blockX2;
        private final double[] blockY2;
        private final int[] at = new int[4];

        /** Keys and out have room for the entries of both, at most so many. */
        DoubleMerge(CooArray left, CooArray right, Op.Loop loop, int most, long[] keys, Object out) {
            a = left.keyStorage();
            b = right.keyStorage();
            x = (double[]) left.values().convert(DType.FLOAT64).storage();
            y = (double[]) right.values().convert(DType.FLOAT64).storage();
            fillX = left.fill().convert(DType.FLOAT64).getDouble();
            fillY = right.fill().convert(DType.FLOAT64).getDouble();
            kernel = loop.kernel();
            this.keys = keys;
            this.out = out;
            block = Math.min(BLOCK, most);
            blockX = new double[block];
            blockY = new double[block];
            blockX2 = new double[block];
            blockY2 = new double[block];
        }

        int run() {
            int middleA = a.length / 2;
            int middleB = a.length == 0 ? 0 : Keys.search(b, 0, b.length, a[middleA]);
            int o = 0;
            int o2 = middleA + middleB;
            at[2] = middleA;
            at[3] = middleB;
            while (true) {
                int n = Math.min(
                        Math.min(middleA - at[0], middleB - at[1]), Math.min(a.length - at[2], b.length - at[3]));
                n = Math.min(n, block);
                if (n <= 0) {
                    break;
                }
                both(o, o2, n);
                call(blockX, 0, 1, blockY, 0, 1, o, n);
                call(blockX2, 0, 1, blockY2, 0, 1, o2, n);
                o += n;
                o2 += n;
            }
            o = rest(at[0], middleA, at[1], middleB, o);
            int from = middleA + middleB;
            int more = rest(at[2], a.length, at[3], b.length, o2) - from;
            if (o < from) {
                System.arraycopy(keys, from, keys, o, more);
                System.arraycopy(out, from, out, o, more);
            }
            return o + more;
        }

        private void call(double[] u, int i, int du, double[] v, int j, int dv, int k, int count) {
            kernel.run(new Object[] {u, v, out}, new int[] {i, j, k}, new int[] {du, dv, 1}, count);
        }

        private void both(int o, int o2, int n) {
            long fx = Double.doubleToRawLongBits(fillX);
            long fy = Double.doubleToRawLongBits(fillY);
            int i = at[0];
            int j = at[1];
            int i2 = at[2];
            int j2 = at[3];
            for (int t = 0; t < n; t++) {
                long q = b[j];
                long d = a[i] - q;
                long above = -d >> 63;
                long below = d >> 63;
                keys[o + t] = q + (d & below);
                long u = Double.doubleToRawLongBits(x[i]);
                long v = Double.doubleToRawLongBits(y[j]);
                blockX[t] = Double.longBitsToDouble(u ^ ((u ^ fx) & above));
                blockY[t] = Double.longBitsToDouble(v ^ ((v ^ fy) & below));
                i += 1 + (int) above;
                j += 1 + (int) below;
                long q2 = b[j2];
                long d2 = a[i2] - q2;
                long above2 = -d2 >> 63;
                long below2 = d2 >> 63;
                keys[o2 + t] = q2 + (d2 & below2);
                long u2 = Double.doubleToRawLongBits(x[i2]);
                long v2 = Double.doubleToRawLongBits(y[j2]);
                blockX2[t] = Double.longBitsToDouble(u2 ^ ((u2 ^ fx) & above2));
                blockY2[t] = Double.longBitsToDouble(v2 ^ ((v2 ^ fy) & below2));
                i2 += 1 + (int) above2;
                j2 += 1 + (int) below2;
            }
            at[0] = i;
            at[1] = j;
            at[2] = i2;
            at[3] = j2;
        }

        /** What one stream has left. */
        private int rest(int fromA, int endA, int fromB, int endB, int from) {
            long fx = Double.doubleToRawLongBits(fillX);
            long fy = Double.doubleToRawLongBits(fillY);
            int i = fromA;
            int j = fromB;
            int o = from;
            while (i < endA && j < endB) {
                int n = Math.min(block, Math.min(endA - i, endB - j));
                for (int t = 0; t < n; t++) {
                    long q = b[j];
                    long d = a[i] - q;
                    long above = -d >> 63;
                    long below = d >> 63;
                    keys[o + t] = q + (d & below);
                    long u = Double.doubleToRawLongBits(x[i]);
                    long v = Double.doubleToRawLongBits(y[j]);
                    blockX[t] = Double.longBitsToDouble(u ^ ((u ^ fx) & above));
                    blockY[t] = Double.longBitsToDouble(v ^ ((v ^ fy) & below));
                    i += 1 + (int) above;
                    j += 1 + (int) below;
                }
                call(blockX, 0, 1, blockY, 0, 1, o, n);
                o += n;
            }
            if (i < endA) {
                System.arraycopy(a, i, keys, o, endA - i);
                call(x, i, 1, new double[] {fillY}, 0, 0, o, endA - i);
                o += endA - i;
            }
            if (j < endB) {
                System.arraycopy(b, j, keys, o, endB - j);
                call(new double[] {fillX}, 0, 0, y, j, 1, o, endB - j);
                o += endB - j;
            }
            return o;
        }
    }
}
