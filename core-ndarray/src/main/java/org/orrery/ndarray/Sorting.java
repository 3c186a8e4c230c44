package org.orrery.ndarray;

/** The sorting functions of the Array API standard. NaN counts as larger than every number. */
public final class Sorting {
    private Sorting() {}

    /**
     * The elements sorted along the last axis, the smallest first.
     *
     * @param x the array, of a real type
     * @return a new array
     * @throws ShapeException if the array has no dimensions
     * @throws DTypeException if the type is complex
     */
    public static NdArray sort(NdArray x) {
        return x.sort(-1, false);
    }

    /**
     * The elements sorted along an axis.
     *
     * @param x the array, of a real type
     * @param axis the axis
     * @param descending whether the largest comes first
     * @return a new array
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     */
    public static NdArray sort(NdArray x, int axis, boolean descending) {
        return x.sort(axis, descending);
    }

    /**
     * The positions that sort along the last axis, equal elements in their order.
     *
     * @param x the array, of a real type
     * @return int64 positions
     * @throws ShapeException if the array has no dimensions
     * @throws DTypeException if the type is complex
     */
    public static NdArray argsort(NdArray x) {
        return x.argsort(-1, false);
    }

    /**
     * The positions that sort along an axis, equal elements in their order.
     *
     * @param x the array, of a real type
     * @param axis the axis
     * @param descending whether the largest comes first
     * @return int64 positions
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     */
    public static NdArray argsort(NdArray x, int axis, boolean descending) {
        return x.argsort(axis, descending);
    }
}
