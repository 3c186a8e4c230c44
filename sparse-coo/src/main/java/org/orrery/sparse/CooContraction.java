package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.internal.RowProducts;

/**
 * Sums products over pairs of axes, as a product of two matrices.
 *
 * <p>Rows of a sparse product are gathered by Gustavson, "Two Fast Algorithms for Sparse Matrices: Multiplication and
 * Permuted Transposition", ACM TOMS 4 (1978), in a dense row whose bitmap of two levels gives the columns in order. A
 * row that would be much longer than all products is instead sorted out of them. Elements that are not stored count as
 * exact zeros, whatever they meet.
 */
final class CooContraction {
    /** A dense row has at most this many elements for each product, and some more. */
    private static final int ROW = 4;

    private static final int SHORT_ROW = 1 << 16;

    /** A thread of its own makes at least so many products. */
    private static final int PART = 1 << 18;

    private CooContraction() {}

    static NdArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        check(a, b, axesA, axesB);
        DType type = DType.promote(a.dtype(), b.dtype());
        if (type.isBoolean()) {
            throw new DTypeException("contract does not take booleans: convert them to integers first");
        }
        DType compute = type.isComplex() ? DType.COMPLEX128 : type.isFloating() ? DType.FLOAT64 : DType.INT64;
        int[] keptA = others(a.ndim(), axesA);
        int[] keptB = others(b.ndim(), axesB);
        if (!(a instanceof CooArray)) {
            // The transposed product has the sparse operand in front.
            DenseArray turned = product(matrix(b, keptB, axesB), dense(a, axesA, keptA, compute), compute);
            DenseArray out = turned.transpose().contiguous();
            return out.reshape(dims(a, keptA, b, keptB)).convert(type);
        }
        CooArray x = matrix(a, keptA, axesA);
        if (!(b instanceof CooArray)) {
            DenseArray out = product(x, dense(b, axesB, keptB, compute), compute);
            return out.reshape(dims(a, keptA, b, keptB)).convert(type);
        }
        CooArray out = product(x, matrix(b, axesB, keptB), compute);
        Shape shape = Shape.of(dims(a, keptA, b, keptB));
        NdArray result = out.withKeys(shape, out.keyStorage()).convert(type);
        return shape.ndim() == 0 ? result.toDense() : result;
    }

    private static void check(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        for (NdArray x : new NdArray[] {a, b}) {
            if (!(x instanceof CooArray) && !(x instanceof DenseArray)) {
                throw new DensificationException("contract: an operand is a "
                        + x.getClass().getSimpleName() + ", beside which sparse arrays have no rule");
            }
            if (x instanceof CooArray c && !Cells.isZero(c.fill())) {
                throw new DensificationException("contract of a sparse array with the fill value " + c.fill()
                        + ": expected 0, since every sum would have elements that are not stored");
            }
        }
        if (axesA.length != axesB.length) {
            throw new ShapeException("contract: " + axesA.length + " axes of the first operand pair with "
                    + axesB.length + " of the second: expected as many");
        }
        Axes.of(axesA).reduced(a.ndim());
        Axes.of(axesB).reduced(b.ndim());
        for (int i = 0; i < axesA.length; i++) {
            long p = a.shape().get(axesA[i]);
            long q = b.shape().get(axesB[i]);
            if (p != q) {
                throw new ShapeException("contract: shape " + a.shape() + ", axis " + axesA[i] + " has " + p
                        + ", shape " + b.shape() + ", axis " + axesB[i] + " has " + q + ": expected the same size");
            }
        }
    }

    private static int[] others(int ndim, int... axes) {
        boolean[] summed = Axes.of(axes).reduced(ndim);
        int[] kept = new int[ndim - axes.length];
        for (int i = 0, k = 0; i < ndim; i++) {
            if (!summed[i]) {
                kept[k++] = i;
            }
        }
        return kept;
    }

    private static long[] dims(NdArray a, int[] keptA, NdArray b, int[] keptB) {
        long[] dims = new long[keptA.length + keptB.length];
        for (int i = 0; i < keptA.length; i++) {
            dims[i] = a.shape().get(keptA[i]);
        }
        for (int i = 0; i < keptB.length; i++) {
            dims[keptA.length + i] = b.shape().get(keptB[i]);
        }
        return dims;
    }

    private static long product(NdArray a, int... axes) {
        long n = 1;
        for (int axis : axes) {
            n *= a.shape().get(axis);
        }
        return n;
    }

    private static int[] joined(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static CooArray matrix(NdArray a, int[] rows, int[] columns) {
        return ((CooArray) a).permute(joined(rows, columns)).reshape(product(a, rows), product(a, columns));
    }

    private static DenseArray dense(NdArray a, int[] rows, int[] columns, DType compute) {
        return a.toDense()
                .permute(joined(rows, columns))
                .reshape(product(a, rows), product(a, columns))
                .convert(compute)
                .contiguous();
    }

    /** A sparse matrix times a dense one, which is contiguous. */
    private static DenseArray product(CooArray a, DenseArray b, DType compute) {
        DenseArray out = Creation.zeros(Shape.of(a.shape().get(0), b.shape().get(1)), compute);
        if (out.size() == 0 || a.nnz() == 0) {
            return out;
        }
        int n = (int) b.shape().get(1);
        Object x = a.values().convert(compute).storage();
        Object y = b.storage();
        Object r = out.storage();
        Groups rows = a.groups(a.shape().get(1));
        long[] keys = a.keyStorage();
        if (n == 1 && compute == DType.FLOAT64) {
            multiply(keys, (double[]) x, rows, (double[]) y, b.offset(), (double[]) r);
            return out;
        }
        if (compute == DType.FLOAT64) {
            Parallel.forEach(
                    rows.count(),
                    grain(rows.count(), (long) a.nnz() * n),
                    (from, to) -> RowProducts.INSTANCE.add(
                            keys,
                            (double[]) x,
                            rows.ids,
                            rows.starts,
                            (int) from,
                            (int) to,
                            rows.size,
                            (double[]) y,
                            b.offset(),
                            n,
                            (double[]) r));
            return out;
        }
        for (int g = 0; g < rows.count(); g++) {
            long base = rows.ids[g] * rows.size;
            int at = (int) rows.ids[g] * n;
            for (int t = rows.starts[g]; t < rows.starts[g + 1]; t++) {
                int from = b.offset() + (int) (keys[t] - base) * n;
                if (compute == DType.INT64) {
                    addScaled(((long[]) x)[t], (long[]) y, from, (long[]) r, at, n);
                } else {
                    addScaled((double[]) x, t, (double[]) y, from, (double[]) r, at, n);
                }
            }
        }
        return out;
    }

    /** How many rows a thread gets at once: work for about a millisecond, so that small products stay in theirs. */
    private static long grain(int rows, long products) {
        return Math.max(1, rows / Math.max(1, products >> 21));
    }

    /** A matrix times a vector. */
    private static void multiply(long[] keys, double[] x, Groups rows, double[] y, int offset, double[] r) {
        for (int g = 0; g < rows.count(); g++) {
            long base = rows.ids[g] * rows.size - offset;
            double sum = 0;
            for (int t = rows.starts[g]; t < rows.starts[g + 1]; t++) {
                sum += x[t] * y[(int) (keys[t] - base)];
            }
            r[(int) rows.ids[g]] = sum;
        }
    }

    private static void addScaled(long v, long[] y, int from, long[] r, int at, int n) {
        for (int i = 0; i < n; i++) {
            r[at + i] += v * y[from + i];
        }
    }

    /** Complex numbers, two places each. */
    private static void addScaled(double[] x, int t, double[] y, int from, double[] r, int at, int n) {
        double re = x[2 * t];
        double im = x[2 * t + 1];
        for (int i = 0; i < n; i++) {
            double u = y[2 * (from + i)];
            double v = y[2 * (from + i) + 1];
            r[2 * (at + i)] += re * u - im * v;
            r[2 * (at + i) + 1] += re * v + im * u;
        }
    }

    /** The left matrix of a product: runs of entries, each a row, and for each entry the row of the right one it meets. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Left(Groups rows, int[] met, DenseArray values) {}

    /** A sparse matrix times a sparse one. */
    private static CooArray product(CooArray a, CooArray b, DType compute) {
        Groups rows = a.groups(a.shape().get(1));
        long[] positions = a.coords(1).longs();
        return product(a.shape().get(0), rows, positions, a.shape().get(1), a.values(), b, compute);
    }

    /**
     * The products of the matrices of two stacks.
     *
     * @param a a stack of shape (s, m, k)
     * @param b a stack of shape (s, k, n)
     * @return an array of shape (s * m, n)
     */
    static CooArray batched(CooArray a, CooArray b, DType compute) {
        long m = a.shape().get(1);
        long k = a.shape().get(2);
        long count = a.shape().get(0);
        Groups rows = a.groups(Math.max(k, 1));
        long[] positions = new Projection(a.shape(), new long[] {k, 0, 1}).of(a.keyStorage());
        CooArray right = b.withShape(Shape.of(count * k, b.shape().get(2)));
        return product(count * m, rows, positions, count * k, a.values(), right, compute);
    }

    private static CooArray product(
            long height, Groups rowsA, long[] positions, long inner, DenseArray values, CooArray b, DType compute) {
        long columns = b.shape().get(1);
        Shape shape = Shape.of(height, columns);
        Object zero = Cells.allocate(compute, 1);
        if (positions.length == 0 || b.nnz() == 0) {
            return new CooArray(shape, compute, new long[0], Cells.allocate(compute, 0), zero);
        }
        Groups rows = b.groups(columns);
        int[] met = Keys.lookUp(positions, rows.ids, inner);
        long products = 0;
        for (int g : met) {
            products += g < 0 ? 0 : rows.starts[g + 1] - rows.starts[g];
        }
        Left a = new Left(rowsA, met, values.convert(compute));
        Object y = b.values().convert(compute).storage();
        if (columns <= ROW * Math.min(products, Integer.MAX_VALUE / 8) + SHORT_ROW) {
            return byRows(a, b, shape, compute, rows, products, y);
        }
        return bySorting(a, b, shape, compute, rows, products, y);
    }

    private static CooArray byRows(
            Left a, CooArray b, Shape shape, DType compute, Groups rowsB, long products, Object y) {
        int columns = (int) shape.get(1);
        int[] columnsB = new int[b.nnz()];
        long[] c = b.coords(1).longs();
        for (int p = 0; p < columnsB.length; p++) {
            columnsB[p] = (int) c[p];
        }
        // Rows do not depend on each other, so that it does not matter where they are divided.
        int count = a.rows.count();
        int parts = (int) Math.max(1, Math.min(Parallel.threads(), products / PART));
        Row[] done = new Row[parts];
        Parallel.forEach(parts, 1, (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                Row row = row(a.values.storage(), y, columnsB, columns, compute);
                row.reserve((int) Math.min(products / parts, Math.max(1 << 20, columns)));
                int first = (int) ((long) count * i / parts);
                row.multiply(a, rowsB, first, (int) ((long) count * (i + 1) / parts), columns);
                done[i] = row;
            }
        });
        long total = 0;
        for (Row row : done) {
            total += row.count;
        }
        int n = CooArray.checkEntries(total);
        int width = Cells.width(compute);
        long[] keys = parts == 1 ? Arrays.copyOf(done[0].keys, n) : new long[n];
        Object values = parts == 1 ? Cells.copyOf(done[0].storage(), width, n) : Cells.allocate(compute, n);
        for (int i = 0, o = 0; parts > 1 && i < parts; i++) {
            System.arraycopy(done[i].keys, 0, keys, o, done[i].count);
            System.arraycopy(done[i].storage(), 0, values, width * o, width * done[i].count);
            o += done[i].count;
        }
        return CooArray.pruned(shape, compute, keys, values, Cells.allocate(compute, 1));
    }

    private static Row row(Object x, Object y, int[] columnsB, int columns, DType compute) {
        return compute == DType.FLOAT64
                ? new DoubleRow((double[]) x, (double[]) y, columnsB, columns)
                : compute == DType.INT64
                        ? new LongRow((long[]) x, (long[]) y, columnsB, columns)
                        : new ComplexRow((double[]) x, (double[]) y, columnsB, columns);
    }

    /** All products, sorted by where they belong, and summed. */
    private static CooArray bySorting(
            Left a, CooArray b, Shape shape, DType compute, Groups rowsB, long products, Object y) {
        int n = CooArray.checkEntries(products);
        int[] left = new int[n];
        int[] right = new int[n];
        long[] keys = new long[n];
        Groups rowsA = a.rows;
        int[] met = a.met;
        long columns = shape.get(1);
        long[] keysB = b.keyStorage();
        int o = 0;
        for (int g = 0; g < rowsA.count(); g++) {
            long base = rowsA.ids[g] * columns;
            for (int t = rowsA.starts[g]; t < rowsA.starts[g + 1]; t++) {
                int k = met[t];
                if (k >= 0) {
                    long shift = base - rowsB.ids[k] * columns;
                    for (int p = rowsB.starts[k]; p < rowsB.starts[k + 1]; p++) {
                        left[o] = t;
                        right[o] = p;
                        keys[o++] = keysB[p] + shift;
                    }
                }
            }
        }
        DenseArray u = DenseArray.of(compute, Cells.select(a.values.storage(), compute, left), Shape.of(n));
        DenseArray v = DenseArray.of(compute, Cells.select(y, compute, right), Shape.of(n));
        Object values = u.mul(v).toDense().storage();
        return CooArray.gathered(shape, compute, keys, values, Cells.allocate(compute, 1));
    }

    /** A dense row of sums, and the entries that finished rows have left. */
    private abstract static class Row {
        final int[] columns;
        long[] keys = new long[0];
        int count;

        Row(int[] columns) {
            this.columns = columns;
        }

        /** Adds an entry of the left matrix times a row of the right one. */
        abstract void add(int entry, int from, int to);

        /** Appends the sum of a column and clears it. */
        abstract void take(int column, int at);

        abstract void resize(int size);

        abstract Object storage();

        final void reserve(int size) {
            keys = Arrays.copyOf(keys, size);
            resize(size);
        }

        private void ensure(int more) {
            if (more > keys.length - count) {
                long most = Entries.MAX_COUNT / 2;
                reserve((int) Math.max(Math.min(2L * count + more, most), CooArray.checkEntries((long) count + more)));
            }
        }

        /** Makes some rows of the product. */
        final void multiply(Left a, Groups rowsB, int first, int end, int length) {
            long[] words = new long[(length + 63) >> 6];
            long[] summary = new long[(words.length + 63) >> 6];
            int[] met = a.met;
            for (int g = first; g < end; g++) {
                long base = a.rows.ids[g] * length;
                int hits = 0;
                int last = 0;
                for (int t = a.rows.starts[g]; t < a.rows.starts[g + 1]; t++) {
                    hits += met[t] < 0 ? 0 : 1;
                    last = met[t] < 0 ? last : t;
                }
                if (hits == 1) {
                    copy(last, rowsB.starts[met[last]], rowsB.starts[met[last] + 1], base);
                    continue;
                }
                for (int t = a.rows.starts[g]; hits > 0 && t < a.rows.starts[g + 1]; t++) {
                    int k = met[t];
                    if (k >= 0) {
                        int from = rowsB.starts[k];
                        int to = rowsB.starts[k + 1];
                        add(t, from, to);
                        for (int p = from; p < to; p++) {
                            int column = columns[p];
                            words[column >> 6] |= 1L << column;
                            summary[column >> 12] |= 1L << (column >> 6);
                        }
                    }
                }
                if (hits > 0) {
                    finish(base, words, summary);
                }
            }
        }

        /** Appends a multiple of one row, which is in order. */
        private void copy(int entry, int from, int to, long base) {
            ensure(to - from);
            add(entry, from, to);
            for (int p = from; p < to; p++) {
                keys[count] = base + columns[p];
                take(columns[p], count++);
            }
        }

        /** Appends the sums of the columns whose bits are set, in their order. */
        private void finish(long base, long[] words, long[] summary) {
            for (int s = 0; s < summary.length; s++) {
                for (long some = summary[s]; some != 0; some &= some - 1) {
                    int w = (s << 6) + Long.numberOfTrailingZeros(some);
                    ensure(64);
                    for (long bits = words[w]; bits != 0; bits &= bits - 1) {
                        int column = (w << 6) + Long.numberOfTrailingZeros(bits);
                        keys[count] = base + column;
                        take(column, count++);
                    }
                    words[w] = 0;
                }
                summary[s] = 0;
            }
        }
    }

    private static final class DoubleRow extends Row {
        private final double[] x;
        private final double[] y;
        private final double[] sums;
        private double[] out = new double[0];

        DoubleRow(double[] x, double[] y, int[] columns, int length) {
            super(columns);
            this.x = x;
            this.y = y;
            sums = new double[length];
        }

        @Override
        void add(int entry, int from, int to) {
            double v = x[entry];
            for (int p = from; p < to; p++) {
                sums[columns[p]] += v * y[p];
            }
        }

        @Override
        void take(int column, int at) {
            out[at] = sums[column];
            sums[column] = 0;
        }

        @Override
        void resize(int size) {
            out = Arrays.copyOf(out, size);
        }

        @Override
        Object storage() {
            return out;
        }
    }

    private static final class LongRow extends Row {
        private final long[] x;
        private final long[] y;
        private final long[] sums;
        private long[] out = new long[0];

        LongRow(long[] x, long[] y, int[] columns, int length) {
            super(columns);
            this.x = x;
            this.y = y;
            sums = new long[length];
        }

        @Override
        void add(int entry, int from, int to) {
            long v = x[entry];
            for (int p = from; p < to; p++) {
                sums[columns[p]] += v * y[p];
            }
        }

        @Override
        void take(int column, int at) {
            out[at] = sums[column];
            sums[column] = 0;
        }

        @Override
        void resize(int size) {
            out = Arrays.copyOf(out, size);
        }

        @Override
        Object storage() {
            return out;
        }
    }

    private static final class ComplexRow extends Row {
        private final double[] x;
        private final double[] y;
        private final double[] sums;
        private double[] out = new double[0];

        ComplexRow(double[] x, double[] y, int[] columns, int length) {
            super(columns);
            this.x = x;
            this.y = y;
            sums = new double[2 * length];
        }

        @Override
        void add(int entry, int from, int to) {
            double re = x[2 * entry];
            double im = x[2 * entry + 1];
            for (int p = from; p < to; p++) {
                int c = 2 * columns[p];
                sums[c] += re * y[2 * p] - im * y[2 * p + 1];
                sums[c + 1] += re * y[2 * p + 1] + im * y[2 * p];
            }
        }

        @Override
        void take(int column, int at) {
            System.arraycopy(sums, 2 * column, out, 2 * at, 2);
            sums[2 * column] = 0;
            sums[2 * column + 1] = 0;
        }

        @Override
        void resize(int size) {
            out = Arrays.copyOf(out, 2 * size);
        }

        @Override
        Object storage() {
            return out;
        }
    }
}
