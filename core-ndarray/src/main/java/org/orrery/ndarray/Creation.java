package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The creation functions of the Array API standard. Arrays are float64 unless a type is given; {@link #arange(long)}
 * of integers is int64.
 */
public final class Creation {
    private Creation() {}

    /**
     * An array of zeros.
     *
     * @param shape the shape
     * @return a new float64 array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray zeros(Shape shape) {
        return zeros(shape, DType.FLOAT64);
    }

    /**
     * An array of zeros.
     *
     * @param shape the shape
     * @param dtype the type
     * @return a new array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray zeros(Shape shape, DType dtype) {
        return DenseArray.allocate(dtype, shape);
    }

    /**
     * An array of zeros of the shape and type of another.
     *
     * @param like the other array
     * @return a new array
     */
    public static DenseArray zerosLike(NdArray like) {
        return zeros(like.shape(), like.dtype());
    }

    /**
     * An array of ones.
     *
     * @param shape the shape
     * @return a new float64 array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray ones(Shape shape) {
        return ones(shape, DType.FLOAT64);
    }

    /**
     * An array of ones.
     *
     * @param shape the shape
     * @param dtype the type
     * @return a new array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray ones(Shape shape, DType dtype) {
        return full(shape, scalar(1L).convert(dtype));
    }

    /**
     * An array of ones of the shape and type of another.
     *
     * @param like the other array
     * @return a new array
     */
    public static DenseArray onesLike(NdArray like) {
        return ones(like.shape(), like.dtype());
    }

    /**
     * A new array whose elements are zero, for code that writes them all.
     *
     * @param shape the shape
     * @param dtype the type
     * @return a new array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray empty(Shape shape, DType dtype) {
        return zeros(shape, dtype);
    }

    /**
     * An array of the shape and type of another, for code that writes all its elements.
     *
     * @param like the other array
     * @return a new array
     */
    public static DenseArray emptyLike(NdArray like) {
        return zerosLike(like);
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @return a new bool array
     */
    public static DenseArray full(Shape shape, boolean value) {
        return full(shape, scalar(value));
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @return a new int64 array
     */
    public static DenseArray full(Shape shape, long value) {
        return full(shape, scalar(value));
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @return a new float64 array
     */
    public static DenseArray full(Shape shape, double value) {
        return full(shape, scalar(value));
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @return a new complex128 array
     */
    public static DenseArray full(Shape shape, Complex value) {
        return full(shape, scalar(value));
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value, an array that broadcasts to the shape
     * @return a new array of the value's type
     * @throws ShapeException if the value does not broadcast to the shape
     */
    public static DenseArray full(Shape shape, NdArray value) {
        DenseArray a = DenseArray.allocate(value.dtype(), shape);
        a.set(value);
        return a;
    }

    /**
     * A zero-dimensional array.
     *
     * @param value its element
     * @return a new bool array
     */
    public static DenseArray scalar(boolean value) {
        return DenseArray.of(DType.BOOL, new byte[] {(byte) (value ? 1 : 0)}, Shape.of());
    }

    /**
     * A zero-dimensional array.
     *
     * @param value its element
     * @return a new int64 array
     */
    public static DenseArray scalar(long value) {
        return DenseArray.of(DType.INT64, new long[] {value}, Shape.of());
    }

    /**
     * A zero-dimensional array.
     *
     * @param value its element
     * @return a new float64 array
     */
    public static DenseArray scalar(double value) {
        return DenseArray.of(DType.FLOAT64, new double[] {value}, Shape.of());
    }

    /**
     * A zero-dimensional array.
     *
     * @param value its element
     * @return a new complex128 array
     */
    public static DenseArray scalar(Complex value) {
        return DenseArray.of(DType.COMPLEX128, new double[] {value.re(), value.im()}, Shape.of());
    }

    /**
     * A scalar operand beside an array, of a type that does not widen the array's within its kind.
     *
     * @param value the scalar
     * @param dtype the type of the array
     * @return a zero-dimensional array
     */
    public static DenseArray weak(boolean value, DType dtype) {
        return scalar(value);
    }

    /**
     * A scalar operand beside an array, of a type that does not widen the array's within its kind.
     *
     * @param value the scalar
     * @param dtype the type of the array
     * @return a zero-dimensional array: int64 beside booleans, else of the array's type
     * @throws DTypeException if the array's integer type does not hold the value
     */
    public static DenseArray weak(long value, DType dtype) {
        if (dtype == DType.FLOAT64) {
            return scalar((double) value);
        }
        if (dtype == DType.INT64 || dtype.isBoolean()) {
            return scalar(value);
        }
        if (dtype.isInteger()) {
            int bits = 8 * dtype.itemSize();
            boolean fits = dtype.isUnsigned()
                    ? value >= 0 && (bits == 64 || value >>> bits == 0)
                    : value == value << (64 - bits) >> (64 - bits);
            if (!fits) {
                throw new DTypeException("scalar " + value + " is outside the range of " + dtype
                        + ": convert the array to a wider dtype first");
            }
        }
        return scalar(value).convert(dtype);
    }

    /**
     * A scalar operand beside an array, of a type that does not widen the array's within its kind.
     *
     * @param value the scalar
     * @param dtype the type of the array
     * @return a zero-dimensional array: float64 beside integers and booleans, else of the array's type
     */
    public static DenseArray weak(double value, DType dtype) {
        DenseArray s = scalar(value);
        return dtype == DType.FLOAT64 || dtype.isInteger() || dtype.isBoolean() ? s : s.convert(dtype);
    }

    /**
     * A scalar operand beside an array, of a type that does not widen the array's within its kind.
     *
     * @param value the scalar
     * @param dtype the type of the array
     * @return a zero-dimensional array: complex64 beside float32 and complex64, else complex128
     */
    public static DenseArray weak(Complex value, DType dtype) {
        return scalar(value).convert(dtype.realType() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128);
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new float64 array
     */
    public static DenseArray array(double... values) {
        return DenseArray.wrap(values.clone(), Shape.of(values.length));
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new int64 array
     */
    public static DenseArray array(long... values) {
        return DenseArray.wrap(values.clone(), Shape.of(values.length));
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new int32 array
     */
    public static DenseArray array(int... values) {
        return DenseArray.wrap(values.clone(), Shape.of(values.length));
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new float32 array
     */
    public static DenseArray array(float... values) {
        return DenseArray.wrap(values.clone(), Shape.of(values.length));
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new bool array
     */
    public static DenseArray array(boolean... values) {
        byte[] b = new byte[values.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) (values[i] ? 1 : 0);
        }
        return DenseArray.of(DType.BOOL, b, Shape.of(b.length));
    }

    /**
     * A copy of values as an array of one dimension.
     *
     * @param values the elements
     * @return a new complex128 array
     */
    public static DenseArray array(Complex... values) {
        double[] d = new double[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            d[2 * i] = values[i].re();
            d[2 * i + 1] = values[i].im();
        }
        return DenseArray.of(DType.COMPLEX128, d, Shape.of(values.length));
    }

    /**
     * A copy of rows as an array of two dimensions.
     *
     * @param rows the rows, all of one length
     * @return a new float64 array
     * @throws ShapeException if the rows differ in length
     */
    public static DenseArray array(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        DenseArray a = zeros(Shape.of(rows.length, columns));
        double[] d = a.doubles();
        for (int i = 0; i < rows.length; i++) {
            checkRow(i, rows[i].length, columns);
            System.arraycopy(rows[i], 0, d, i * columns, columns);
        }
        return a;
    }

    /**
     * A copy of rows as an array of two dimensions.
     *
     * @param rows the rows, all of one length
     * @return a new int64 array
     * @throws ShapeException if the rows differ in length
     */
    public static DenseArray array(long[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        DenseArray a = zeros(Shape.of(rows.length, columns), DType.INT64);
        long[] d = a.longs();
        for (int i = 0; i < rows.length; i++) {
            checkRow(i, rows[i].length, columns);
            System.arraycopy(rows[i], 0, d, i * columns, columns);
        }
        return a;
    }

    private static void checkRow(int row, int length, int columns) {
        if (length != columns) {
            throw new ShapeException(
                    "row " + row + " has " + length + " elements: expected " + columns + " as in row 0");
        }
    }

    /**
     * The integers from zero on.
     *
     * @param stop the integer before which they end
     * @return a new int64 array of one dimension
     */
    public static DenseArray arange(long stop) {
        return arange(0, stop, 1);
    }

    /**
     * A range of integers.
     *
     * @param start the first
     * @param stop the integer before which they end
     * @return a new int64 array of one dimension
     */
    public static DenseArray arange(long start, long stop) {
        return arange(start, stop, 1);
    }

    /**
     * Evenly spaced integers.
     *
     * @param start the first
     * @param stop where they end, exclusive
     * @param step the distance, not zero
     * @return a new int64 array of one dimension
     * @throws IllegalArgumentException if the step is zero
     */
    public static DenseArray arange(long start, long stop, long step) {
        if (step == 0) {
            throw new IllegalArgumentException("arange: step is 0: expected a positive or negative one");
        }
        boolean none = step > 0 ? start >= stop : start <= stop;
        long span = step > 0 ? stop - start : start - stop;
        long n = none ? 0 : Long.divideUnsigned(span - 1, Math.abs(step)) + 1;
        DenseArray a = zeros(Shape.of(n < 0 ? Long.MAX_VALUE : n), DType.INT64); // Far too many, in either case.
        long[] d = a.longs();
        for (int i = 0; i < d.length; i++) {
            d[i] = start + i * step;
        }
        return a;
    }

    /**
     * Evenly spaced numbers: {@code ceil((stop - start) / step)} of them.
     *
     * @param start the first
     * @param stop where they end, exclusive but for rounding
     * @param step the distance, not zero
     * @return a new float64 array of one dimension
     * @throws IllegalArgumentException if an argument is not finite or the step is zero
     */
    public static DenseArray arange(double start, double stop, double step) {
        double n = Math.ceil((stop - start) / step);
        if (step == 0 || !Double.isFinite(n) || !Double.isFinite(step)) {
            throw new IllegalArgumentException("arange: from " + start + " to " + stop + " by " + step
                    + ": expected finite numbers and a step that is not zero");
        }
        DenseArray a = zeros(Shape.of((long) Math.max(n, 0)));
        double[] d = a.doubles();
        for (int i = 0; i < d.length; i++) {
            d[i] = start + i * step;
        }
        return a;
    }

    /**
     * Evenly spaced numbers, both ends included.
     *
     * @param start the first
     * @param stop the last
     * @param count how many, zero or more
     * @return a new float64 array of one dimension
     * @throws ShapeException if the count is negative
     */
    public static DenseArray linspace(double start, double stop, long count) {
        return linspace(start, stop, count, true);
    }

    /**
     * Evenly spaced numbers.
     *
     * @param start the first
     * @param stop the last, or the one after the last
     * @param count how many, zero or more
     * @param endpoint whether {@code stop} is the last one
     * @return a new float64 array of one dimension
     * @throws ShapeException if the count is negative
     */
    public static DenseArray linspace(double start, double stop, long count, boolean endpoint) {
        DenseArray a = zeros(Shape.of(count));
        double[] d = a.doubles();
        long intervals = endpoint ? count - 1 : count;
        double span = stop - start;
        // Ends of opposite signs may lie further apart than the largest double.
        double step = Double.isFinite(span) ? span / intervals : stop / intervals - start / intervals;
        for (int i = 0; i < d.length; i++) {
            // From both ends towards the middle, so that the last is exact and the sequence symmetric.
            d[i] = 2L * i < intervals || !endpoint
                    ? start + i * step
                    : intervals == 0 ? start : stop - (intervals - i) * step;
        }
        return a;
    }

    /**
     * A matrix with ones on a diagonal.
     *
     * @param n its rows and columns
     * @return a new float64 array of shape {@code (n, n)}
     */
    public static DenseArray eye(long n) {
        return eye(n, n, 0, DType.FLOAT64);
    }

    /**
     * A matrix with ones on a diagonal.
     *
     * @param rows its rows
     * @param columns its columns
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @param dtype the type
     * @return a new array of shape {@code (rows, columns)}
     */
    public static DenseArray eye(long rows, long columns, long diagonal, DType dtype) {
        DenseArray a = zeros(Shape.of(rows, columns), dtype);
        long first = Math.max(0, -diagonal);
        long last = Math.min(rows, columns - diagonal);
        DenseArray one = scalar(1L);
        for (long i = first; i < last; i++) {
            a.set(one, Index.at(i), Index.at(i + diagonal));
        }
        return a;
    }

    /**
     * Coordinate matrices of a grid, the first argument along the first axis ("ij" indexing).
     *
     * @param axes arrays of one dimension
     * @return as many read-only views, each of the grid's shape
     * @throws ShapeException if an argument has not one dimension
     */
    public static NdArray[] meshgrid(NdArray... axes) {
        long[] dims = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            if (axes[i].ndim() != 1) {
                throw new ShapeException(
                        "meshgrid: argument " + i + " has shape " + axes[i].shape() + ": expected one dimension");
            }
            dims[i] = axes[i].size();
        }
        NdArray[] grids = new NdArray[axes.length];
        for (int i = 0; i < axes.length; i++) {
            long[] d = new long[axes.length];
            Arrays.fill(d, 1);
            d[i] = dims[i];
            grids[i] = axes[i].reshape(d).broadcastTo(Shape.of(dims));
        }
        return grids;
    }
}
