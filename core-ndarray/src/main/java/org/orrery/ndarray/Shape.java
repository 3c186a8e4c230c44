package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The dimensions of an array. Immutable; the product of the dimensions fits a {@code long}.
 *
 * <pre>{@code
 * Shape.of(3, 4).broadcast(Shape.of(4));    // (3, 4)
 * }</pre>
 */
public final class Shape {
    private static final Shape SCALAR = new Shape(new long[0], 1);

    private final long[] dims;
    private final long size;

    private Shape(long[] dims, long size) {
        this.dims = dims;
        this.size = size;
    }

    /**
     * A shape of the given dimensions; none is the shape of a zero-dimensional array.
     *
     * @param dims the dimensions, each zero or more
     * @return the shape
     * @throws ShapeException if a dimension is negative or the product exceeds 2^63-1
     */
    public static Shape of(long... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        return new Shape(dims.clone(), product(dims));
    }

    /** A shape whose size is known to fit, over an array that nobody else changes. */
    static Shape trusted(long[] dims) {
        long size = 1;
        for (long d : dims) {
            size *= d;
        }
        return new Shape(dims, size);
    }

    /** The product with a check; a zero anywhere makes it zero, whatever the others are. */
    private static long product(long[] dims) {
        long size = 1;
        boolean overflow = false;
        boolean empty = false;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0) {
                throw new ShapeException("shape " + format(dims) + ": dimension " + i + " is negative");
            }
            empty |= dims[i] == 0;
            long high = Math.multiplyHigh(size, dims[i]);
            size *= dims[i];
            overflow |= high != 0 || size < 0;
        }
        if (empty) {
            return 0;
        }
        if (overflow) {
            throw new ShapeException("shape " + format(dims) + ": the product of the dimensions exceeds 2^63-1");
        }
        return size;
    }

    /**
     * The number of dimensions.
     *
     * @return the rank
     */
    public int ndim() {
        return dims.length;
    }

    /**
     * The number of elements.
     *
     * @return the product of the dimensions
     */
    public long size() {
        return size;
    }

    /**
     * One dimension.
     *
     * @param axis its position, where a negative one counts from the end
     * @return the size of that axis
     * @throws ShapeException if the axis is outside the rank
     */
    public long get(int axis) {
        return axis >= 0 && axis < dims.length ? dims[axis] : dims[checkAxis(axis, dims.length)];
    }

    /**
     * All dimensions.
     *
     * @return a copy
     */
    public long[] dims() {
        return dims.clone();
    }

    /**
     * The distance between neighbours along each axis in row-major (C) order, in elements.
     *
     * @return one stride an axis
     */
    public long[] strides() {
        long[] strides = new long[dims.length];
        long step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(dims[i], 1);
        }
        return strides;
    }

    /**
     * The same shape with one dimension replaced.
     *
     * @param axis the axis, where a negative one counts from the end
     * @param size its new size
     * @return the new shape
     * @throws ShapeException if the axis is outside the rank or the size is negative or too large
     */
    public Shape with(int axis, long size) {
        long[] d = dims.clone();
        d[checkAxis(axis, dims.length)] = size;
        return of(d);
    }

    /**
     * Checks an axis and turns a negative one into its position.
     *
     * @param axis the axis as a user gave it
     * @param ndim the rank
     * @return the position, from 0 to {@code ndim - 1}
     * @throws ShapeException if the axis is outside the rank
     */
    public static int checkAxis(int axis, int ndim) {
        int a = axis < 0 ? axis + ndim : axis;
        if (a < 0 || a >= ndim) {
            throw new ShapeException("axis " + axis + " is out of bounds for "
                    + (ndim == 0
                            ? "a zero-dimensional array"
                            : "an array of " + ndim + " dimensions: expected " + -ndim + " to " + (ndim - 1)));
        }
        return a;
    }

    /**
     * The shape that this and another broadcast to.
     *
     * @param other the other shape
     * @return the common shape
     * @throws ShapeException if two dimensions differ and neither is one
     */
    public Shape broadcast(Shape other) {
        if (Arrays.equals(dims, other.dims)) {
            return this;
        }
        int n = Math.max(dims.length, other.dims.length);
        long[] d = new long[n];
        for (int i = 0; i < n; i++) {
            int p = i - n + dims.length;
            int q = i - n + other.dims.length;
            long a = p < 0 ? 1 : dims[p];
            long b = q < 0 ? 1 : other.dims[q];
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException("shape " + this + " does not broadcast with " + other + ": axis " + i + " has "
                        + a + " and " + b);
            }
            d[i] = a == 1 ? b : a;
        }
        return new Shape(d, product(d));
    }

    /**
     * The shape that several shapes broadcast to.
     *
     * @param shapes the shapes; none gives the zero-dimensional shape
     * @return the common shape
     * @throws ShapeException if two dimensions differ and neither is one
     */
    public static Shape broadcast(Shape... shapes) {
        Shape s = SCALAR;
        for (Shape t : shapes) {
            s = s.broadcast(t);
        }
        return s;
    }

    /**
     * Fills in at most one dimension given as -1 so that the size fits, and checks it.
     *
     * @param size the number of elements to be reshaped
     * @param dims the wanted dimensions, one of which may be -1
     * @return the shape
     * @throws ShapeException if the size does not fit
     */
    public static Shape inferred(long size, long... dims) {
        long[] d = dims.clone();
        int open = -1;
        for (int i = 0; i < d.length; i++) {
            if (d[i] == -1) {
                if (open >= 0) {
                    throw new ShapeException("shape " + format(dims) + ": only one dimension may be -1");
                }
                open = i;
                d[i] = 1;
            }
        }
        Shape s = of(d);
        if (open >= 0) {
            if (s.size == 0 || size % s.size != 0) {
                throw new ShapeException("cannot reshape " + size + " elements into " + format(dims));
            }
            d[open] = size / s.size;
            s = of(d);
        }
        if (s.size != size) {
            throw new ShapeException("cannot reshape " + size + " elements into " + s);
        }
        return s;
    }

    @Override
    public boolean equals(Object o) {
        return this == o || (o instanceof Shape s && Arrays.equals(dims, s.dims));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** Python's tuple, such as {@code (3, 4)}, {@code (5,)} or {@code ()}. */
    @Override
    public String toString() {
        return format(dims);
    }

    private static String format(long[] dims) {
        StringBuilder s = new StringBuilder("(");
        for (int i = 0; i < dims.length; i++) {
            s.append(i == 0 ? "" : ", ").append(dims[i]);
        }
        return s.append(dims.length == 1 ? ",)" : ")").toString();
    }
}
