package org.orrery.ndarray;

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
}
