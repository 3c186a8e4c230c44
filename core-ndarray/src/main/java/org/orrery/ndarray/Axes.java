package org.orrery.ndarray;

import java.util.Arrays;

/**
 * The axes that a reduction runs over, and whether they stay in the result with size one.
 *
 * <pre>{@code
 * Statistics.sum(a, Axes.of(0));
 * Statistics.mean(a, Axes.of(0, -1).keepDims());
 * }</pre>
 */
public final class Axes {
    private static final Axes ALL = new Axes(null, false);

    private final int @org.jspecify.annotations.Nullable [] axes;
    private final boolean keepDims;

    private Axes(int @org.jspecify.annotations.Nullable [] axes, boolean keepDims) {
        this.axes = axes;
        this.keepDims = keepDims;
    }

    /**
     * All axes of the array.
     *
     * @return the choice of every axis
     */
    public static Axes all() {
        return ALL;
    }

    /**
     * The given axes; none at all reduces nothing.
     *
     * @param axes positions, where negative ones count from the end
     * @return the choice of these axes
     */
    public static Axes of(int... axes) {
        return new Axes(axes.clone(), false);
    }

    /**
     * The same axes, kept in the result with size one, so that it broadcasts against the input.
     *
     * @return the choice with kept dimensions
     */
    public Axes keepDims() {
        return new Axes(axes, true);
    }

    /**
     * Whether reduced axes stay with size one.
     *
     * @return true if they do
     */
    public boolean keepsDims() {
        return keepDims;
    }

    /**
     * Which axes of an array of a rank are reduced.
     *
     * @param ndim the rank
     * @return one flag an axis
     * @throws ShapeException if an axis is outside the rank or is named twice
     */
    public boolean[] reduced(int ndim) {
        boolean[] flags = new boolean[ndim];
        if (axes == null) {
            Arrays.fill(flags, true);
            return flags;
        }
        for (int axis : axes) {
            int a = Shape.checkAxis(axis, ndim);
            if (flags[a]) {
                throw new ShapeException("axes " + Arrays.toString(axes) + " name axis " + a + " twice");
            }
            flags[a] = true;
        }
        return flags;
    }

    /**
     * The shape of a reduction's result.
     *
     * @param shape the input's shape
     * @return the shape without the reduced axes, or with them as ones
     * @throws ShapeException if an axis is outside the rank or is named twice
     */
    public Shape resultShape(Shape shape) {
        boolean[] reduced = reduced(shape.ndim());
        long[] dims = new long[shape.ndim()];
        int n = 0;
        for (int i = 0; i < reduced.length; i++) {
            if (!reduced[i]) {
                dims[n++] = shape.get(i);
            } else if (keepDims) {
                dims[n++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(dims, n));
    }

    /** Whether these are all axes of any array. */
    boolean isAll() {
        return axes == null;
    }

    /** The one axis that these are. */
    int only(String function) {
        if (axes == null || axes.length != 1) {
            throw new ShapeException(function + " along " + this + ": expected one axis");
        }
        return axes[0];
    }

    @Override
    public String toString() {
        return (axes == null ? "all axes" : "axes " + Arrays.toString(axes)) + (keepDims ? ", kept" : "");
    }
}
