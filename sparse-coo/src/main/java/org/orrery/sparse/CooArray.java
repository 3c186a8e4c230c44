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
import org.orrery.ndarray.Index;
import org.orrery.ndarray.IndexPlan;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Philox;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Seed;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * An n-dimensional sparse array: the elements that differ from one fill value, each with its linear key.
 *
 * <p>The key of an element is its position in row-major order, so that arrays of any rank have at most 2^63-1 elements
 * and take 8 bytes and the size of an element for each stored entry. Keys increase; no entry is stored twice, and none
 * that is the fill value (NaN is NaN here). Where arithmetic gives a zero and the fill value is zero, nothing is stored,
 * whatever the signs of both. Arrays are immutable and may be read from several threads.
 *
 * <pre>{@code
 * var a = CooArray.of(Shape.of(10_000, 10_000), rows, cols, values);
 * var b = CooArray.random(Shape.of(10_000, 10_000), 0.001, Sampling.seed(1));
 * var c = a.mul(b).add(a);
 * Statistics.sum(c, Axes.of(1));
 * }</pre>
 *
 * <p>All functions for {@link NdArray} work here, and what they do to the fill value they do once: {@code cos(a)} has
 * the fill value 1. What would make the elements that are not stored differ among themselves throws
 * {@link org.orrery.ndarray.DensificationException}. Results of no dimensions are dense. The algorithms began as those
 * of Abbasi, "Sparse: A more modern sparse array library", SciPy 2018.
 */
public final class CooArray implements NdArray {
    private static final int PRINTED_ENTRIES = 20;

    private final Shape shape;
    private final long[] keys;
    private final DenseArray values;
    private final DenseArray fill;

    /** Made when first needed; several threads may make it at once and find the same. */
    private @Nullable Groups groups;

    private @Nullable Boolean finite;

    /**
     * An array of entries that keep the rules: increasing keys, no value that equals the fill value.
     *
     * @param shape the shape
     * @param dtype the type of the values
     * @param keys the keys, kept
     * @param values the storage of as many values, kept
     * @param fill the storage of the fill value, kept
     */
    CooArray(Shape shape, DType dtype, long[] keys, Object values, Object fill) {
        this.shape = shape;
        this.keys = keys;
        this.values = DenseArray.of(dtype, values, Shape.of(keys.length)).asReadOnly();
        this.fill = DenseArray.of(dtype, fill, Shape.of()).asReadOnly();
    }

    /** The result of arithmetic, whose keys increase; what equals the fill value, even but for a sign of zero, goes. */
    static CooArray pruned(Shape shape, DType dtype, long[] keys, Object values, Object fill) {
        return pruned(shape, dtype, keys, values, fill, false);
    }

    private static CooArray pruned(
            Shape shape, DType dtype, long[] keys, Object values, Object fill, boolean signedZeros) {
        int[] kept = Cells.unlike(values, fill, Cells.width(dtype), keys.length, signedZeros);
        return kept == null
                ? new CooArray(shape, dtype, keys, values, fill)
                : new CooArray(shape, dtype, Cells.select(keys, kept), Cells.select(values, dtype, kept), fill);
    }

    /** An array of entries in any order; those of one key are summed. The keys are changed, the values copied. */
    static CooArray gathered(Shape shape, DType dtype, long[] keys, Object values, Object fill) {
        int[] order = Keys.sort(keys, shape.size());
        Object sorted = order == null ? Cells.range(values, dtype, 0, keys.length) : Cells.select(values, dtype, order);
        if (Keys.increase(keys)) {
            return pruned(shape, dtype, keys, sorted, fill, true);
        }
        Groups equal = Groups.of(keys, 1, shape.size());
        Reduction.Plan sum = Reductions.SUM.plan(dtype, dtype);
        return pruned(shape, dtype, equal.ids, CooReductions.fold(sum, dtype, sorted, equal), fill);
    }

    // Construction.

    /**
     * A matrix from triplets in any order; entries of one position are summed.
     *
     * @param shape the shape, of two dimensions
     * @param rows the row of each entry
     * @param columns the column of each entry
     * @param values the value of each entry
     * @return a float64 array with the fill value 0
     * @throws ShapeException if the shape has not two dimensions, or the lengths differ
     * @throws IndexOutOfBoundsException if a position is outside its axis; none counts from the end
     */
    public static CooArray of(Shape shape, long[] rows, long[] columns, double[] values) {
        return of(shape, new long[][] {rows, columns}, DenseArray.wrap(values));
    }

    /**
     * A matrix from triplets in any order; entries of one position are summed.
     *
     * @param shape the shape, of two dimensions
     * @param rows the row of each entry
     * @param columns the column of each entry
     * @param values the value of each entry
     * @return a float64 array with the fill value 0
     * @throws ShapeException if the shape has not two dimensions, or the lengths differ
     * @throws IndexOutOfBoundsException if a position is outside its axis; none counts from the end
     */
    public static CooArray of(Shape shape, int[] rows, int[] columns, double[] values) {
        return of(shape, new int[][] {rows, columns}, DenseArray.wrap(values));
    }

    /**
     * An array from entries in any order; those of one position are summed (booleans: or).
     *
     * @param shape the shape
     * @param coords for each axis the position of each entry
     * @param values the value of each entry, an array of one dimension
     * @return an array of the values' type with the fill value 0
     * @throws ShapeException if there are not as many rows of positions as axes, or the lengths differ
     * @throws IndexOutOfBoundsException if a position is outside its axis; none counts from the end
     */
    public static CooArray of(Shape shape, long[][] coords, DenseArray values) {
        return of(shape, coords, values, Creation.zeros(Shape.of(), values.dtype()));
    }

    /**
     * An array from entries in any order; those of one position are summed (booleans: or).
     *
     * @param shape the shape
     * @param coords for each axis the position of each entry
     * @param values the value of each entry, an array of one dimension
     * @return an array of the values' type with the fill value 0
     * @throws ShapeException if there are not as many rows of positions as axes, or the lengths differ
     * @throws IndexOutOfBoundsException if a position is outside its axis; none counts from the end
     */
    public static CooArray of(Shape shape, int[][] coords, DenseArray values) {
        long[][] wide = new long[coords.length][];
        for (int a = 0; a < coords.length; a++) {
            wide[a] = Arrays.stream(coords[a]).asLongStream().toArray();
        }
        return of(shape, wide, values);
    }

    /**
     * An array from entries in any order; those of one position are summed (booleans: or).
     *
     * @param shape the shape
     * @param coords for each axis the position of each entry
     * @param values the value of each entry, an array of one dimension
     * @param fill the value of all other elements, of one element, brought to the values' type
     * @return an array of the values' type
     * @throws ShapeException if there are not as many rows of positions as axes, the lengths differ, or the fill value
     *     has more than one element
     * @throws IndexOutOfBoundsException if a position is outside its axis; none counts from the end
     * @throws DTypeException if the fill value is complex and the values are not
     */
    public static CooArray of(Shape shape, long[][] coords, DenseArray values, NdArray fill) {
        int n = checkCount(values);
        if (coords.length != shape.ndim()) {
            throw new ShapeException("coords for " + coords.length + " axes: shape " + shape + " has " + shape.ndim());
        }
        long[] strides = shape.strides();
        long[] keys = new long[n];
        for (int a = 0; a < coords.length; a++) {
            long[] c = coords[a];
            if (c.length != n) {
                throw new ShapeException(
                        "coords of axis " + a + " have " + c.length + " entries: there are " + n + " values");
            }
            addPositions(keys, c, shape.get(a), strides[a], a);
        }
        if (n > 0 && shape.size() == 0) {
            throw new IndexOutOfBoundsException(n + " entries do not fit shape " + shape + ", which has no elements");
        }
        return gathered(shape, values.dtype(), keys, Cells.storage(values), fillStorage(fill, values.dtype()));
    }

    private static void addPositions(long[] keys, long[] positions, long size, long stride, int axis) {
        long outside = 0;
        for (int t = 0; t < keys.length; t++) {
            long p = positions[t];
            outside |= p | (size - 1 - p);
            keys[t] += p * stride;
        }
        if (outside < 0) {
            for (int t = 0; t < keys.length; t++) {
                if (positions[t] < 0 || positions[t] >= size) {
                    throw new IndexOutOfBoundsException("coords of axis " + axis + ", entry " + t + " is "
                            + positions[t] + ": expected 0 to " + (size - 1));
                }
            }
        }
    }

    private static int checkCount(DenseArray values) {
        if (values.ndim() != 1) {
            throw new ShapeException("values have shape " + values.shape() + ": expected one dimension");
        }
        return (int) values.size();
    }

    /** The elements in a storage that nobody else can write to. */
    private static Object ownStorage(DenseArray values) {
        return values.copy().storage();
    }

    private static Object fillStorage(NdArray fill, DType dtype) {
        if (fill.size() != 1) {
            throw new ShapeException("fill has shape " + fill.shape() + ": expected one element");
        }
        return Cells.storage(fill.toDense().convert(dtype).copy());
    }

    /**
     * An array from linear keys that increase.
     *
     * @param shape the shape
     * @param keys the position of each entry in row-major order
     * @param values the value of each entry, an array of one dimension
     * @return an array of the values' type with the fill value 0
     * @throws ShapeException if the lengths differ
     * @throws IndexOutOfBoundsException if a key is negative or not less than the shape's size
     * @throws IllegalArgumentException if a key is not greater than the one before
     */
    public static CooArray fromKeys(Shape shape, long[] keys, DenseArray values) {
        return fromKeys(shape, keys, values, Creation.zeros(Shape.of(), values.dtype()));
    }

    /**
     * An array from linear keys that increase.
     *
     * @param shape the shape
     * @param keys the position of each entry in row-major order
     * @param values the value of each entry, an array of one dimension
     * @param fill the value of all other elements, of one element, brought to the values' type
     * @return an array of the values' type
     * @throws ShapeException if the lengths differ, or the fill value has more than one element
     * @throws IndexOutOfBoundsException if a key is negative or not less than the shape's size
     * @throws IllegalArgumentException if a key is not greater than the one before
     * @throws DTypeException if the fill value is complex and the values are not
     */
    public static CooArray fromKeys(Shape shape, long[] keys, DenseArray values, NdArray fill) {
        int n = checkCount(values);
        if (keys.length != n) {
            throw new ShapeException(keys.length + " keys: there are " + n + " values");
        }
        long[] own = keys.clone();
        if (n > 0 && (own[0] < 0 || own[n - 1] >= shape.size())) {
            throw new IndexOutOfBoundsException("keys run from " + own[0] + " to " + own[n - 1] + ": expected 0 to "
                    + (shape.size() - 1) + " for shape " + shape);
        }
        if (!Keys.increase(own)) {
            int t = 1;
            while (own[t] > own[t - 1]) {
                t++;
            }
            throw new IllegalArgumentException(
                    "keys do not increase: entry " + t + " is " + own[t] + ", the one before " + own[t - 1]);
        }
        return pruned(shape, values.dtype(), own, ownStorage(values), fillStorage(fill, values.dtype()), true);
    }

    /**
     * The sparse form of an array.
     *
     * @param array the array
     * @return the array itself if it is sparse with linear keys, its entries with keys if it is a {@link GcxsArray}, else
     *     an array with the fill value 0
     */
    public static CooArray fromDense(NdArray array) {
        if (array instanceof CooArray a) {
            return a;
        }
        return array instanceof GcxsArray g ? g.toCoo() : fromDense(array, Creation.zeros(Shape.of(), array.dtype()));
    }

    /**
     * The sparse form of an array.
     *
     * @param array the array
     * @param fill the value that is not stored, of one element, brought to the array's type
     * @return an array with that fill value
     * @throws ShapeException if the fill value has more than one element
     * @throws DTypeException if the fill value is complex and the array is not
     */
    public static CooArray fromDense(NdArray array, NdArray fill) {
        DType dtype = array.dtype();
        Object f = fillStorage(fill, dtype);
        if (array instanceof GcxsArray g) {
            return fromDense(g.toCoo(), fill);
        }
        if (array instanceof CooArray a && !Cells.same(a.fillStorage(), f, Cells.width(dtype))) {
            throw new IllegalArgumentException("fill is " + show(DenseArray.of(dtype, f, Shape.of()))
                    + ", that of the sparse array " + show(a.fill));
        }
        if (array instanceof CooArray a) {
            return a;
        }
        return ofElements(array.shape(), dtype, Cells.storage(array.toDense()), f, true);
    }

    /** The sparse form of all elements in row-major order, whose storage is copied even if none is left out. */
    static CooArray ofElements(Shape shape, DType dtype, Object all, Object fill, boolean signedZeros) {
        int n = (int) shape.size();
        int[] kept = Cells.unlike(all, fill, Cells.width(dtype), n, signedZeros);
        long[] keys = new long[kept == null ? n : kept.length];
        for (int t = 0; t < keys.length; t++) {
            keys[t] = kept == null ? t : kept[t];
        }
        return new CooArray(
                shape,
                dtype,
                keys,
                kept == null ? Cells.range(all, dtype, 0, n) : Cells.select(all, dtype, kept),
                fill);
    }

    /**
     * The identity matrix.
     *
     * @param n the number of rows and columns
     * @return a float64 array with ones on its diagonal
     * @throws ShapeException if the number is negative, or n^2 exceeds 2^63-1
     */
    public static CooArray eye(long n) {
        Shape shape = Shape.of(n, n);
        long[] keys = new long[checkEntries(n)];
        double[] ones = new double[keys.length];
        Arrays.fill(ones, 1);
        for (int t = 0; t < keys.length; t++) {
            keys[t] = t * (n + 1);
        }
        return new CooArray(shape, DType.FLOAT64, keys, ones, new double[1]);
    }

    /**
     * Values from the uniform distribution on [0, 1) at random positions.
     *
     * @param shape the shape
     * @param density the part of the elements that are stored, from 0 to 1
     * @param seed the seed; the same gives the same array
     * @return a float64 array of {@code round(density * size)} entries with the fill value 0
     * @throws IllegalArgumentException if the density is not from 0 to 1
     * @throws ShapeException if there would be more entries than an array can hold
     */
    public static CooArray random(Shape shape, double density, Seed seed) {
        if (!(density >= 0 && density <= 1)) {
            throw new IllegalArgumentException("density is " + density + ": expected 0 to 1");
        }
        int n = checkEntries(Math.round(density * shape.size()));
        boolean most = n > shape.size() / 2;
        long[] keys = distinct(seed.generator().stream(0), most ? (int) (shape.size() - n) : n, shape.size());
        if (most) {
            keys = others(keys, n);
        }
        double[] values = new double[n];
        seed.generator().stream(1).fillDoubles(0, values, 0, n);
        return pruned(shape, DType.FLOAT64, keys, values, new double[1]);
    }

    /** Sorted numbers below a bound, each once: drawn until there are enough. */
    private static long[] distinct(Philox random, int n, long bound) {
        long[] keys = new long[0];
        while (keys.length < n) {
            long[] more = Arrays.copyOf(keys, n);
            for (int t = keys.length; t < n; t++) {
                more[t] = random.nextLong(bound);
            }
            Keys.sort(more, bound);
            keys = Groups.of(more, 1, bound).ids;
        }
        return keys;
    }

    /** The first numbers that are not among some sorted ones. */
    private static long[] others(long[] keys, int n) {
        long[] out = new long[n];
        int skipped = 0;
        for (int t = 0; t < n; t++) {
            while (skipped < keys.length && keys[skipped] == t + (long) skipped) {
                skipped++;
            }
            out[t] = t + (long) skipped;
        }
        return out;
    }

    /** Checks that an array can hold a number of entries. */
    static int checkEntries(long count) {
        if (count > Entries.MAX_COUNT / 2) {
            throw new ShapeException(
                    count + " entries would have to be stored: expected at most " + Entries.MAX_COUNT / 2);
        }
        return (int) count;
    }

    // What is stored.

    /**
     * The number of stored entries.
     *
     * @return the number of elements that differ from the fill value
     */
    public int nnz() {
        return keys.length;
    }

    /**
     * The part of the elements that is stored.
     *
     * @return {@code nnz / size}, 0 for an array without elements
     */
    public double density() {
        return shape.size() == 0 ? 0 : (double) keys.length / shape.size();
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
     * The stored values, in the order of their keys.
     *
     * @return a read-only array of one dimension, without a copy
     */
    public DenseArray values() {
        return values;
    }

    /**
     * The positions of the stored values in row-major order, which increase.
     *
     * @return a read-only int64 array of one dimension, without a copy
     */
    public DenseArray keys() {
        return DenseArray.wrap(keys).asReadOnly();
    }

    /**
     * The positions of the stored values on one axis.
     *
     * @param axis the axis, where a negative one counts from the end
     * @return a new int64 array of one dimension
     * @throws ShapeException if the axis is outside the rank
     */
    public DenseArray coords(int axis) {
        int a = Shape.checkAxis(axis, shape.ndim());
        return DenseArray.wrap(axisProjection(a).of(keys));
    }

    /** Turns keys into positions on one axis. */
    private Projection axisProjection(int axis) {
        long[] weights = new long[shape.ndim()];
        weights[axis] = 1;
        return new Projection(shape, weights);
    }

    long[] keyStorage() {
        return keys;
    }

    Object valueStorage() {
        return values.storage();
    }

    Object fillStorage() {
        return fill.storage();
    }

    /** The runs of entries that the axes before the last {@code size} elements tell apart; kept, if they are few. */
    Groups groups(long size) {
        Groups known = groups;
        if (known != null && known.size == size) {
            return known;
        }
        Groups made = Groups.of(keys, size, shape.size());
        if (made.count() <= keys.length / 4) {
            groups = made;
        }
        return made;
    }

    /** Whether no stored value is NaN or infinite. */
    boolean isFinite() {
        Boolean known = finite;
        if (known == null) {
            known = Cells.isFinite(values.storage());
            finite = known;
        }
        return known;
    }

    /** The same entries at other keys of another shape. */
    CooArray withKeys(Shape newShape, long[] newKeys) {
        CooArray a = new CooArray(newShape, dtype(), newKeys, values.storage(), fill.storage());
        a.finite = finite;
        if (newKeys == keys) {
            a.groups = groups;
        }
        return a;
    }

    /** The same entries in another shape of as many elements. */
    CooArray withShape(Shape newShape) {
        return newShape.equals(shape) ? this : withKeys(newShape, keys);
    }

    /** Some entries at new keys, which increase. */
    CooArray selected(Shape newShape, long[] newKeys, int[] places) {
        return new CooArray(
                newShape, dtype(), newKeys, Cells.select(values.storage(), dtype(), places), fill.storage());
    }

    /** All entries at new keys in any order, none twice; the keys are changed. */
    CooArray moved(Shape newShape, long[] newKeys) {
        int[] order = Keys.sort(newKeys, newShape.size());
        return order == null ? withKeys(newShape, newKeys) : selected(newShape, newKeys, order);
    }

    @Override
    public DType dtype() {
        return values.dtype();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /**
     * The elements as a dense array.
     *
     * @return a new dense array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    @Override
    public DenseArray toDense() {
        DenseArray out = Creation.full(shape, fill);
        Cells.scatter(values.storage(), Cells.width(dtype()), keys, out.storage());
        return out;
    }

    // Elements.

    private int place(long... index) {
        if (index.length != shape.ndim()) {
            throw new ShapeException(index.length + " positions: shape " + shape + " has " + shape.ndim() + " axes");
        }
        long key = 0;
        for (int a = 0; a < index.length; a++) {
            key = key * shape.get(a) + IndexPlan.checkPosition(index[a], shape.get(a), a);
        }
        return Arrays.binarySearch(keys, key);
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

    // The protocol.

    @Override
    public int dispatchPriority() {
        return 10;
    }

    @Override
    public NdArray apply(Op op, NdArray... in) {
        return CooLoops.apply(op, in);
    }

    @Override
    public NdArray reduce(Reduction reduction, Axes axes, @Nullable DType dtype) {
        return CooReductions.reduce(this, reduction, axes, dtype);
    }

    @Override
    public NdArray scan(Reduction reduction, int axis, @Nullable DType dtype) {
        return CooReductions.scan(this, reduction, axis, dtype);
    }

    @Override
    public NdArray index(Index... entries) {
        return CooSelection.index(this, entries);
    }

    /**
     * The elements, in row-major order, in another shape. Nothing is copied, since keys do not depend on it.
     *
     * @param dims the dimensions, one of which may be -1 and is then inferred
     * @return an array of the same entries
     * @throws ShapeException if the number of elements differs
     */
    @Override
    public CooArray reshape(long... dims) {
        Shape s = Shape.inferred(shape.size(), dims);
        return withShape(s);
    }

    @Override
    public CooArray transpose() {
        return (CooArray) NdArray.super.transpose();
    }

    @Override
    public CooArray permute(int... axes) {
        return CooMoves.permute(this, axes);
    }

    @Override
    public CooArray broadcastTo(Shape target) {
        return CooMoves.broadcast(this, target);
    }

    @Override
    public CooArray concat(int axis, NdArray... arrays) {
        return CooMoves.concat(axis, arrays);
    }

    @Override
    public NdArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        return CooContraction.contract(a, b, axesA, axesB);
    }

    @Override
    public CooArray sort(int axis, boolean descending) {
        return CooSorting.sort(this, axis, descending);
    }

    @Override
    public NdArray argsort(int axis, boolean descending) {
        return CooSorting.argsort(this, axis, descending);
    }

    @Override
    public CooArray convert(DType target) {
        if (target == dtype()) {
            return this;
        }
        DenseArray f = fill.convert(target);
        return pruned(shape, target, keys, values.convert(target).storage(), f.storage(), true);
    }

    /** Whether the other object is a sparse array of the same shape, type, fill value and content; NaN equals NaN. */
    @Override
    public boolean equals(@Nullable Object o) {
        return this == o
                || (o instanceof CooArray b
                        && shape.equals(b.shape)
                        && fill.equals(b.fill)
                        && Arrays.equals(keys, b.keys)
                        && values.equals(b.values));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * shape.hashCode() + fill.hashCode()) + Arrays.hashCode(keys)) + values.hashCode();
    }

    static String show(DenseArray scalar) {
        return scalar.dtype().isBoolean() ? Boolean.toString(scalar.getBoolean()) : scalar.toString();
    }

    /** What is stored, and its entries if they are few. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(String.format(
                Locale.ROOT, "CooArray(shape=%s, dtype=%s, nnz=%d, fill=%s)", shape, dtype(), keys.length, show(fill)));
        if (keys.length <= PRINTED_ENTRIES) {
            for (int t = 0; t < keys.length; t++) {
                s.append("\n  (");
                long[] strides = shape.strides();
                long rest = keys[t];
                for (int a = 0; a < strides.length; a++) {
                    s.append(a == 0 ? "" : ", ").append(rest / strides[a]);
                    rest %= strides[a];
                }
                s.append(strides.length == 1 ? ",)  " : ")  ").append(show(values.index(Index.at(t))));
            }
        }
        return s.toString();
    }
}
