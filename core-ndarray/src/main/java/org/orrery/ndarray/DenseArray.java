package org.orrery.ndarray;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.internal.Floats;
import org.orrery.ndarray.internal.Integers;

/**
 * An array whose elements all lie in one Java array, reached through an offset and a stride for each axis.
 *
 * <p>Slices, transposes and broadcasts are views on the same Java array. An array has at most 2^31-1 elements (half as
 * many if complex). Storage by type: {@code byte[]} for bool (0 and 1), int8 and uint8; {@code short[]} for int16 and
 * uint16; {@code int[]} for int32 and uint32; {@code long[]} for int64 and uint64; {@code float[]} for float32 and,
 * interleaved, complex64; {@code double[]} for float64 and, interleaved, complex128.
 *
 * <p>Reading from several threads is safe as long as none writes.
 */
@SuppressWarnings(
        "DoNotCallSuggester") // The forms that refuse a char: no annotation of a checker that users may not have.
public final class DenseArray implements NdArray {
    private final DType dtype;
    private final Object data;
    private final Shape shape;
    private final int offset;
    private final int[] strides;
    private final boolean contiguous;
    private final boolean readOnly;

    DenseArray(DType dtype, Object data, Shape shape, int offset, int[] strides, boolean readOnly) {
        this.dtype = dtype;
        this.data = data;
        this.shape = shape;
        this.offset = offset;
        this.strides = strides;
        this.readOnly = readOnly;
        this.contiguous = isContiguous(shape, strides);
    }

    private static boolean isContiguous(Shape shape, int[] strides) {
        long expected = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            long n = shape.get(i);
            if (n != 1 && strides[i] != expected) {
                return shape.size() == 0;
            }
            expected *= n;
        }
        return true;
    }

    /** A new array of zeros. */
    static DenseArray allocate(DType dtype, Shape shape) {
        return new DenseArray(dtype, storage(dtype, checkedSize(dtype, shape)), shape, 0, rowMajor(shape), false);
    }

    private static int[] rowMajor(Shape shape) {
        int n = shape.ndim();
        int[] strides = new int[n];
        long step = 1;
        for (int i = n - 1; i >= 0; i--) {
            strides[i] = (int) step;
            step *= shape.get(i);
        }
        return strides;
    }

    static int checkedSize(DType dtype, Shape shape) {
        // A few elements less than 2^31, since virtual machines refuse the very last ones.
        long limit = (Integer.MAX_VALUE - 8L) / (dtype.isComplex() ? 2 : 1);
        if (shape.size() > limit) {
            throw new ShapeException("shape " + shape + " has " + shape.size() + " elements of " + dtype
                    + ": a dense array holds at most " + limit);
        }
        return (int) shape.size();
    }

    static Object storage(DType dtype, int count) {
        return switch (dtype) {
            case BOOL, INT8, UINT8 -> new byte[count];
            case INT16, UINT16 -> new short[count];
            case INT32, UINT32 -> new int[count];
            case INT64, UINT64 -> new long[count];
            case FLOAT32 -> new float[count];
            case FLOAT64 -> new double[count];
            case COMPLEX64 -> new float[2 * count];
            case COMPLEX128 -> new double[2 * count];
        };
    }

    /**
     * An array over a Java array, which is not copied: changes of the one show in the other.
     *
     * @param dtype the type of the elements
     * @param data the elements in row-major order, in the Java array that the class comment names for the type; the
     *     bytes of a bool array must be 0 and 1
     * @param shape the shape, of as many elements
     * @return an array
     * @throws ShapeException if the sizes differ
     * @throws DTypeException if the Java array is not that of the type
     */
    public static DenseArray of(DType dtype, Object data, Shape shape) {
        int length;
        boolean fits;
        if (data instanceof double[] d) {
            length = d.length;
            fits = dtype == DType.FLOAT64 || dtype == DType.COMPLEX128;
        } else if (data instanceof float[] f) {
            length = f.length;
            fits = dtype == DType.FLOAT32 || dtype == DType.COMPLEX64;
        } else if (data instanceof long[] l) {
            length = l.length;
            fits = dtype == DType.INT64 || dtype == DType.UINT64;
        } else if (data instanceof int[] n) {
            length = n.length;
            fits = dtype == DType.INT32 || dtype == DType.UINT32;
        } else if (data instanceof short[] s) {
            length = s.length;
            fits = dtype == DType.INT16 || dtype == DType.UINT16;
        } else if (data instanceof byte[] b) {
            length = b.length;
            fits = dtype == DType.INT8 || dtype == DType.UINT8 || dtype == DType.BOOL;
        } else {
            length = 0;
            fits = false;
        }
        if (!fits) {
            throw new DTypeException(
                    "data of " + data.getClass().getSimpleName() + " does not store elements of " + dtype);
        }
        long needed = dtype.isComplex() ? 2 * shape.size() : shape.size();
        if (length != needed) {
            throw new ShapeException(
                    "data has " + length + " numbers: shape " + shape + " of " + dtype + " needs " + needed);
        }
        return new DenseArray(dtype, data, shape, 0, rowMajor(shape), false);
    }

    /**
     * An array over a Java array, which is not copied: changes of the one show in the other.
     *
     * @param data the elements in row-major order
     * @param shape the shape, of as many elements
     * @return a float64 array
     * @throws ShapeException if the sizes differ
     */
    public static DenseArray wrap(double[] data, Shape shape) {
        return of(DType.FLOAT64, data, shape);
    }

    /**
     * An array of one dimension over a Java array, which is not copied.
     *
     * @param data the elements
     * @return a float64 array
     */
    public static DenseArray wrap(double[] data) {
        return of(DType.FLOAT64, data, Shape.of(data.length));
    }

    /**
     * An array over a Java array, which is not copied: changes of the one show in the other.
     *
     * @param data the elements in row-major order
     * @param shape the shape, of as many elements
     * @return a float32 array
     * @throws ShapeException if the sizes differ
     */
    public static DenseArray wrap(float[] data, Shape shape) {
        return of(DType.FLOAT32, data, shape);
    }

    /**
     * An array of one dimension over a Java array, which is not copied.
     *
     * @param data the elements
     * @return a float32 array
     */
    public static DenseArray wrap(float[] data) {
        return of(DType.FLOAT32, data, Shape.of(data.length));
    }

    /**
     * An array over a Java array, which is not copied: changes of the one show in the other.
     *
     * @param data the elements in row-major order
     * @param shape the shape, of as many elements
     * @return a int64 array
     * @throws ShapeException if the sizes differ
     */
    public static DenseArray wrap(long[] data, Shape shape) {
        return of(DType.INT64, data, shape);
    }

    /**
     * An array of one dimension over a Java array, which is not copied.
     *
     * @param data the elements
     * @return a int64 array
     */
    public static DenseArray wrap(long[] data) {
        return of(DType.INT64, data, Shape.of(data.length));
    }

    /**
     * An array over a Java array, which is not copied: changes of the one show in the other.
     *
     * @param data the elements in row-major order
     * @param shape the shape, of as many elements
     * @return a int32 array
     * @throws ShapeException if the sizes differ
     */
    public static DenseArray wrap(int[] data, Shape shape) {
        return of(DType.INT32, data, shape);
    }

    /**
     * An array of one dimension over a Java array, which is not copied.
     *
     * @param data the elements
     * @return a int32 array
     */
    public static DenseArray wrap(int[] data) {
        return of(DType.INT32, data, Shape.of(data.length));
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int ndim() {
        return strides.length;
    }

    @Override
    public int dispatchPriority() {
        return 0;
    }

    /**
     * The Java array that holds the elements, for kernels; the class comment names its type. Kernels must not write to
     * that of a read-only array.
     *
     * @return the storage itself
     */
    public Object storage() {
        return data;
    }

    /**
     * Where the first element lies in the storage.
     *
     * @return the offset, in elements
     */
    public int offset() {
        return offset;
    }

    /**
     * The distance in the storage between neighbours on an axis.
     *
     * @param axis its position, where a negative one counts from the end
     * @return the stride, in elements; zero on a broadcast axis
     * @throws ShapeException if the axis is outside the rank
     */
    public int stride(int axis) {
        return strides[Shape.checkAxis(axis, strides.length)];
    }

    int[] stridesInternal() {
        return strides;
    }

    /**
     * Whether the elements lie side by side in row-major order.
     *
     * @return true if they do
     */
    public boolean isContiguous() {
        return contiguous;
    }

    /**
     * Whether writing is refused.
     *
     * @return true for views that were made so, and for broadcast ones
     */
    public boolean isReadOnly() {
        return readOnly;
    }

    /**
     * A view that cannot be written to.
     *
     * @return this array if it is read-only, else a view
     */
    public DenseArray asReadOnly() {
        return readOnly ? this : new DenseArray(dtype, data, shape, offset, strides, true);
    }

    @Override
    public DenseArray toDense() {
        return this;
    }

    /**
     * A new contiguous array of the same elements.
     *
     * @return a copy, which can be written to
     */
    public DenseArray copy() {
        DenseArray c = allocate(dtype, shape);
        DenseLoops.copy(this, c);
        return c;
    }

    /**
     * The elements side by side in row-major order.
     *
     * @return this array if it is contiguous, else a copy
     */
    public DenseArray contiguous() {
        return contiguous ? this : copy();
    }

    private boolean ownsStorage() {
        int length = java.lang.reflect.Array.getLength(data);
        return contiguous && !readOnly && offset == 0 && length == (dtype.isComplex() ? 2 * size() : size());
    }

    private void checkType(boolean fits, String what) {
        if (!fits) {
            throw new DTypeException(
                    what + " of an array of " + dtype + ": convert it first, or use toDoubleArray() and the like");
        }
    }

    /**
     * The elements in row-major order, without a copy where that is possible: this array's own storage if it is
     * writable and its elements are all that the storage holds, else a new Java array.
     *
     * @return the elements
     * @throws DTypeException if the type is not float64
     */
    public double[] doubles() {
        checkType(dtype == DType.FLOAT64, "doubles()");
        if (ownsStorage()) {
            return (double[]) data;
        }
        return (double[]) copy().data;
    }

    /**
     * The elements in row-major order, without a copy where that is possible: this array's own storage if it is
     * writable and its elements are all that the storage holds, else a new Java array.
     *
     * @return the elements
     * @throws DTypeException if the type is not float32
     */
    public float[] floats() {
        checkType(dtype == DType.FLOAT32, "floats()");
        if (ownsStorage()) {
            return (float[]) data;
        }
        return (float[]) copy().data;
    }

    /**
     * The elements in row-major order, without a copy where that is possible: this array's own storage if it is
     * writable and its elements are all that the storage holds, else a new Java array.
     *
     * @return the elements
     * @throws DTypeException if the type is not int64 or uint64
     */
    public long[] longs() {
        checkType(dtype == DType.INT64 || dtype == DType.UINT64, "longs()");
        if (ownsStorage()) {
            return (long[]) data;
        }
        return (long[]) copy().data;
    }

    /**
     * The elements in row-major order, without a copy where that is possible: this array's own storage if it is
     * writable and its elements are all that the storage holds, else a new Java array.
     *
     * @return the elements
     * @throws DTypeException if the type is not int32 or uint32
     */
    public int[] ints() {
        checkType(dtype == DType.INT32 || dtype == DType.UINT32, "ints()");
        if (ownsStorage()) {
            return (int[]) data;
        }
        return (int[]) copy().data;
    }

    /**
     * The elements in row-major order.
     *
     * @return a new Java array
     * @throws DTypeException if the type is complex
     */
    public double[] toDoubleArray() {
        checkType(!dtype.isComplex(), "toDoubleArray()");
        double[] out = new double[(int) size()];
        DenseLoops.copy(this, wrap(out, shape));
        return out;
    }

    /**
     * The elements in row-major order, unsigned 64-bit ones by their bits.
     *
     * @return a new Java array
     * @throws DTypeException if the type is neither integer nor boolean
     */
    public long[] toLongArray() {
        checkType(dtype.isInteger() || dtype.isBoolean(), "toLongArray()");
        long[] out = new long[(int) size()];
        DenseLoops.copy(this, wrap(out, shape));
        return out;
    }

    /**
     * The elements in row-major order.
     *
     * @return a new Java array
     * @throws DTypeException if the type is not boolean
     */
    public boolean[] toBooleanArray() {
        checkType(dtype.isBoolean(), "toBooleanArray()");
        byte[] b = (byte[]) contiguous().data;
        int start = contiguous ? offset : 0;
        boolean[] out = new boolean[(int) size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = b[start + i] != 0;
        }
        return out;
    }

    // Elements.

    private int place(long i) {
        if (strides.length != 1) {
            throw wrongRank(1);
        }
        return offset + step(i, 0);
    }

    private int place(long i, long j) {
        if (strides.length != 2) {
            throw wrongRank(2);
        }
        return offset + step(i, 0) + step(j, 1);
    }

    private int place(long i, long j, long k) {
        if (strides.length != 3) {
            throw wrongRank(3);
        }
        return offset + step(i, 0) + step(j, 1) + step(k, 2);
    }

    private int place(long[] index) {
        if (strides.length != index.length) {
            throw wrongRank(index.length);
        }
        int p = offset;
        for (int a = 0; a < index.length; a++) {
            p += step(index[a], a);
        }
        return p;
    }

    private int step(long i, int axis) {
        long n = shape.get(axis);
        long p = i < 0 ? i + n : i;
        if (p < 0 || p >= n) {
            throw new IndexOutOfBoundsException(
                    "index " + i + " is out of bounds for axis " + axis + " with size " + n);
        }
        return (int) p * strides[axis];
    }

    private ShapeException wrongRank(int given) {
        return new ShapeException(
                given + " positions given for an array of " + strides.length + " dimensions, shape " + shape);
    }

    private double doubleAt(int p) {
        if (dtype == DType.FLOAT64) {
            return ((double[]) data)[p];
        }
        return switch (dtype) {
            case FLOAT32 -> ((float[]) data)[p];
            case UINT64 -> Integers.unsignedToDouble(((long[]) data)[p]);
            case COMPLEX64, COMPLEX128 ->
                throw new DTypeException("getDouble of an array of " + dtype + ": use getComplex, or real() first");
            default -> longAt(p);
        };
    }

    private long longAt(int p) {
        return switch (dtype) {
            case BOOL, INT8 -> ((byte[]) data)[p];
            case UINT8 -> ((byte[]) data)[p] & 0xff;
            case INT16 -> ((short[]) data)[p];
            case UINT16 -> ((short[]) data)[p] & 0xffff;
            case INT32 -> ((int[]) data)[p];
            case UINT32 -> ((int[]) data)[p] & 0xffffffffL;
            case INT64, UINT64 -> ((long[]) data)[p];
            default ->
                throw new DTypeException("getLong of an array of " + dtype + ": use getDouble, or convert it first");
        };
    }

    private boolean booleanAt(int p) {
        checkType(dtype.isBoolean(), "getBoolean()");
        return ((byte[]) data)[p] != 0;
    }

    private Complex complexAt(int p) {
        return switch (dtype) {
            case COMPLEX64 -> new Complex(((float[]) data)[2 * p], ((float[]) data)[2 * p + 1]);
            case COMPLEX128 -> new Complex(((double[]) data)[2 * p], ((double[]) data)[2 * p + 1]);
            default -> new Complex(doubleAt(p), 0);
        };
    }

    @Override
    public double getDouble(long... index) {
        return doubleAt(place(index));
    }

    @Override
    public double getDouble(long i) {
        return doubleAt(place(i));
    }

    @Override
    public double getDouble(long i, long j) {
        return doubleAt(place(i, j));
    }

    @Override
    public double getDouble(long i, long j, long k) {
        return doubleAt(place(i, j, k));
    }

    @Override
    public long getLong(long... index) {
        return longAt(place(index));
    }

    @Override
    public long getLong(long i) {
        return longAt(place(i));
    }

    @Override
    public long getLong(long i, long j) {
        return longAt(place(i, j));
    }

    @Override
    public long getLong(long i, long j, long k) {
        return longAt(place(i, j, k));
    }

    @Override
    public boolean getBoolean(long... index) {
        return booleanAt(place(index));
    }

    @Override
    public boolean getBoolean(long i) {
        return booleanAt(place(i));
    }

    @Override
    public boolean getBoolean(long i, long j) {
        return booleanAt(place(i, j));
    }

    @Override
    public boolean getBoolean(long i, long j, long k) {
        return booleanAt(place(i, j, k));
    }

    @Override
    public Complex getComplex(long... index) {
        return complexAt(place(index));
    }

    @Override
    public Complex getComplex(long i) {
        return complexAt(place(i));
    }

    @Override
    public Complex getComplex(long i, long j) {
        return complexAt(place(i, j));
    }

    @Override
    public Complex getComplex(long i, long j, long k) {
        return complexAt(place(i, j, k));
    }

    // Mutation.

    private void checkWritable() {
        if (readOnly) {
            throw new UnsupportedOperationException("the array is read-only: write to a copy()");
        }
    }

    private void putDouble(int p, double value) {
        switch (dtype) {
            case FLOAT64 -> ((double[]) data)[p] = value;
            case FLOAT32 -> ((float[]) data)[p] = (float) value;
            case COMPLEX64, COMPLEX128 -> putComplex(p, new Complex(value, 0));
            case BOOL -> ((byte[]) data)[p] = (byte) (value != 0 ? 1 : 0);
            case UINT64 -> ((long[]) data)[p] = Floats.toUnsigned(value);
            default -> putLong(p, Floats.toLong(value));
        }
    }

    private void putLong(int p, long value) {
        switch (dtype) {
            case BOOL -> ((byte[]) data)[p] = (byte) (value != 0 ? 1 : 0);
            case INT8, UINT8 -> ((byte[]) data)[p] = (byte) value;
            case INT16, UINT16 -> ((short[]) data)[p] = (short) value;
            case INT32, UINT32 -> ((int[]) data)[p] = (int) value;
            case INT64, UINT64 -> ((long[]) data)[p] = value;
            case FLOAT32 -> ((float[]) data)[p] = value;
            default -> putDouble(p, (double) value);
        }
    }

    private void putBoolean(int p, boolean value) {
        putLong(p, value ? 1 : 0);
    }

    private void putComplex(int p, Complex value) {
        checkType(dtype.isComplex(), "setComplex()");
        if (dtype == DType.COMPLEX64) {
            ((float[]) data)[2 * p] = (float) value.re();
            ((float[]) data)[2 * p + 1] = (float) value.im();
        } else {
            ((double[]) data)[2 * p] = value.re();
            ((double[]) data)[2 * p + 1] = value.im();
        }
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setDouble(long i, double value) {
        checkWritable();
        putDouble(place(i), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setDouble(long i, long j, double value) {
        checkWritable();
        putDouble(place(i, j), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setDouble(long i, long j, long k, double value) {
        checkWritable();
        putDouble(place(i, j, k), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @param value the new value
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setDouble(long[] index, double value) {
        checkWritable();
        putDouble(place(index), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setLong(long i, long value) {
        checkWritable();
        putLong(place(i), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setLong(long i, long j, long value) {
        checkWritable();
        putLong(place(i, j), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setLong(long i, long j, long k, long value) {
        checkWritable();
        putLong(place(i, j, k), value);
    }

    /**
     * Sets one element, converted as {@link #convert(DType)} would.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @param value the new value
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setLong(long[] index, long value) {
        checkWritable();
        putLong(place(index), value);
    }

    /**
     * Sets one element, converted as 0 and 1 if the type is numeric.
     *
     * @param i the position on axis 0
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setBoolean(long i, boolean value) {
        checkWritable();
        putBoolean(place(i), value);
    }

    /**
     * Sets one element, converted as 0 and 1 if the type is numeric.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setBoolean(long i, long j, boolean value) {
        checkWritable();
        putBoolean(place(i, j), value);
    }

    /**
     * Sets one element, converted as 0 and 1 if the type is numeric.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setBoolean(long i, long j, long k, boolean value) {
        checkWritable();
        putBoolean(place(i, j, k), value);
    }

    /**
     * Sets one element, converted as 0 and 1 if the type is numeric.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @param value the new value
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void setBoolean(long[] index, boolean value) {
        checkWritable();
        putBoolean(place(index), value);
    }

    /**
     * Sets one element, converted to a complex type.
     *
     * @param i the position on axis 0
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     * @throws DTypeException if the type is real
     */
    public void setComplex(long i, Complex value) {
        checkWritable();
        putComplex(place(i), value);
    }

    /**
     * Sets one element, converted to a complex type.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     * @throws DTypeException if the type is real
     */
    public void setComplex(long i, long j, Complex value) {
        checkWritable();
        putComplex(place(i, j), value);
    }

    /**
     * Sets one element, converted to a complex type.
     *
     * @param i the position on axis 0
     * @param j the position on axis 1
     * @param k the position on axis 2
     * @param value the new value
     * @throws ShapeException if the array has another number of dimensions
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     * @throws DTypeException if the type is real
     */
    public void setComplex(long i, long j, long k, Complex value) {
        checkWritable();
        putComplex(place(i, j, k), value);
    }

    /**
     * Sets one element, converted to a complex type.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @param value the new value
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws UnsupportedOperationException if the array is read-only
     * @throws DTypeException if the type is real
     */
    public void setComplex(long[] index, Complex value) {
        checkWritable();
        putComplex(place(index), value);
    }

    /**
     * Sets the elements that index entries select; without entries, all elements. Where a position is selected more
     * than once the last value stays.
     *
     * @param value the values, which broadcast to the selected part and are converted to this array's type; they may
     *     overlap it
     * @param entries the entries, with the meaning of {@link #index(Index...)}
     * @throws ShapeException if the entries do not fit this array's axes, or the values the selected part
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the values are complex and this array is not
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(NdArray value, Index... entries) {
        checkWritable();
        DenseArray v = value.toDense();
        if (v.dtype.isComplex() && !dtype.isComplex()) {
            throw new DTypeException(
                    "values of " + v.dtype + " cannot be set in an array of " + dtype + ": take real() or abs() first");
        }
        if (v.data == data) {
            v = v.copy();
        }
        IndexPlan plan = IndexPlan.of(shape, entries);
        DenseArray source = v.broadcastTo(plan.resultShape());
        if (plan.isBasic()) {
            DenseLoops.copy(source, view(plan));
        } else {
            DenseSelection.scatter(this, plan, source);
        }
    }

    /**
     * Sets the elements that an index expression selects.
     *
     * @param expression the expression, with the meaning of {@link #get(String)}
     * @param value the values, which broadcast to the selected part and are converted to this array's type
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes, or the values the selected part
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the values are complex and this array is not
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(String expression, NdArray value) {
        set(value, Index.parse(expression));
    }

    private void checkHolds(boolean holds, Object value) {
        if (!holds) {
            throw new DTypeException(
                    "value " + value + " cannot be set in an array of " + dtype + ": expected a value of its kind");
        }
    }

    /**
     * Sets the elements that index entries select to one value; without entries, all elements.
     *
     * @param value the value, which must be of a kind that this array's type holds
     * @param entries the entries, with the meaning of {@link #index(Index...)}
     * @throws ShapeException if the entries do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(boolean value, Index... entries) {
        set(Creation.weak(value, dtype), entries);
    }

    /**
     * Sets the elements that an index expression selects to one value.
     *
     * @param expression the expression, with the meaning of {@link #get(String)}
     * @param value the value, which must be of a kind that this array's type holds
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(String expression, boolean value) {
        set(value, Index.parse(expression));
    }

    /**
     * Sets the elements that index entries select to one value; without entries, all elements.
     *
     * @param value the value, which must be of a kind that this array's type holds
     * @param entries the entries, with the meaning of {@link #index(Index...)}
     * @throws ShapeException if the entries do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(long value, Index... entries) {
        checkHolds(!dtype.isBoolean(), value);
        set(Creation.weak(value, dtype), entries);
    }

    /**
     * Sets the elements that an index expression selects to one value.
     *
     * @param expression the expression, with the meaning of {@link #get(String)}
     * @param value the value, which must be of a kind that this array's type holds
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(String expression, long value) {
        set(value, Index.parse(expression));
    }

    /**
     * Sets the elements that index entries select to one value; without entries, all elements.
     *
     * @param value the value, which must be of a kind that this array's type holds
     * @param entries the entries, with the meaning of {@link #index(Index...)}
     * @throws ShapeException if the entries do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(double value, Index... entries) {
        checkHolds(dtype.isFloating() || dtype.isComplex(), value);
        set(Creation.weak(value, dtype), entries);
    }

    /**
     * Sets the elements that an index expression selects to one value.
     *
     * @param expression the expression, with the meaning of {@link #get(String)}
     * @param value the value, which must be of a kind that this array's type holds
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(String expression, double value) {
        set(value, Index.parse(expression));
    }

    /**
     * Sets the elements that index entries select to one value; without entries, all elements.
     *
     * @param value the value, which must be of a kind that this array's type holds
     * @param entries the entries, with the meaning of {@link #index(Index...)}
     * @throws ShapeException if the entries do not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(Complex value, Index... entries) {
        checkHolds(dtype.isComplex(), value);
        set(Creation.weak(value, dtype), entries);
    }

    /**
     * Sets the elements that an index expression selects to one value.
     *
     * @param expression the expression, with the meaning of {@link #get(String)}
     * @param value the value, which must be of a kind that this array's type holds
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit this array's axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if this array's type does not hold the value
     * @throws UnsupportedOperationException if the array is read-only
     */
    public void set(String expression, Complex value) {
        set(value, Index.parse(expression));
    }

    /**
     * Adds to this array in place.
     *
     * @param other the other operand, which broadcasts to this array's shape
     * @return this array
     * @throws ShapeException if the other does not broadcast to this shape
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray addInPlace(NdArray other) {
        return Ops.ADD.into(this, this, other);
    }

    /**
     * Adds to this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray addInPlace(double value) {
        return Ops.ADD.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Adds to this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray addInPlace(long value) {
        return Ops.ADD.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Subtracts from this array in place.
     *
     * @param other the other operand, which broadcasts to this array's shape
     * @return this array
     * @throws ShapeException if the other does not broadcast to this shape
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray subInPlace(NdArray other) {
        return Ops.SUBTRACT.into(this, this, other);
    }

    /**
     * Subtracts from this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray subInPlace(double value) {
        return Ops.SUBTRACT.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Subtracts from this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray subInPlace(long value) {
        return Ops.SUBTRACT.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Multiplies this array in place.
     *
     * @param other the other operand, which broadcasts to this array's shape
     * @return this array
     * @throws ShapeException if the other does not broadcast to this shape
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray mulInPlace(NdArray other) {
        return Ops.MULTIPLY.into(this, this, other);
    }

    /**
     * Multiplies this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray mulInPlace(double value) {
        return Ops.MULTIPLY.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Multiplies this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray mulInPlace(long value) {
        return Ops.MULTIPLY.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Divides this array in place.
     *
     * @param other the other operand, which broadcasts to this array's shape
     * @return this array
     * @throws ShapeException if the other does not broadcast to this shape
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray divInPlace(NdArray other) {
        return Ops.DIVIDE.into(this, this, other);
    }

    /**
     * Divides this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray divInPlace(double value) {
        return Ops.DIVIDE.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Divides this array in place.
     *
     * @param value the other operand
     * @return this array
     * @throws DTypeException if the result is not of this array's type
     * @throws UnsupportedOperationException if the array is read-only
     */
    public DenseArray divInPlace(long value) {
        return Ops.DIVIDE.into(this, this, Creation.weak(value, dtype));
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @param entries the part
     * @throws DTypeException always
     */
    public void set(char value, Index... entries) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param expression the part
     * @param value a character
     * @throws DTypeException always
     */
    public void set(String expression, char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @throws DTypeException always
     */
    public void addInPlace(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @throws DTypeException always
     */
    public void subInPlace(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @throws DTypeException always
     */
    public void mulInPlace(char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param value a character
     * @throws DTypeException always
     */
    public void divInPlace(char value) {
        throw DTypeException.character(value);
    }

    // The protocol.

    @Override
    public DenseArray apply(Op op, NdArray... in) {
        return DenseLoops.apply(op, in);
    }

    @Override
    public DenseArray reduce(Reduction reduction, Axes axes, @Nullable DType dtype) {
        return DenseReductions.reduce(this, reduction, axes, dtype);
    }

    @Override
    public DenseArray scan(Reduction reduction, int axis, @Nullable DType dtype) {
        return DenseReductions.scan(this, reduction, axis, dtype);
    }

    @Override
    public DenseArray get(String expression) {
        return index(Index.parse(expression));
    }

    @Override
    public DenseArray get(Index... entries) {
        return index(entries);
    }

    @Override
    public DenseArray index(Index... entries) {
        DenseArray direct = slice(entries);
        if (direct != null) {
            return direct;
        }
        IndexPlan plan = IndexPlan.of(shape, entries);
        return plan.isBasic() ? view(plan) : DenseSelection.gather(this, plan);
    }

    /** The view for integers and slices alone, by far the most frequent; null for any other expression. */
    private @Nullable DenseArray slice(Index... entries) {
        int n = strides.length;
        if (entries.length > n) {
            return null;
        }
        int points = 0;
        for (Index e : entries) {
            if (e instanceof Index.At) {
                points++;
            } else if (!(e instanceof Index.Slice)) {
                return null;
            }
        }
        long[] dims = new long[n - points];
        int[] s = new int[n - points];
        int start = offset;
        int k = 0;
        for (int a = 0; a < n; a++) {
            long size = shape.get(a);
            if (a >= entries.length) {
                dims[k] = size;
                s[k++] = strides[a];
            } else if (entries[a] instanceof Index.At at) {
                start += step(at.position(), a);
            } else if (entries[a] instanceof Index.Slice slice) {
                dims[k] = slice.count(size);
                start += dims[k] == 0 ? 0 : (int) slice.first(size) * strides[a];
                s[k] = dims[k] <= 1 ? strides[a] : (int) (strides[a] * slice.step());
                k++;
            }
        }
        return view(Shape.trusted(dims), start, s);
    }

    private DenseArray view(IndexPlan plan) {
        int[] layout = plan.layout();
        int[] s = new int[layout.length];
        int start = offset;
        for (int a = 0; a < strides.length; a++) {
            start += (int) plan.start(a) * strides[a];
        }
        for (int i = 0; i < layout.length; i++) {
            s[i] = layout[i] == IndexPlan.NEW_AXIS ? 0 : (int) (strides[layout[i]] * plan.step(layout[i]));
        }
        return new DenseArray(dtype, data, plan.resultShape(), start, s, readOnly);
    }

    /** A view of the same storage; the caller answers for the bounds. */
    DenseArray view(Shape newShape, int newOffset, int[] newStrides) {
        return new DenseArray(dtype, data, newShape, newOffset, newStrides, readOnly);
    }

    @Override
    public DenseArray reshape(long... dims) {
        Shape s = Shape.inferred(size(), dims);
        DenseArray c = contiguous();
        return c.view(s, c.offset, rowMajor(s));
    }

    @Override
    public DenseArray transpose() {
        return (DenseArray) NdArray.super.transpose();
    }

    @Override
    public DenseArray permute(int... axes) {
        int n = strides.length;
        if (axes.length != n) {
            throw new ShapeException(
                    "permute: axes " + Arrays.toString(axes) + " are not all " + n + " axes of shape " + shape);
        }
        boolean[] seen = new boolean[n];
        long[] dims = new long[n];
        int[] s = new int[n];
        for (int i = 0; i < n; i++) {
            int a = Shape.checkAxis(axes[i], n);
            if (seen[a]) {
                throw new ShapeException("permute: axes " + Arrays.toString(axes) + " name axis " + a + " twice");
            }
            seen[a] = true;
            dims[i] = shape.get(a);
            s[i] = strides[a];
        }
        return view(Shape.of(dims), offset, s);
    }

    @Override
    public DenseArray broadcastTo(Shape target) {
        if (target.equals(shape)) {
            return asReadOnly();
        }
        int shift = target.ndim() - strides.length;
        boolean fits = shift >= 0;
        int[] s = new int[target.ndim()];
        for (int i = 0; fits && i < strides.length; i++) {
            long from = shape.get(i);
            fits = from == target.get(i + shift) || from == 1;
            s[i + shift] = from == 1 ? 0 : strides[i];
        }
        if (!fits) {
            throw new ShapeException("shape " + shape + " does not broadcast to " + target);
        }
        checkedSize(dtype, target);
        return new DenseArray(dtype, data, target, offset, s, true);
    }

    @Override
    public DenseArray concat(int axis, NdArray... arrays) {
        return DenseLoops.concat(axis, arrays);
    }

    @Override
    public DenseArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB) {
        return DenseContraction.contract(a, b, axesA, axesB);
    }

    @Override
    public DenseArray sort(int axis, boolean descending) {
        return DenseSorting.sort(this, axis, descending);
    }

    @Override
    public DenseArray argsort(int axis, boolean descending) {
        return DenseSorting.argsort(this, axis, descending);
    }

    @Override
    public DenseArray convert(DType target) {
        if (target == dtype) {
            return this;
        }
        if (dtype.isComplex() && !target.isComplex() && !target.isBoolean()) {
            throw new DTypeException("convert from " + dtype + " to " + target
                    + " would lose the imaginary part: take real() or abs() first");
        }
        DenseArray out = allocate(target, shape);
        DenseLoops.copy(this, out);
        return out;
    }

    /** Whether the other object is a dense array of the same shape, type and content; NaN equals NaN. */
    @Override
    public boolean equals(@Nullable Object o) {
        if (this == o) {
            return true;
        }
        return o instanceof DenseArray b && dtype == b.dtype && shape.equals(b.shape) && sameContent(b);
    }

    private boolean sameContent(DenseArray b) {
        Object x = ownsStorage() ? data : copy().data;
        Object y = b.ownsStorage() ? b.data : b.copy().data;
        if (x instanceof double[] d) {
            return Arrays.equals(d, (double[]) y);
        } else if (x instanceof float[] f) {
            return Arrays.equals(f, (float[]) y);
        } else if (x instanceof long[] l) {
            return Arrays.equals(l, (long[]) y);
        } else if (x instanceof int[] n) {
            return Arrays.equals(n, (int[]) y);
        } else if (x instanceof short[] s) {
            return Arrays.equals(s, (short[]) y);
        }
        return Arrays.equals((byte[]) x, (byte[]) y);
    }

    @Override
    public int hashCode() {
        Object x = ownsStorage() ? data : copy().data;
        int content;
        if (x instanceof double[] d) {
            content = Arrays.hashCode(d);
        } else if (x instanceof float[] f) {
            content = Arrays.hashCode(f);
        } else if (x instanceof long[] l) {
            content = Arrays.hashCode(l);
        } else if (x instanceof int[] n) {
            content = Arrays.hashCode(n);
        } else if (x instanceof short[] s) {
            content = Arrays.hashCode(s);
        } else {
            content = Arrays.hashCode((byte[]) x);
        }
        return 31 * (31 * shape.hashCode() + dtype.hashCode()) + content;
    }

    /** The elements as NumPy prints them, with the inner part of large arrays left out. */
    @Override
    public String toString() {
        return ArrayFormat.DEFAULT.format(this);
    }
}
