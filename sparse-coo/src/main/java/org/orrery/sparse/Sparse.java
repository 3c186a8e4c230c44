package org.orrery.sparse;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Sets;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.parallel.Parallel;

/**
 * What is done to sparse arrays beyond the functions of the array core, or by other ways than those, which take dense
 * arrays apart.
 *
 * <p>Everything takes arrays of every type ({@link CooArray}, {@link GcxsArray}, dense ones, of which zeros are then not
 * stored) and gives a {@link CooArray} if it says nothing else. Time and memory grow with the entries, not with the
 * elements, where it says nothing else.
 *
 * <pre>{@code
 * CooArray k = Sparse.kron(CooArray.eye(100), a);
 * NdArray m = Sparse.median(k, Axes.of(0));
 * CooArray w = Sparse.windows(k, 7, 0);
 * }</pre>
 */
public final class Sparse {
    private Sparse() {}

    // Creation.

    /**
     * An array whose elements are all the same, of which none is stored.
     *
     * @param shape the shape
     * @param value the value, of one element
     * @return an array of the value's type without entries
     * @throws ShapeException if the value has more than one element
     */
    public static CooArray full(Shape shape, NdArray value) {
        return CooArray.fromKeys(shape, new long[0], Creation.zeros(Shape.of(0), value.dtype()), value);
    }

    /**
     * Ones on a diagonal of a matrix of zeros.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @param dtype the type
     * @return the matrix
     * @throws ShapeException if a number is negative, or the matrix has more than 2^63-1 elements
     */
    public static CooArray eye(long rows, long columns, long diagonal, DType dtype) {
        Shape shape = Shape.of(rows, columns);
        long first = Math.max(0, -diagonal);
        long count = diagonalLength(rows, columns, diagonal);
        long[] keys = new long[CooArray.checkEntries(count)];
        for (int t = 0; t < keys.length; t++) {
            keys[t] = (first + t) * columns + first + t + diagonal;
        }
        return CooArray.fromKeys(shape, keys, Creation.ones(Shape.of(count), dtype));
    }

    private static long diagonalLength(long rows, long columns, long diagonal) {
        if (diagonal <= -rows || diagonal >= columns) {
            return 0;
        }
        return Math.min(rows - Math.max(0, -diagonal), columns - Math.max(0, diagonal));
    }

    /**
     * The same elements with another fill value. Every element that is not stored and differs from the new one will be,
     * so that this is how to ask for what is refused elsewhere.
     *
     * @param x the array
     * @param fill the value that is not stored, of one element, brought to the array's type
     * @return an array of the same elements, itself if it has that fill value
     * @throws ShapeException if the fill value has more than one element, or there are more than 2^31-1 elements
     * @throws DTypeException if the fill value is complex and the array is not
     */
    public static CooArray withFill(NdArray x, NdArray fill) {
        if (x instanceof DenseArray) {
            return CooArray.fromDense(x, fill);
        }
        CooArray a = CooArray.fromDense(x);
        if (fill.size() != 1) {
            throw new ShapeException("fill has shape " + fill.shape() + ": expected one element");
        }
        DenseArray f = fill.toDense().reshape().convert(a.dtype());
        if (Cells.unlike(Cells.storage(f), a.fillStorage(), Cells.width(a.dtype()), 1, true) != null) {
            return a;
        }
        return a.nnz() == a.size()
                ? CooArray.fromKeys(a.shape(), a.keyStorage(), a.values(), f)
                : CooArray.fromDense(a.toDense(), f);
    }

    // Shapes and parts.

    /**
     * Joins arrays whose fill values differ. What an array does not store is stored if it is not the result's fill value.
     *
     * @param axis the axis along which they are joined
     * @param fill the result's fill value, of one element
     * @param arrays the arrays, which agree on all other axes
     * @return an array of the promoted type
     * @throws ShapeException if there is no array, they disagree on another axis, or too much has to be stored
     */
    public static CooArray concat(int axis, NdArray fill, NdArray... arrays) {
        if (arrays.length == 0) {
            throw new ShapeException("concat: no arrays given: expected one or more");
        }
        DType dtype = arrays[0].dtype();
        for (NdArray a : arrays) {
            dtype = DType.promote(dtype, a.dtype());
        }
        NdArray[] filled = new NdArray[arrays.length];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = withFill(arrays[i].convert(dtype), fill);
        }
        return CooMoves.concat(axis, filled);
    }

    /**
     * The parts of an array between places on an axis.
     *
     * @param x the array
     * @param places where parts begin, but for the first one; increasing
     * @param axis the axis
     * @return one part more than places
     * @throws ShapeException if the axis is outside the rank
     * @throws IllegalArgumentException if the places do not increase from 0 to the axis' size
     */
    public static CooArray[] split(NdArray x, long[] places, int axis) {
        CooArray a = CooArray.fromDense(x);
        int along = checkedAxis("split", a, axis);
        CooArray[] parts = new CooArray[places.length + 1];
        long from = 0;
        for (int i = 0; i < parts.length; i++) {
            long to = i < places.length ? places[i] : a.shape().get(along);
            if (to < from || to > a.shape().get(along)) {
                throw new IllegalArgumentException("split: places are " + Arrays.toString(places)
                        + ": expected them to increase from 0 to " + a.shape().get(along));
            }
            parts[i] = range(a, along, from, to);
            from = to;
        }
        return parts;
    }

    /**
     * Parts of one size, but for the first ones, which have one position more where that does not go.
     *
     * @param x the array
     * @param parts the number of parts
     * @param axis the axis
     * @return the parts
     * @throws ShapeException if the axis is outside the rank
     * @throws IllegalArgumentException if the number is not positive
     */
    public static CooArray[] split(NdArray x, int parts, int axis) {
        if (parts < 1) {
            throw new IllegalArgumentException("split into " + parts + " parts: expected one or more");
        }
        long n = x.shape().get(checkedAxis("split", x, axis));
        long[] places = new long[parts - 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = (i + 1) * (n / parts) + Math.min(i + 1, n % parts);
        }
        return split(x, places, axis);
    }

    private static int checkedAxis(String name, NdArray x, int axis) {
        if (x.ndim() == 0) {
            throw new ShapeException(name + " of an array of shape (): expected one dimension or more");
        }
        return Shape.checkAxis(axis, x.ndim());
    }

    private static CooArray range(CooArray a, int axis, long from, long to) {
        Index[] entries = new Index[axis + 1];
        Arrays.fill(entries, Index.all());
        entries[axis] = Index.range(from, to);
        return (CooArray) a.index(entries);
    }

    /**
     * The array with room for more elements around it, which are the fill value.
     *
     * @param x the array
     * @param widths for each axis how many positions come before and after
     * @return a larger array
     * @throws ShapeException if there are not two widths for each axis, or one is negative
     */
    public static CooArray pad(NdArray x, long[]... widths) {
        CooArray a = CooArray.fromDense(x);
        if (widths.length != a.ndim()) {
            throw new ShapeException(
                    "pad: widths for " + widths.length + " axes: shape " + a.shape() + " has " + a.ndim());
        }
        long[] dims = a.shape().dims();
        for (int i = 0; i < dims.length; i++) {
            if (widths[i].length != 2 || widths[i][0] < 0 || widths[i][1] < 0) {
                throw new ShapeException("pad: widths of axis " + i + " are " + Arrays.toString(widths[i])
                        + ": expected two, none negative");
            }
            dims[i] = Math.addExact(dims[i], Math.addExact(widths[i][0], widths[i][1]));
        }
        Shape shape = Shape.of(dims);
        long[] strides = shape.strides();
        long first = 0;
        for (int i = 0; i < dims.length; i++) {
            first += a.nnz() == 0 ? 0 : widths[i][0] * strides[i];
        }
        long[] keys = new Projection(a.shape(), strides).of(a.keyStorage());
        for (int t = 0; t < keys.length; t++) {
            keys[t] += first;
        }
        return a.withKeys(shape, keys);
    }

    /**
     * The elements moved along an axis; what moves over its end is lost, what comes in is the fill value.
     *
     * @param x the array
     * @param by how many positions, negative towards the begin
     * @param axis the axis
     * @return an array of the same shape
     * @throws ShapeException if the axis is outside the rank
     */
    public static CooArray shift(NdArray x, long by, int axis) {
        CooArray a = CooArray.fromDense(x);
        int along = checkedAxis("shift", a, axis);
        long n = a.shape().get(along);
        long d = Math.max(-n, Math.min(n, by));
        long[][] widths = new long[a.ndim()][2];
        widths[along][d > 0 ? 0 : 1] = Math.abs(d);
        return pad(range(a, along, Math.max(0, -d), Math.min(n, n - d)), widths);
    }

    /**
     * All windows of a size along an axis, so that a reduction of the last axis is a rolling one. Each entry is stored as
     * often as it is in a window.
     *
     * @param x the array
     * @param size the number of positions in a window
     * @param axis the axis
     * @return an array in which that axis counts the windows, with a last axis more, the positions in the window
     * @throws ShapeException if the axis is outside the rank, or the size not from 1 to its own
     */
    public static CooArray windows(NdArray x, long size, int axis) {
        CooArray a = CooArray.fromDense(x);
        int along = checkedAxis("windows", a, axis);
        long n = a.shape().get(along);
        if (size < 1 || size > n) {
            throw new ShapeException("windows of size " + size + " along axis " + along + " of shape " + a.shape()
                    + ": expected 1 to " + n);
        }
        long[] dims = Arrays.copyOf(a.shape().with(along, n - size + 1).dims(), a.ndim() + 1);
        dims[a.ndim()] = size;
        Shape shape = Shape.of(dims);
        long[] strides = shape.strides();
        long step = strides[along];
        long[] weights = Arrays.copyOf(strides, a.ndim());
        weights[along] = 0;
        long[] bases = new Projection(a.shape(), weights).of(a.keyStorage());
        long[] positions = a.coords(along).longs();
        long total = 0;
        for (long p : positions) {
            total += Math.min(p, n - size) - Math.max(0, p - size + 1) + 1;
        }
        long[] keys = new long[CooArray.checkEntries(total)];
        int[] places = new int[keys.length];
        int o = 0;
        for (int t = 0; t < positions.length; t++) {
            long p = positions[t];
            for (long w = Math.max(0, p - size + 1); w <= Math.min(p, n - size); w++) {
                keys[o] = bases[t] + w * step + p - w;
                places[o++] = t;
            }
        }
        return selectedSorted(a, shape, keys, places);
    }

    private static CooArray selectedSorted(CooArray a, Shape shape, long[] keys, int[] places) {
        int[] order = Keys.sort(keys, Math.max(shape.size(), 1));
        int[] sorted = places;
        if (order != null) {
            sorted = new int[places.length];
            for (int t = 0; t < sorted.length; t++) {
                sorted[t] = places[order[t]];
            }
        }
        return a.selected(shape, keys, sorted);
    }

    /**
     * The lower triangle of each matrix: zero above a diagonal.
     *
     * @param x an array of two dimensions or more, with the fill value 0
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @return an array of the same shape
     * @throws ShapeException if there are less than two dimensions
     * @throws DensificationException if the fill value is not 0
     */
    public static CooArray tril(NdArray x, long diagonal) {
        return triangle("tril", x, diagonal, false);
    }

    /**
     * The upper triangle of each matrix: zero below a diagonal.
     *
     * @param x an array of two dimensions or more, with the fill value 0
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @return an array of the same shape
     * @throws ShapeException if there are less than two dimensions
     * @throws DensificationException if the fill value is not 0
     */
    public static CooArray triu(NdArray x, long diagonal) {
        return triangle("triu", x, diagonal, true);
    }

    private static CooArray triangle(String name, NdArray x, long diagonal, boolean upper) {
        CooArray a = CooArray.fromDense(x);
        if (a.ndim() < 2) {
            throw new ShapeException(name + " of shape " + a.shape() + ": expected two dimensions or more");
        }
        checkZeroFill(name, a);
        long[] rows = a.coords(-2).longs();
        long[] columns = a.coords(-1).longs();
        int[] kept = new int[a.nnz()];
        int o = 0;
        for (int t = 0; t < kept.length; t++) {
            long d = columns[t] - rows[t];
            if (upper ? d >= diagonal : d <= diagonal) {
                kept[o++] = t;
            }
        }
        int[] places = Arrays.copyOf(kept, o);
        return a.selected(a.shape(), Cells.select(a.keyStorage(), places), places);
    }

    private static void checkZeroFill(String name, CooArray a) {
        if (!Cells.isZero(a.fill())) {
            throw new DensificationException(name + " of a sparse array with the fill value " + a.fill()
                    + ": expected 0, since the elements that are not stored would differ");
        }
    }

    /**
     * The elements on a diagonal of two axes.
     *
     * @param x an array of two dimensions or more
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @param rows the axis of the rows
     * @param columns the axis of the columns
     * @return an array without the two axes, with a last one more along the diagonal
     * @throws ShapeException if an axis is outside the rank, or both are the same
     */
    public static CooArray diagonal(NdArray x, long diagonal, int rows, int columns) {
        CooArray a = CooArray.fromDense(x);
        boolean[] taken = Axes.of(rows, columns).reduced(a.ndim());
        int r = Shape.checkAxis(rows, a.ndim());
        int c = Shape.checkAxis(columns, a.ndim());
        long[] dims = new long[a.ndim() - 1];
        int k = 0;
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                dims[k++] = a.shape().get(i);
            }
        }
        dims[k] = diagonalLength(a.shape().get(r), a.shape().get(c), diagonal);
        Shape shape = Shape.of(dims);
        long[] strides = shape.strides();
        long[] weights = new long[a.ndim()];
        for (int i = 0, j = 0; i < taken.length; i++) {
            weights[i] = taken[i] ? 0 : strides[j++];
        }
        weights[diagonal < 0 ? c : r] = 1;
        long[] p = a.coords(r).longs();
        long[] q = a.coords(c).longs();
        int[] kept = new int[a.nnz()];
        int o = 0;
        for (int t = 0; t < kept.length; t++) {
            if (q[t] - p[t] == diagonal) {
                kept[o++] = t;
            }
        }
        int[] places = Arrays.copyOf(kept, o);
        long[] keys = new Projection(a.shape(), weights).of(Cells.select(a.keyStorage(), places));
        return selectedSorted(a, shape, keys, places);
    }

    /**
     * Matrices with the elements of the last axis on their diagonals, and the fill value elsewhere.
     *
     * @param x an array of one dimension or more
     * @return an array with one axis more, as long as the last one
     * @throws ShapeException if there are no dimensions
     */
    public static CooArray diagonalize(NdArray x) {
        CooArray a = CooArray.fromDense(x);
        int last = checkedAxis("diagonalize", a, -1);
        long[] dims = Arrays.copyOf(a.shape().dims(), a.ndim() + 1);
        dims[last + 1] = dims[last];
        Shape shape = Shape.of(dims);
        long[] weights = Arrays.copyOf(shape.strides(), a.ndim());
        weights[last]++;
        return a.withKeys(shape, new Projection(a.shape(), weights).of(a.keyStorage()));
    }

    /**
     * The sum of the elements on a diagonal of two axes.
     *
     * @param x an array of two dimensions or more
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @param rows the axis of the rows
     * @param columns the axis of the columns
     * @return an array without the two axes
     * @throws ShapeException if an axis is outside the rank, or both are the same
     */
    public static NdArray trace(NdArray x, long diagonal, int rows, int columns) {
        return Statistics.sum(diagonal(x, diagonal, rows, columns), Axes.of(-1));
    }

    /**
     * Calls a function on blocks of the leading axis, several at a time, and joins what it gives along it.
     *
     * @param x the array, of one dimension or more
     * @param block how many positions of the axis a block has, but for the last one
     * @param function what is called on each block, maybe in several threads at once; what it gives agrees on all other
     *     axes
     * @return the joined results
     * @throws ShapeException if there are no dimensions, or the results do not fit each other
     * @throws IllegalArgumentException if the block is not positive
     */
    public static NdArray mapBlocks(NdArray x, long block, UnaryOperator<NdArray> function) {
        checkedAxis("mapBlocks", x, 0);
        if (block < 1) {
            throw new IllegalArgumentException("mapBlocks: block is " + block + ": expected one or more");
        }
        long n = x.shape().get(0);
        NdArray[] results = new NdArray[(int) Math.max(1, (n + block - 1) / block)];
        Parallel.forEach(0, results.length, 1, (from, to) -> {
            for (long i = from; i < to; i++) {
                NdArray part = x.index(Index.range(i * block, Math.min(n, (i + 1) * block)));
                results[(int) i] = function.apply(part);
            }
        });
        return results.length == 1 ? results[0] : Manipulation.concat(0, results);
    }

    // Elements.

    /**
     * The positions of the elements that are not zero.
     *
     * @param x an array of one dimension or more, with the fill value 0
     * @return for each axis an int64 array of positions, in row-major order of the elements
     * @throws ShapeException if there are no dimensions
     * @throws DensificationException if the fill value is not 0
     */
    public static DenseArray[] nonzero(NdArray x) {
        checkedAxis("nonzero", x, 0);
        CooArray a = CooArray.fromDense(x);
        checkZeroFill("nonzero", a);
        CooArray set = a.convert(DType.BOOL);
        DenseArray[] positions = new DenseArray[a.ndim()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = set.coords(i);
        }
        return positions;
    }

    /**
     * The positions of the elements that are not zero, one in a row.
     *
     * @param x an array of one dimension or more, with the fill value 0
     * @return an int64 array of shape (count, ndim), in row-major order of the elements
     * @throws ShapeException if there are no dimensions
     * @throws DensificationException if the fill value is not 0
     */
    public static DenseArray argwhere(NdArray x) {
        return Manipulation.stack(1, nonzero(x)).toDense().contiguous();
    }

    /**
     * The elements rounded to a number of decimals, half to even.
     *
     * @param x the array, of a real type
     * @param decimals the digits behind the point
     * @return an array of the same type
     * @throws DTypeException if the type is boolean or complex
     * @throws IllegalArgumentException if the number of decimals is negative
     */
    public static NdArray round(NdArray x, int decimals) {
        if (decimals < 0) {
            throw new IllegalArgumentException("round to " + decimals + " decimals: expected zero or more");
        }
        if (decimals == 0 || !x.dtype().isFloating()) {
            return Elementwise.round(x);
        }
        double scale = Math.pow(10, decimals);
        return Elementwise.round(x.mul(scale)).div(scale);
    }

    /**
     * Whether elements are positive infinity.
     *
     * @param x the array, of a real type
     * @return an array of booleans
     * @throws DTypeException if the type is complex
     */
    public static NdArray isposinf(NdArray x) {
        return x.eq(x.dtype().isFloating() ? Creation.weak(Double.POSITIVE_INFINITY, x.dtype()) : infinity(x, false));
    }

    /**
     * Whether elements are negative infinity.
     *
     * @param x the array, of a real type
     * @return an array of booleans
     * @throws DTypeException if the type is complex
     */
    public static NdArray isneginf(NdArray x) {
        return x.eq(x.dtype().isFloating() ? Creation.weak(Double.NEGATIVE_INFINITY, x.dtype()) : infinity(x, true));
    }

    /** What no element of a type without infinities equals. */
    private static DenseArray infinity(NdArray x, boolean negative) {
        if (x.dtype().isComplex()) {
            throw new DTypeException((negative ? "isneginf" : "isposinf") + " does not take " + x.dtype());
        }
        return Creation.scalar(Double.NaN);
    }

    /**
     * The array with a number in place of NaN.
     *
     * @param x the array
     * @param value the number
     * @return an array of the same type; its fill value is the number if it was NaN
     */
    public static NdArray fillna(NdArray x, double value) {
        boolean floating = x.dtype().isFloating() || x.dtype().isComplex();
        return floating ? Searching.where(Elementwise.isnan(x), value, x) : x;
    }

    /**
     * Interpolates linearly in a table; before its first abscissa the first ordinate, behind its last the last.
     *
     * @param x where to interpolate, of a real type
     * @param abscissas the abscissas, increasing
     * @param ordinates as many ordinates
     * @return a floating array of the shape of {@code x}
     * @throws DTypeException if the type is complex
     * @throws IllegalArgumentException if there is no abscissa, they do not increase, or there are not as many ordinates
     */
    public static NdArray interp(NdArray x, double[] abscissas, double[] ordinates) {
        double[] u = abscissas.clone();
        double[] v = ordinates.clone();
        if (u.length == 0 || u.length != v.length) {
            throw new IllegalArgumentException(
                    "interp: " + u.length + " abscissas and " + v.length + " ordinates: expected one or more, as many");
        }
        for (int i = 1; i < u.length; i++) {
            if (!(u[i] > u[i - 1])) {
                throw new IllegalArgumentException(
                        "interp: abscissa " + i + " is " + u[i] + ", the one before " + u[i - 1] + ": expected more");
            }
        }
        return Op.of("interp", (double p) -> interpolated(p, u, v)).apply(x);
    }

    private static double interpolated(double p, double[] u, double[] v) {
        if (Double.isNaN(p)) {
            return p;
        }
        int at = Arrays.binarySearch(u, p);
        if (at >= 0) {
            return v[at];
        }
        int right = -at - 1;
        if (right == 0 || right == u.length) {
            return v[Math.min(right, v.length - 1)];
        }
        return v[right - 1] + (v[right] - v[right - 1]) * ((p - u[right - 1]) / (u[right] - u[right - 1]));
    }

    // Reductions.

    /**
     * The sum of the elements that are not NaN.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the sums
     */
    public static NdArray nansum(NdArray x, Axes axes) {
        return Statistics.sum(fillna(x, 0), axes);
    }

    /**
     * The product of the elements that are not NaN.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the products
     */
    public static NdArray nanprod(NdArray x, Axes axes) {
        return Statistics.prod(fillna(x, 1), axes);
    }

    /**
     * The largest element that is not NaN; NaN where all are.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the maxima
     * @throws DTypeException if the type is complex
     */
    public static NdArray nanmax(NdArray x, Axes axes) {
        return x.dtype().isFloating()
                ? knownOr(Double.NaN, x, axes, Statistics.max(fillna(x, Double.NEGATIVE_INFINITY), axes))
                : Statistics.max(x, axes);
    }

    /**
     * The smallest element that is not NaN; NaN where all are.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the minima
     * @throws DTypeException if the type is complex
     */
    public static NdArray nanmin(NdArray x, Axes axes) {
        return x.dtype().isFloating()
                ? knownOr(Double.NaN, x, axes, Statistics.min(fillna(x, Double.POSITIVE_INFINITY), axes))
                : Statistics.min(x, axes);
    }

    /**
     * The mean of the elements that are not NaN; NaN where all are.
     *
     * @param x the array, of a floating or complex type
     * @param axes the axes to reduce
     * @return the means
     * @throws DTypeException if the type is neither floating nor complex
     */
    public static NdArray nanmean(NdArray x, Axes axes) {
        if (!x.dtype().isFloating() && !x.dtype().isComplex()) {
            throw new DTypeException("nanmean does not take " + x.dtype() + ": expected a floating or complex dtype");
        }
        NdArray known = countKnown(x, axes);
        NdArray r = nansum(x, axes).div(known.convert(x.dtype()));
        return r.convert(x.dtype());
    }

    private static NdArray countKnown(NdArray x, Axes axes) {
        return Elementwise.logicalNot(Elementwise.isnan(x)).reduce(Reductions.COUNT_NONZERO, axes, null);
    }

    private static NdArray knownOr(double other, NdArray x, Axes axes, NdArray result) {
        return Searching.where(countKnown(x, axes).eq(0), other, result);
    }

    /**
     * The norm of the elements along axes: {@code (sum |x|^order)^(1/order)}; the largest magnitude for infinity, the
     * smallest for negative infinity, the number of elements that are not zero for 0.
     *
     * @param x the array
     * @param order the order, 2 for the Euclidean norm
     * @param axes the axes to reduce
     * @return the norms, of a real floating type
     */
    public static NdArray norm(NdArray x, double order, Axes axes) {
        DType real = x.dtype().isComplex() ? x.dtype().realType() : x.dtype().isFloating() ? x.dtype() : DType.FLOAT64;
        NdArray size = x.dtype().isComplex() ? Elementwise.abs(x) : Elementwise.abs(x.convert(real));
        if (order == Double.POSITIVE_INFINITY) {
            return Statistics.max(size, axes);
        } else if (order == Double.NEGATIVE_INFINITY) {
            return Statistics.min(size, axes);
        } else if (order == 0) {
            return size.reduce(Reductions.COUNT_NONZERO, axes, null).convert(real);
        } else if (order == 1) {
            return Statistics.sum(size, axes);
        } else if (order == 2) {
            return Elementwise.sqrt(Statistics.sum(Elementwise.square(size), axes));
        }
        return Elementwise.pow(Statistics.sum(Elementwise.pow(size, order), axes), 1 / order);
    }

    /**
     * Running sums along an axis. Behind the first entry of a line its running sums are stored, so that the result has
     * up to as many entries as the lines that have any have elements.
     *
     * @param x the array
     * @param axis the axis
     * @return an array of the same shape
     * @throws ShapeException if the axis is outside the rank, or too much has to be stored
     * @throws DTypeException if the type is boolean
     */
    public static CooArray cumulativeSum(NdArray x, int axis) {
        return CooScans.scan(CooArray.fromDense(x), Reductions.SUM, axis);
    }

    /**
     * Running products along an axis. With the fill value 0 only what stands in front of the first zero of a line is
     * stored.
     *
     * @param x the array
     * @param axis the axis
     * @return an array of the same shape
     * @throws ShapeException if the axis is outside the rank, or too much has to be stored
     * @throws DTypeException if the type is boolean
     */
    public static CooArray cumulativeProd(NdArray x, int axis) {
        return CooScans.scan(CooArray.fromDense(x), Reductions.PROD, axis);
    }

    // Order.

    /**
     * The positions that sort along an axis, equal elements in their order. The result is dense.
     *
     * @param x the array, of a real type
     * @param axis the axis
     * @param descending whether the largest element comes first
     * @return a dense int64 array of the same shape
     * @throws ShapeException if the axis is outside the rank, or there are more than 2^31-1 elements
     * @throws DTypeException if the type is complex
     */
    public static DenseArray argsort(NdArray x, int axis, boolean descending) {
        return CooOrder.argsort(CooArray.fromDense(x), axis, descending);
    }

    /**
     * The quantile of the elements along axes, interpolated linearly between the two nearest; NaN if an element is NaN.
     *
     * @param x the array, of a real type
     * @param q the quantile, from 0 to 1
     * @param axes the axes to reduce
     * @return a floating array of the quantiles
     * @throws IllegalArgumentException if {@code q} is not from 0 to 1
     * @throws ShapeException if there is no element along the axes
     * @throws DTypeException if the type is complex
     */
    public static NdArray quantile(NdArray x, double q, Axes axes) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantile " + q + ": expected 0 to 1");
        }
        return CooOrder.quantile(CooArray.fromDense(x), q, axes);
    }

    /**
     * The percentile of the elements along axes, interpolated linearly between the two nearest; NaN if an element is NaN.
     *
     * @param x the array, of a real type
     * @param percent the percentile, from 0 to 100
     * @param axes the axes to reduce
     * @return a floating array of the percentiles
     * @throws IllegalArgumentException if {@code percent} is not from 0 to 100
     * @throws ShapeException if there is no element along the axes
     * @throws DTypeException if the type is complex
     */
    public static NdArray percentile(NdArray x, double percent, Axes axes) {
        return quantile(x, percent / 100, axes);
    }

    /**
     * The median of the elements along axes; NaN if an element is NaN.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return a floating array of the medians
     * @throws ShapeException if there is no element along the axes
     * @throws DTypeException if the type is complex
     */
    public static NdArray median(NdArray x, Axes axes) {
        return quantile(x, 0.5, axes);
    }

    /**
     * How many elements lie between edges.
     *
     * @param counts the number in each bin, int64
     * @param edges the borders of the bins, one more, float64
     */
    public record Histogram(DenseArray counts, DenseArray edges) {}

    /**
     * Counts the elements in bins of one width, from the smallest element to the largest.
     *
     * @param x the array, of a real type, finite
     * @param bins the number of bins
     * @return the counts and edges; from 0 to 1 if there is no element, half a unit around it if all are the same
     * @throws IllegalArgumentException if the number is not positive, or an element is not finite
     * @throws DTypeException if the type is complex
     */
    public static Histogram histogram(NdArray x, int bins) {
        return CooOrder.histogram(CooArray.fromDense(x), bins);
    }

    /**
     * Counts the elements in bins. A bin has its lower edge, the last one its upper edge too; NaN is in none.
     *
     * @param x the array, of a real type
     * @param edges the borders, increasing
     * @return the counts and edges
     * @throws IllegalArgumentException if there are less than two edges, or they decrease
     * @throws DTypeException if the type is complex
     */
    public static Histogram histogram(NdArray x, double[] edges) {
        return CooOrder.histogram(CooArray.fromDense(x), edges);
    }

    /**
     * Whether elements are among those of another array.
     *
     * @param x the array, of a real type
     * @param test the other one
     * @return an array of booleans of the shape of {@code x}
     * @throws DTypeException if a type is complex
     */
    public static CooArray isin(NdArray x, NdArray test) {
        return CooOrder.isin(CooArray.fromDense(x), test);
    }

    /**
     * Where values are to be inserted to keep an array sorted.
     *
     * @param sorted an array of one dimension in ascending order, NaN last
     * @param values the values, of any shape
     * @param side whether before or behind equal elements
     * @return positions of type int64, of the shape of {@code values}; dense if these are
     * @throws ShapeException if the array has another number of dimensions than one
     * @throws DTypeException if a type is complex
     */
    public static NdArray searchsorted(NdArray sorted, NdArray values, Searching.Side side) {
        return CooOrder.searchsorted(sorted, values, side);
    }

    /**
     * The distinct elements, where they are first, the place of each element among them, and how often they are there.
     * As everywhere, no NaN equals another.
     *
     * @param x the array, of a real type
     * @return values and indices of one dimension, dense, in ascending order; the inverse is sparse
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is NaN, and more than one element is not stored
     */
    public static Sets.UniqueAll uniqueAll(NdArray x) {
        return CooOrder.uniqueAll(CooArray.fromDense(x));
    }

    /**
     * The distinct elements and how often they are there.
     *
     * @param x the array, of a real type
     * @return values and counts, dense, in ascending order
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is NaN, and more than one element is not stored
     */
    public static Sets.UniqueCounts uniqueCounts(NdArray x) {
        Sets.UniqueAll all = uniqueAll(x);
        return new Sets.UniqueCounts(all.values(), all.counts());
    }

    /**
     * The distinct elements and the place of each element among them.
     *
     * @param x the array, of a real type
     * @return values, dense, in ascending order, and the inverse, which is sparse
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is NaN, and more than one element is not stored
     */
    public static Sets.UniqueInverse uniqueInverse(NdArray x) {
        Sets.UniqueAll all = uniqueAll(x);
        return new Sets.UniqueInverse(all.values(), all.inverseIndices());
    }

    /**
     * The distinct elements.
     *
     * @param x the array, of a real type
     * @return values, dense, in ascending order
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is NaN, and more than one element is not stored
     */
    public static DenseArray uniqueValues(NdArray x) {
        return uniqueAll(x).values().toDense();
    }

    // Products.

    /**
     * The Kronecker product: each element of the first array times the whole second one. What is not stored counts as an
     * exact zero, whatever it meets.
     *
     * @param a an array with the fill value 0
     * @param b another one; the one of lower rank gets leading axes of size one
     * @return an array whose axes are as long as the products of theirs
     * @throws DensificationException if a fill value is not 0
     * @throws ShapeException if there would be more elements or entries than an array can have
     * @throws DTypeException if both types are boolean
     */
    public static CooArray kron(NdArray a, NdArray b) {
        CooArray x = CooArray.fromDense(a);
        CooArray y = CooArray.fromDense(b);
        checkZeroFill("kron", x);
        checkZeroFill("kron", y);
        return CooProducts.kron(x, y);
    }

    /**
     * The product of each element of one array with each of another, both taken as of one dimension.
     *
     * @param a an array
     * @param b another one
     * @return an array of shape (size of a, size of b)
     * @throws DensificationException if the elements that are not stored would differ
     */
    public static NdArray outer(NdArray a, NdArray b) {
        return CooArray.fromDense(a)
                .reshape(a.size(), 1)
                .mul(CooArray.fromDense(b).reshape(1, b.size()));
    }

    /**
     * Sums of products along an axis, of the first array the conjugate.
     *
     * @param a an array
     * @param b another one, which broadcasts against it
     * @param axis the axis, negative, which counts from the end of both
     * @return an array without the axis
     * @throws ShapeException if the arrays do not broadcast, or differ along the axis
     */
    public static NdArray vecdot(NdArray a, NdArray b, int axis) {
        if (axis >= 0) {
            throw new ShapeException("vecdot along axis " + axis + ": expected a negative one");
        }
        int i = Shape.checkAxis(axis, a.ndim());
        int j = Shape.checkAxis(axis, b.ndim());
        if (a.shape().get(i) != b.shape().get(j)) {
            throw new ShapeException("vecdot: shape " + a.shape() + ", axis " + i + " has "
                    + a.shape().get(i) + ", shape " + b.shape() + ", axis " + j + " has "
                    + b.shape().get(j) + ": expected the same size");
        }
        NdArray conj = a.dtype().isComplex() ? Ops.CONJ.apply(a) : a;
        return Statistics.sum(conj.mul(b), Axes.of(axis));
    }

    /**
     * Sums of products by index notation, such as {@code "ij,jk->ik"}: every letter names an index, one that the result
     * lacks is summed over, one that an operand has twice takes its diagonal. An ellipsis stands for the axes that have no
     * letter, which broadcast. Without an arrow the result has the ellipsis and then each letter that is there once.
     *
     * <p>Of one sparse operand beside dense ones nothing but the result is made, which is dense if it has an index that
     * the sparse operand lacks: {@code einsum("ijk,jr,kr->ir", t, b, c)}, {@code einsum("ij,ir,jr->ij", a, u, v)}. Of
     * sparse operands alone it is sparse. Elements that are not stored count as exact zeros.
     *
     * @param subscripts the notation
     * @param operands the arrays
     * @return the sums, of the promoted type
     * @throws IllegalArgumentException if the notation is wrong, or does not fit the number of operands or their axes
     * @throws ShapeException if an index has different sizes
     * @throws DensificationException if a fill value is not 0 where products are summed
     */
    public static NdArray einsum(String subscripts, NdArray... operands) {
        return CooEinsum.einsum(subscripts, operands);
    }

    /**
     * The product of two matrices, or of stacks of them, which broadcast; an array of one dimension is a row on the left,
     * a column on the right.
     *
     * @param a an array of one dimension or more
     * @param b another one
     * @return the products, of shape (..., n, m)
     * @throws ShapeException if the shapes do not fit each other
     * @throws DensificationException if a fill value is not 0
     */
    public static NdArray matmul(NdArray a, NdArray b) {
        if (a.ndim() == 0 || b.ndim() == 0) {
            throw new ShapeException(
                    "matmul of shapes " + a.shape() + " and " + b.shape() + ": expected one dimension or more");
        }
        long inner = b.shape().get(Math.max(b.ndim() - 2, 0));
        if (a.shape().get(a.ndim() - 1) != inner) {
            throw new ShapeException("matmul: shape " + a.shape() + " has rows of "
                    + a.shape().get(a.ndim() - 1) + ", shape " + b.shape() + " columns of " + inner
                    + ": expected the same");
        }
        if (a.ndim() <= 2 && b.ndim() <= 2) {
            return LinearAlgebra.matmul(a, b);
        }
        String left = a.ndim() == 1 ? "j" : "...ij";
        String right = b.ndim() == 1 ? "j" : "...jk";
        String result = "..." + (a.ndim() == 1 ? "" : "i") + (b.ndim() == 1 ? "" : "k");
        return einsum(left + "," + right + "->" + result, a, b);
    }

    /**
     * The product of two arrays, as in {@link #matmul(NdArray, NdArray)}, in the form that is asked for.
     *
     * @param a an array
     * @param b another one
     * @param format the form of the result
     * @return the product
     * @throws ShapeException if the shapes do not fit each other
     */
    public static NdArray matmul(NdArray a, NdArray b, Format format) {
        return format.of(matmul(a, b));
    }

    /**
     * Sums of products over pairs of axes, in the form that is asked for.
     *
     * @param a an array
     * @param b another one
     * @param axesA the axes of the first array
     * @param axesB the axes of the second one that they pair with
     * @param format the form of the result
     * @return the sums: the other axes of the first array, then those of the second
     * @throws ShapeException if the shapes do not fit each other
     */
    public static NdArray tensordot(NdArray a, NdArray b, int[] axesA, int[] axesB, Format format) {
        return format.of(LinearAlgebra.tensordot(a, b, axesA, axesB));
    }

    /** The forms of a result. */
    public enum Format {
        /** Linear keys. */
        COO,
        /** Compressed along the first axis. */
        GCXS,
        /** All elements. */
        DENSE;

        /**
         * An array in this form.
         *
         * @param x the array
         * @return an array of the same elements, itself if it has the form
         */
        public NdArray of(NdArray x) {
            return switch (this) {
                case COO -> CooArray.fromDense(x);
                case GCXS -> GcxsArray.fromDense(x);
                case DENSE -> x.toDense();
            };
        }
    }
}
