package org.orrery.sparse;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.IndexPlan;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * An n-dimensional sparse array in compressed form: some of its axes together count rows, the others columns, and for
 * each row there is a pointer to its first entry.
 *
 * <p>Of a matrix with axis 0 compressed this is CSR, with axis 1 compressed CSC. The columns of a row increase; they take
 * 4 bytes each where there are at most 2^31-1 of them, so that an entry of float64 takes 12 bytes, and each row 4 more.
 * Arrays are immutable and may be read from several threads.
 *
 * <pre>{@code
 * GcxsArray csr = GcxsArray.from(a, 0);
 * int[] rowPointers = csr.pointers().ints();
 * CooArray back = csr.toCoo();
 * }</pre>
 *
 * <p>All functions for {@link NdArray} work here. What they give is compressed along the same axes where it has as many,
 * else along its first; axes with far more positions than there are entries are not compressed unless asked for. After
 * Shaikh and Hasan, "Efficient Storage Scheme for n-Dimensional Sparse Array: GCRS/GCCS", HPCS 2015.
 */
public final class GcxsArray implements NdArray {
    /** A result's pointers are at most this many for each entry, and some more. */
    private static final long POINTERS = 8;

    private static final long FEW_POINTERS = 1 << 16;

    private final Shape shape;
    private final int[] compressed;

    /** The compressed axes, then the others. */
    private final int[] order;

    private final long columns;
    private final int[] pointers;
    private final DenseArray indices;
    private final DenseArray values;
    private final DenseArray fill;

    /** Keeps what keeps the rules. */
    private GcxsArray(
            Shape shape,
            int[] compressed,
            int[] order,
            int[] pointers,
            DenseArray indices,
            DenseArray values,
            DenseArray fill) {
        this.shape = shape;
        this.compressed = compressed;
        this.order = order;
        this.columns = size(shape, order, compressed.length, order.length);
        this.pointers = pointers;
        this.indices = indices.asReadOnly();
        this.values = values.asReadOnly();
        this.fill = fill.asReadOnly();
    }

    // Construction.

    /**
     * An array from its parts.
     *
     * @param shape the shape
     * @param compressedAxes the axes that together count the rows; a negative one counts from the end
     * @param pointers for each row the place of its first entry, and behind them the number of entries: integers
     * @param indices the column of each entry, which increase in each row: integers
     * @param values the value of each entry, an array of one dimension
     * @param fill the value of all other elements, of one element, brought to the values' type
     * @return an array of the values' type, without the entries that are the fill value
     * @throws ShapeException if an axis is outside the rank or named twice, or the lengths do not fit each other
     * @throws IndexOutOfBoundsException if a column is outside
     * @throws IllegalArgumentException if pointers decrease or columns do not increase
     * @throws DTypeException if pointers or indices are not integers, or the fill value is complex and the values are not
     */
    public static GcxsArray of(
            Shape shape,
            int[] compressedAxes,
            DenseArray pointers,
            DenseArray indices,
            DenseArray values,
            NdArray fill) {
        int[] order = order(shape.ndim(), compressedAxes);
        int[] own = Arrays.copyOf(order, compressedAxes.length);
        long rows = size(shape, order, 0, own.length);
        long columns = size(shape, order, own.length, order.length);
        if (!pointers.dtype().isInteger() || !indices.dtype().isInteger()) {
            throw new DTypeException(
                    "pointers have dtype " + pointers.dtype() + ", indices " + indices.dtype() + ": expected integers");
        }
        long n = values.size();
        if (values.ndim() != 1 || indices.ndim() != 1 || indices.size() != n) {
            throw new ShapeException("values have shape " + values.shape() + ", indices " + indices.shape()
                    + ": expected one dimension, and as many");
        }
        if (pointers.ndim() != 1 || pointers.size() - 1 != rows) {
            throw new ShapeException(
                    "pointers have shape " + pointers.shape() + ": expected " + rows + " + 1, one more than rows");
        }
        long[] p = pointers.convert(DType.INT64).toLongArray();
        long[] c = indices.convert(DType.INT64).toLongArray();
        check(p, c, columns);
        long[] keys = c;
        for (int r = 0; r < rows; r++) {
            for (int t = (int) p[r]; t < p[r + 1]; t++) {
                keys[t] += r * columns;
            }
        }
        CooArray matrix = CooArray.fromKeys(Shape.of(rows, columns), keys, values, fill);
        return compress(matrix, shape, own, order);
    }

    private static void check(long[] pointers, long[] columns, long bound) {
        int rows = pointers.length - 1;
        if (pointers[0] != 0 || pointers[rows] != columns.length) {
            throw new IllegalArgumentException("pointers run from " + pointers[0] + " to " + pointers[rows]
                    + ": expected 0 to the number of entries, " + columns.length);
        }
        for (int r = 0; r < rows; r++) {
            if (pointers[r + 1] < pointers[r] || pointers[r + 1] > columns.length) {
                throw new IllegalArgumentException("pointers go from " + pointers[r] + " to " + pointers[r + 1]
                        + " at row " + r + ": expected them to increase up to " + columns.length);
            }
            for (int t = (int) pointers[r]; t < pointers[r + 1]; t++) {
                if (columns[t] < 0 || columns[t] >= bound) {
                    throw new IndexOutOfBoundsException(
                            "index " + t + " is " + columns[t] + ": expected 0 to " + (bound - 1));
                }
                if (t > pointers[r] && columns[t] <= columns[t - 1]) {
                    throw new IllegalArgumentException("indices of row " + r + " do not increase: entry " + t + " is "
                            + columns[t] + ", the one before " + columns[t - 1] + "; CooArray.of takes any order");
                }
            }
        }
    }

    /**
     * A matrix in CSR form: the rows are compressed.
     *
     * @param shape the shape, of two dimensions
     * @param pointers for each row the place of its first entry, and behind them the number of entries
     * @param columns the column of each entry, which increase in each row
     * @param values the value of each entry
     * @return a float64 matrix with the fill value 0
     * @throws ShapeException if the shape has not two dimensions, or the lengths do not fit each other
     * @throws IndexOutOfBoundsException if a column is outside
     * @throws IllegalArgumentException if pointers decrease or columns do not increase
     */
    public static GcxsArray csr(Shape shape, int[] pointers, int[] columns, double[] values) {
        return matrix(shape, 0, pointers, columns, values);
    }

    /**
     * A matrix in CSC form: the columns are compressed.
     *
     * @param shape the shape, of two dimensions
     * @param pointers for each column the place of its first entry, and behind them the number of entries
     * @param rows the row of each entry, which increase in each column
     * @param values the value of each entry
     * @return a float64 matrix with the fill value 0
     * @throws ShapeException if the shape has not two dimensions, or the lengths do not fit each other
     * @throws IndexOutOfBoundsException if a row is outside
     * @throws IllegalArgumentException if pointers decrease or rows do not increase
     */
    public static GcxsArray csc(Shape shape, int[] pointers, int[] rows, double[] values) {
        return matrix(shape, 1, pointers, rows, values);
    }

    private static GcxsArray matrix(Shape shape, int axis, int[] pointers, int[] indices, double[] values) {
        if (shape.ndim() != 2) {
            throw new ShapeException("shape " + shape + ": expected two dimensions");
        }
        return of(
                shape,
                new int[] {axis},
                DenseArray.wrap(pointers),
                DenseArray.wrap(indices),
                DenseArray.wrap(values),
                Creation.scalar(0.0));
    }

    /**
     * The compressed form of an array.
     *
     * @param array the array, sparse or dense; of a dense one zeros are not stored
     * @param compressedAxes the axes that together count the rows; without any the array is one row
     * @return an array of the same elements
     * @throws ShapeException if an axis is outside the rank or named twice, or there are more than 2^31-2 rows
     */
    public static GcxsArray from(NdArray array, int... compressedAxes) {
        CooArray a = CooArray.fromDense(array);
        int[] order = order(a.ndim(), compressedAxes);
        int[] own = Arrays.copyOf(order, compressedAxes.length);
        CooArray matrix = a.permute(order)
                .withShape(Shape.of(
                        size(a.shape(), order, 0, own.length), size(a.shape(), order, own.length, order.length)));
        return compress(matrix, a.shape(), own, order);
    }

    /**
     * The compressed form of an array, along its first axis.
     *
     * @param array the array, sparse or dense; of a dense one zeros are not stored
     * @return an array of the same elements; itself if it is compressed
     * @throws ShapeException if the axis has more than 2^31-2 positions
     */
    public static GcxsArray fromDense(NdArray array) {
        return array instanceof GcxsArray g ? g : from(array, array.ndim() < 2 ? new int[0] : new int[1]);
    }

    /** The array whose rows and columns are those of a matrix. */
    private static GcxsArray compress(CooArray matrix, Shape shape, int[] compressed, int[] order) {
        long rows = matrix.shape().get(0);
        long columns = matrix.shape().get(1);
        if (rows > Integer.MAX_VALUE - 8) {
            throw new ShapeException("axes " + Arrays.toString(compressed) + " of shape " + shape + " make " + rows
                    + " rows: expected at most " + (Integer.MAX_VALUE - 8));
        }
        int n = matrix.nnz();
        int[] pointers = new int[(int) rows + 1];
        Groups groups = matrix.groups(Math.max(columns, 1));
        for (int g = 0; g < groups.count(); g++) {
            pointers[(int) groups.ids[g] + 1] = groups.starts[g + 1] - groups.starts[g];
        }
        Keys.accumulate(pointers);
        long[] keys = matrix.keyStorage();
        DenseArray indices;
        if (columns <= Integer.MAX_VALUE) {
            int[] narrow = new int[n];
            for (int g = 0; g < groups.count(); g++) {
                long base = groups.ids[g] * columns;
                for (int t = groups.starts[g]; t < groups.starts[g + 1]; t++) {
                    narrow[t] = (int) (keys[t] - base);
                }
            }
            indices = DenseArray.wrap(narrow);
        } else {
            long[] wide = new long[n];
            for (int g = 0; g < groups.count(); g++) {
                long base = groups.ids[g] * columns;
                for (int t = groups.starts[g]; t < groups.starts[g + 1]; t++) {
                    wide[t] = keys[t] - base;
                }
            }
            indices = DenseArray.wrap(wide);
        }
        return new GcxsArray(shape, compressed, order, pointers, indices, matrix.values(), matrix.fill());
    }

    private static int[] order(int ndim, int... compressed) {
        boolean[] first = Axes.of(compressed).reduced(ndim);
        int[] order = new int[ndim];
        int k = 0;
        for (int axis : compressed) {
            order[k++] = Shape.checkAxis(axis, ndim);
        }
        for (int axis = 0; axis < ndim; axis++) {
            if (!first[axis]) {
                order[k++] = axis;
            }
        }
        return order;
    }

    private static long size(Shape shape, int[] axes, int from, int to) {
        if (shape.size() == 0) {
            // The product of some axes may exceed a long only if another axis is empty.
            for (int i = from; i < to; i++) {
                if (shape.get(axes[i]) == 0) {
                    return 0;
                }
            }
        }
        long n = 1;
        for (int i = from; i < to; i++) {
            n = Math.multiplyExact(n, shape.get(axes[i]));
        }
        return n;
    }

    // What is stored.

    /**
     * The axes that together count the rows.
     *
     * @return a copy, in their order
     */
    public int[] compressedAxes() {
        return compressed.clone();
    }

    /**
     * For each row the place of its first entry, and behind them the number of entries.
     *
     * @return a read-only int32 array of one dimension, without a copy
     */
    public DenseArray pointers() {
        return DenseArray.wrap(pointers).asReadOnly();
    }

    /**
     * The column of each entry.
     *
     * @return a read-only array of one dimension without a copy, int32 if there are less than 2^31 columns, else int64
     */
    public DenseArray indices() {
        return indices;
    }

    /**
     * The stored values, row by row.
     *
     * @return a read-only array of one dimension, without a copy
     */
    public DenseArray values() {
        return values;
    }

    /**
     * The value of all elements that are not stored.
     *
     * @return a read-only array of no dimensions
     */
    public DenseArray fill() {
        return fill;
    }

    /**
     * The number of stored entries.
     *
     * @return the number of elements that differ from the fill value
     */
    public int nnz() {
        return (int) values.size();
    }

    /**
     * The part of the elements that is stored.
     *
     * @return {@code nnz / size}, 0 for an array without elements
     */
    public double density() {
        return shape.size() == 0 ? 0 : (double) nnz() / shape.size();
    }

    /**
     * The same elements, compressed along other axes.
     *
     * @param axes the axes that together count the rows
     * @return an array of the same elements; itself if these are its axes
     * @throws ShapeException if an axis is outside the rank or named twice, or there are more than 2^31-2 rows
     */
    public GcxsArray compressed(int... axes) {
        int[] wanted = order(shape.ndim(), axes);
        boolean same = axes.length == compressed.length && Arrays.equals(wanted, order);
        return same ? this : from(toCoo(), axes);
    }

    /**
     * The same elements with linear keys.
     *
     * @return an array of the same entries
     */
    public CooArray toCoo() {
        long[] keys = new long[nnz()];
        int[] p = pointers;
        if (indices.dtype() == DType.INT32) {
            int[] c = (int[]) indices.storage();
            for (int r = 0; r + 1 < p.length; r++) {
                long base = r * columns;
                for (int t = p[r]; t < p[r + 1]; t++) {
                    keys[t] = base + c[t];
                }
            }
        } else {
            long[] c = (long[]) indices.storage();
            for (int r = 0; r + 1 < p.length; r++) {
                long base = r * columns;
                for (int t = p[r]; t < p[r + 1]; t++) {
                    keys[t] = base + c[t];
                }
            }
        }
        int[] back = new int[order.length];
        long[] dims = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
            dims[i] = shape.get(order[i]);
        }
        return new CooArray(Shape.of(dims), dtype(), keys, values.storage(), fill.storage()).permute(back);
    }

    @Override
    public DenseArray toDense() {
        return toCoo().toDense();
    }

    @Override
    public DType dtype() {
        return values.dtype();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    // Elements.

    private int place(long... index) {
        if (index.length != shape.ndim()) {
            throw new ShapeException(index.length + " positions: shape " + shape + " has " + shape.ndim() + " axes");
        }
        long row = 0;
        long column = 0;
        for (int i = 0; i < order.length; i++) {
            int axis = order[i];
            long p = IndexPlan.checkPosition(index[axis], shape.get(axis), axis);
            if (i < compressed.length) {
                row = row * shape.get(axis) + p;
            } else {
                column = column * shape.get(axis) + p;
            }
        }
        int from = pointers[(int) row];
        int to = pointers[(int) row + 1];
        return indices.storage() instanceof int[] narrow
                ? Arrays.binarySearch(narrow, from, to, (int) column)
                : Arrays.binarySearch((long[]) indices.storage(), from, to, column);
    }

    @Override
    public double getDouble(long... index) {
        int p = place(index);
        return p < 0 ? fill.getDouble() : values.getDouble(p);
    }

    @Override
    public long getLong(long... index) {
        int p = place(index);
        return p < 0 ? fill.getLong() : values.getLong(p);
    }

    @Override
    public boolean getBoolean(long... index) {
        int p = place(index);
        return p < 0 ? fill.getBoolean() : values.getBoolean(p);
    }

    @Override
    public Complex getComplex(long... index) {
        int p = place(index);
        return p < 0 ? fill.getComplex() : values.getComplex(p);
    }

    // The protocol, on the entries with linear keys.

    @Override
    public int dispatchPriority() {
        return 20;
    }

    private static NdArray[] linear(String operation, NdArray... arrays) {
        NdArray[] out = new NdArray[arrays.length];
        for (int i = 0; i < out.length; i++) {
            NdArray a = arrays[i];
            if (!(a instanceof GcxsArray) && !(a instanceof CooArray) && !(a instanceof DenseArray)) {
                throw new DensificationException(operation + ": operand " + i + " is a "
                        + a.getClass().getSimpleName() + ", beside which sparse arrays have no rule");
            }
            out[i] = a instanceof GcxsArray g ? g.toCoo() : a;
        }
        return out;
    }

    /** A result, compressed like this array where that fits. */
    private NdArray like(NdArray result) {
        return result instanceof CooArray a ? compressedLike(a) : result;
    }

    private GcxsArray compressedLike(CooArray a) {
        int[] axes = compressed.length <= a.ndim() && shape.ndim() == a.ndim() ? compressed : first(a.ndim());
        if (tooMany(a, axes)) {
            axes = first(a.ndim());
            for (int i = 1; i < a.ndim(); i++) {
                axes[0] = a.shape().get(i) < a.shape().get(axes[0]) ? i : axes[0];
            }
            axes = tooMany(a, axes) ? new int[0] : axes;
        }
        return from(a, axes);
    }

    private static int[] first(int ndim) {
        return new int[ndim < 2 ? 0 : 1];
    }

    private static boolean tooMany(CooArray a, int... axes) {
        long limit = POINTERS * a.nnz() + FEW_POINTERS;
        long rows = 1;
        for (int axis : axes) {
            long n = a.shape().get(axis);
            if (n > 0 && rows > limit / n) {
                return true;
            }
            rows *= n;
        }
        return false;
    }

    @Override
    public NdArray apply(Op op, NdArray... in) {
        return like(op.apply(linear(op.name(), in)));
    }

    @Override
    public NdArray reduce(Reduction reduction, Axes axes, @Nullable DType dtype) {
        return like(toCoo().reduce(reduction, axes, dtype));
    }

    @Override
    public NdArray scan(Reduction reduction, int axis, @Nullable DType dtype) {
        return like(toCoo().scan(reduction, axis, dtype));
    }

    @Override
    public NdArray index(Index... entries) {
        return like(toCoo().index(entries));
    }

    @Override
    public GcxsArray reshape(long... dims) {
        return compressedLike(toCoo().reshape(dims));
    }

    @Override
    public GcxsArray transpose() {
        return (GcxsArray) NdArray.super.transpose();
    }

    /**
     * The array with its axes in another order. Nothing is copied where the axes that are not compressed, and those that
     * are, each stay in their order, as in the transpose of a matrix.
     *
     * @param axes for each axis of the result the one that it was
     * @return an array compressed along the same axes, wherever they are now
     * @throws ShapeException if these are not all axes
     */
    @Override
    public GcxsArray permute(int... axes) {
        int n = shape.ndim();
        if (axes.length != n) {
            throw new ShapeException(
                    "permute: axes " + Arrays.toString(axes) + " are not all " + n + " axes of shape " + shape);
        }
        Axes.of(axes).reduced(n);
        int[] place = new int[n];
        long[] dims = new long[n];
        for (int i = 0; i < n; i++) {
            int axis = Shape.checkAxis(axes[i], n);
            place[axis] = i;
            dims[i] = shape.get(axis);
        }
        int[] moved = new int[compressed.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = place[compressed[i]];
        }
        int[] newOrder = order(n, moved);
        for (int i = 0; i < n; i++) {
            if (newOrder[i] != place[order[i]]) {
                return from(toCoo().permute(axes), moved);
            }
        }
        return new GcxsArray(Shape.of(dims), moved, newOrder, pointers, indices, values, fill);
    }

    @Override
    public GcxsArray broadcastTo(Shape target) {
        return compressedLike(toCoo().broadcastTo(target));
    }

    @Override
    public GcxsArray concat(int axis, NdArray... arrays) {
        return compressedLike(CooMoves.concat(axis, linear("concat", arrays)));
    }

    @Override
    public NdArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        NdArray[] in = linear("contract", a, b);
        return like(CooContraction.contract(in[0], in[1], axesA, axesB));
    }

    @Override
    public GcxsArray sort(int axis, boolean descending) {
        return compressedLike(toCoo().sort(axis, descending));
    }

    @Override
    public NdArray argsort(int axis, boolean descending) {
        return toCoo().argsort(axis, descending);
    }

    @Override
    public GcxsArray convert(DType target) {
        return target == dtype() ? this : from(toCoo().convert(target), compressed);
    }

    /**
     * Whether the other object is a compressed array of the same shape, type, fill value and content, whatever axes are
     * compressed; NaN equals NaN.
     */
    @Override
    public boolean equals(@Nullable Object o) {
        if (this == o) {
            return true;
        }
        return o instanceof GcxsArray b && shape.equals(b.shape) && nnz() == b.nnz() && toCoo().equals(b.toCoo());
    }

    @Override
    public int hashCode() {
        return toCoo().hashCode();
    }

    /** What is stored, and its entries if they are few. */
    @Override
    public String toString() {
        String text = toCoo().toString();
        int end = text.indexOf('\n');
        String head = String.format(
                Locale.ROOT,
                "GcxsArray(shape=%s, dtype=%s, nnz=%d, fill=%s, compressed=%s)",
                shape,
                dtype(),
                nnz(),
                CooArray.show(fill),
                Arrays.toString(compressed));
        return end < 0 ? head : head + text.substring(end);
    }
}
