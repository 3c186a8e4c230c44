package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The utility functions of the Array API standard. */
public final class Utility {
    private Utility() {}

    /**
     * Whether an element is true (not zero); false for no elements.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray any(NdArray x) {
        return x.reduce(Reductions.ANY, Axes.all(), null);
    }

    /**
     * Whether an element is true (not zero); false for no elements.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray any(NdArray x, Axes axes) {
        return x.reduce(Reductions.ANY, axes, null);
    }

    /**
     * Whether all elements are true (not zero); true for no elements.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray all(NdArray x) {
        return x.reduce(Reductions.ALL, Axes.all(), null);
    }

    /**
     * Whether all elements are true (not zero); true for no elements.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray all(NdArray x, Axes axes) {
        return x.reduce(Reductions.ALL, axes, null);
    }

    /**
     * The differences of neighbours along the last axis.
     *
     * @param x the array, not boolean
     * @return a new array, along the axis one shorter
     * @throws ShapeException if the array has no axis
     * @throws DTypeException if the type is boolean
     */
    public static NdArray diff(NdArray x) {
        return diff(x, -1, 1);
    }

    /**
     * The differences of neighbours along an axis.
     *
     * @param x the array, not boolean
     * @param axis the axis
     * @param n how often differences are taken, zero or more
     * @return a new array, along the axis shorter by {@code n}, or empty
     * @throws ShapeException if the axis is outside the rank
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws DTypeException if the type is boolean
     */
    public static NdArray diff(NdArray x, int axis, int n) {
        return diff(x, axis, n, null, null);
    }

    /**
     * The differences of neighbours along an axis, with elements set before and behind.
     *
     * @param x the array, not boolean
     * @param axis the axis
     * @param n how often differences are taken, zero or more
     * @param prepend what is set before the array, of its shape but along the axis; null for nothing
     * @param append what is set behind the array, of its shape but along the axis; null for nothing
     * @return a new array of the promoted type, along the axis shorter by {@code n}, or empty
     * @throws ShapeException if the axis is outside the rank, or the shapes do not fit
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws DTypeException if the type is boolean
     */
    public static NdArray diff(NdArray x, int axis, int n, @Nullable NdArray prepend, @Nullable NdArray append) {
        int a = Shape.checkAxis(axis, x.ndim());
        if (n < 0) {
            throw new IllegalArgumentException("diff: n = " + n + ": expected zero or more");
        }
        List<NdArray> parts = new ArrayList<>();
        for (NdArray part : new @Nullable NdArray[] {prepend, x, append}) {
            if (part != null) {
                parts.add(part);
            }
        }
        NdArray d = parts.size() == 1 ? x : Manipulation.concat(a, parts.toArray(NdArray[]::new));
        Index[] later = Manipulation.wholes(a + 1);
        Index[] earlier = Manipulation.wholes(a + 1);
        later[a] = Index.from(1);
        earlier[a] = Index.to(-1);
        for (int i = 0; i < n; i++) {
            d = Ops.SUBTRACT.apply(d.index(later), d.index(earlier));
        }
        return d;
    }
}
