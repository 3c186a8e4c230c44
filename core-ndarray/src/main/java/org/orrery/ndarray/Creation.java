package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The creation functions of the Array API standard. Arrays are float64 unless a type is given; {@link #arange(long)}
 * of integers is int64.
 */
@SuppressWarnings("DoNotCallSuggester") // The forms that refuse a char.
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
     * An array of zeros in the shape of another.
     *
     * @param like the other array
     * @param dtype the type
     * @return a new array
     */
    public static DenseArray zerosLike(NdArray like, DType dtype) {
        return zeros(like.shape(), dtype);
    }

    /**
     * An array of ones in the shape of another.
     *
     * @param like the other array
     * @param dtype the type
     * @return a new array
     */
    public static DenseArray onesLike(NdArray like, DType dtype) {
        return ones(like.shape(), dtype);
    }

    /**
     * An array of values that are still to be written in the shape of another.
     *
     * @param like the other array
     * @param dtype the type
     * @return a new array
     */
    public static DenseArray emptyLike(NdArray like, DType dtype) {
        return empty(like.shape(), dtype);
    }

    /**
     * An array for code that writes all its elements.
     *
     * @param shape the shape
     * @return a new float64 array
     */
    public static DenseArray empty(Shape shape) {
        return empty(shape, DType.FLOAT64);
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray full(Shape shape, boolean value, DType dtype) {
        return full(shape, weak(value, dtype).convert(dtype));
    }

    /**
     * An array of one value in the shape and type of another.
     *
     * @param like the other array
     * @param value the value
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, boolean value) {
        return full(like.shape(), value, like.dtype());
    }

    /**
     * An array of one value in the shape of another.
     *
     * @param like the other array
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, boolean value, DType dtype) {
        return full(like.shape(), value, dtype);
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray full(Shape shape, long value, DType dtype) {
        return full(shape, weak(value, dtype).convert(dtype));
    }

    /**
     * An array of one value in the shape and type of another.
     *
     * @param like the other array
     * @param value the value
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, long value) {
        return full(like.shape(), value, like.dtype());
    }

    /**
     * An array of one value in the shape of another.
     *
     * @param like the other array
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, long value, DType dtype) {
        return full(like.shape(), value, dtype);
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray full(Shape shape, double value, DType dtype) {
        return full(shape, weak(value, dtype).convert(dtype));
    }

    /**
     * An array of one value in the shape and type of another.
     *
     * @param like the other array
     * @param value the value
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, double value) {
        return full(like.shape(), value, like.dtype());
    }

    /**
     * An array of one value in the shape of another.
     *
     * @param like the other array
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, double value, DType dtype) {
        return full(like.shape(), value, dtype);
    }

    /**
     * An array of one value.
     *
     * @param shape the shape
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray full(Shape shape, Complex value, DType dtype) {
        return full(shape, weak(value, dtype).convert(dtype));
    }

    /**
     * An array of one value in the shape and type of another.
     *
     * @param like the other array
     * @param value the value
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, Complex value) {
        return full(like.shape(), value, like.dtype());
    }

    /**
     * An array of one value in the shape of another.
     *
     * @param like the other array
     * @param value the value
     * @param dtype the type, to which the value is converted
     * @return a new array
     * @throws DTypeException if the type cannot hold the value
     */
    public static DenseArray fullLike(NdArray like, Complex value, DType dtype) {
        return full(like.shape(), value, dtype);
    }

    /**
     * Evenly spaced numbers from zero on, one apart.
     *
     * @param stop where they end, exclusive
     * @return a new float64 array of one dimension
     * @throws IllegalArgumentException if the argument is not finite
     */
    public static DenseArray arange(double stop) {
        return arange(0, stop, 1.0);
    }

    /**
     * Evenly spaced numbers, one apart.
     *
     * @param start the first
     * @param stop where they end, exclusive
     * @return a new float64 array of one dimension
     * @throws IllegalArgumentException if an argument is not finite
     */
    public static DenseArray arange(double start, double stop) {
        return arange(start, stop, 1.0);
    }

    /**
     * Evenly spaced integers in a type.
     *
     * @param start the first
     * @param stop where they end, exclusive
     * @param step the distance, not zero
     * @param dtype the type
     * @return a new array of one dimension
     * @throws IllegalArgumentException if the step is zero
     */
    public static DenseArray arange(long start, long stop, long step, DType dtype) {
        return arange(start, stop, step).convert(dtype);
    }

    /**
     * Evenly spaced numbers in a type.
     *
     * @param start the first
     * @param stop where they end, exclusive but for rounding
     * @param step the distance, not zero
     * @param dtype the type
     * @return a new array of one dimension
     * @throws IllegalArgumentException if an argument is not finite or the step is zero
     */
    public static DenseArray arange(double start, double stop, double step, DType dtype) {
        return arange(start, stop, step).convert(dtype);
    }

    /**
     * Evenly spaced numbers in a type.
     *
     * @param start the first
     * @param stop the last, or the one after the last
     * @param count how many, zero or more
     * @param endpoint whether {@code stop} is the last one
     * @param dtype the type
     * @return a new array of one dimension
     * @throws ShapeException if the count is negative
     */
    public static DenseArray linspace(double start, double stop, long count, boolean endpoint, DType dtype) {
        return linspace(start, stop, count, endpoint).convert(dtype);
    }

    /**
     * Evenly spaced complex numbers, both ends included.
     *
     * @param start the first
     * @param stop the last
     * @param count how many, zero or more
     * @return a new complex128 array of one dimension
     * @throws ShapeException if the count is negative
     */
    public static DenseArray linspace(Complex start, Complex stop, long count) {
        return linspace(start, stop, count, true);
    }

    /**
     * Evenly spaced complex numbers.
     *
     * @param start the first
     * @param stop the last, or the one after the last
     * @param count how many, zero or more
     * @param endpoint whether {@code stop} is the last one
     * @return a new complex128 array of one dimension
     * @throws ShapeException if the count is negative
     */
    public static DenseArray linspace(Complex start, Complex stop, long count, boolean endpoint) {
        double[] re = linspace(start.re(), stop.re(), count, endpoint).doubles();
        double[] im = linspace(start.im(), stop.im(), count, endpoint).doubles();
        DenseArray a = zeros(Shape.of(count), DType.COMPLEX128);
        double[] d = (double[]) a.storage();
        for (int i = 0; i < re.length; i++) {
            d[2 * i] = re[i];
            d[2 * i + 1] = im[i];
        }
        return a;
    }

    /**
     * A matrix with ones on its main diagonal.
     *
     * @param rows its rows
     * @param columns its columns
     * @return a new float64 array of shape {@code (rows, columns)}
     */
    public static DenseArray eye(long rows, long columns) {
        return eye(rows, columns, 0, DType.FLOAT64);
    }

    /**
     * A matrix with ones on a diagonal.
     *
     * @param rows its rows
     * @param columns its columns
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @return a new float64 array of shape {@code (rows, columns)}
     */
    public static DenseArray eye(long rows, long columns, long diagonal) {
        return eye(rows, columns, diagonal, DType.FLOAT64);
    }

    /**
     * An array of what an object holds.
     *
     * @param object an array of this library, a Java array of numbers or booleans, nested to any depth with parts of
     *     one length, or a single number or boolean
     * @return the same array if it is one of this library, else a new one of the type that Java's elements have
     * @throws DTypeException if the object is none of these; characters are no numbers
     * @throws ShapeException if nested Java arrays differ in length
     */
    public static NdArray asarray(Object object) {
        return object instanceof NdArray a ? a : NestedArrays.read(object);
    }

    /**
     * An array of what an object holds, in a type.
     *
     * @param object what {@link #asarray(Object)} takes
     * @param dtype the type
     * @return the same array if it is one of this library and of the type, else a new one
     * @throws DTypeException if the object is none of these, or a complex one is to become real
     * @throws ShapeException if nested Java arrays differ in length
     */
    public static NdArray asarray(Object object, DType dtype) {
        return asarray(object).convert(dtype);
    }

    /**
     * An array of what an object holds, in a type, with a say in whether it is copied.
     *
     * @param object what {@link #asarray(Object)} takes
     * @param dtype the type
     * @param copy true to copy in any case, false to refuse where a copy is necessary
     * @return a new array, or the same one if {@code copy} is false
     * @throws IllegalArgumentException if {@code copy} is false and the object is not an array of this library of the
     *     type
     * @throws DTypeException if the object is none of these, or a complex one is to become real
     * @throws ShapeException if nested Java arrays differ in length
     */
    public static NdArray asarray(Object object, DType dtype, boolean copy) {
        if (copy) {
            NdArray a = asarray(object);
            return DataTypes.astype(a, dtype, a == object);
        }
        if (!(object instanceof NdArray a) || a.dtype() != dtype) {
            throw new IllegalArgumentException("asarray without a copy: "
                    + (object instanceof NdArray a
                            ? "an array of " + a.dtype()
                            : object.getClass().getSimpleName())
                    + " is no array of " + dtype);
        }
        return a;
    }

    /**
     * The lower triangle of each matrix: zero above a diagonal.
     *
     * @param x an array of two dimensions or more
     * @return a new array of the same shape and type
     * @throws ShapeException if there are less than two dimensions
     */
    public static NdArray tril(NdArray x) {
        return tril(x, 0);
    }

    /**
     * The lower triangle of each matrix: zero above a diagonal.
     *
     * @param x an array of two dimensions or more
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @return a new array of the same shape and type
     * @throws ShapeException if there are less than two dimensions
     */
    public static NdArray tril(NdArray x, long diagonal) {
        return triangle("tril", x, diagonal, false);
    }

    /**
     * The upper triangle of each matrix: zero below a diagonal.
     *
     * @param x an array of two dimensions or more
     * @return a new array of the same shape and type
     * @throws ShapeException if there are less than two dimensions
     */
    public static NdArray triu(NdArray x) {
        return triu(x, 0);
    }

    /**
     * The upper triangle of each matrix: zero below a diagonal.
     *
     * @param x an array of two dimensions or more
     * @param diagonal 0 for the main diagonal, positive above it, negative below
     * @return a new array of the same shape and type
     * @throws ShapeException if there are less than two dimensions
     */
    public static NdArray triu(NdArray x, long diagonal) {
        return triangle("triu", x, diagonal, true);
    }

    private static NdArray triangle(String name, NdArray x, long diagonal, boolean upper) {
        if (x.ndim() < 2) {
            throw new ShapeException(name + " of shape " + x.shape() + ": expected two dimensions or more");
        }
        long rows = x.shape().get(x.ndim() - 2);
        long columns = x.shape().get(x.ndim() - 1);
        long d = Math.max(-rows, Math.min(columns, diagonal));
        DenseArray place = arange(columns).reshape(1, columns);
        DenseArray border = arange(d, d + rows).reshape(rows, 1);
        NdArray inside = (upper ? Ops.GREATER_EQUAL : Ops.LESS_EQUAL).apply(place, border);
        return Ops.WHERE.apply(inside, x, zeros(Shape.of(), x.dtype()));
    }

    /** How the coordinates of a grid are laid out. */
    public enum Grid {
        /** The first coordinate along the second axis and the second along the first, as in a picture. */
        XY,
        /** Each coordinate along its own axis, as in a matrix. */
        IJ
    }

    /**
     * Coordinate arrays of a grid, as in a picture: the first argument along the second axis, the second along the first.
     *
     * @param axes arrays of one dimension
     * @return as many read-only views, each of the grid's shape
     * @throws ShapeException if an argument has not one dimension
     */
    public static NdArray[] meshgrid(NdArray... axes) {
        return meshgrid(Grid.XY, axes);
    }

    /**
     * Coordinate arrays of a grid.
     *
     * @param indexing along which axis each coordinate runs
     * @param axes arrays of one dimension
     * @return as many read-only views, each of the grid's shape
     * @throws ShapeException if an argument has not one dimension
     */
    public static NdArray[] meshgrid(Grid indexing, NdArray... axes) {
        int n = axes.length;
        long[] dims = new long[n];
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            if (axes[i].ndim() != 1) {
                throw new ShapeException(
                        "meshgrid: argument " + i + " has shape " + axes[i].shape() + ": expected one dimension");
            }
            place[i] = indexing == Grid.XY && n > 1 && i < 2 ? 1 - i : i;
            dims[place[i]] = axes[i].size();
        }
        NdArray[] grids = new NdArray[n];
        for (int i = 0; i < n; i++) {
            long[] d = new long[n];
            Arrays.fill(d, 1);
            d[place[i]] = axes[i].size();
            grids[i] = axes[i].reshape(d).broadcastTo(Shape.of(dims));
        }
        return grids;
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param shape the shape
     * @param value a character
     * @throws DTypeException always
     */
    public static void full(Shape shape, char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param shape the shape
     * @param value a character
     * @param dtype the type
     * @throws DTypeException always
     */
    public static void full(Shape shape, char value, DType dtype) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param like the other array
     * @param value a character
     * @throws DTypeException always
     */
    public static void fullLike(NdArray like, char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param like the other array
     * @param value a character
     * @param dtype the type
     * @throws DTypeException always
     */
    public static void fullLike(NdArray like, char value, DType dtype) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @throws DTypeException always
     */
    public static void scalar(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @param dtype the type of the array
     * @throws DTypeException always
     */
    public static void weak(char value, DType dtype) {
        throw DTypeException.character(value);
    }
}
