package org.orrery.ndarray;

/**
 * Statistics of the elements that are not NaN. Integers and booleans, which have no NaN, give what {@link Statistics}
 * gives. They stand on the array protocol alone, so they run on sparse arrays too as far as those have the rules.
 */
public final class NanStatistics {
    private NanStatistics() {}

    private static boolean isExact(NdArray x) {
        return !x.dtype().isFloating() && !x.dtype().isComplex();
    }

    private static NdArray replaced(NdArray x, double value) {
        return Searching.where(Elementwise.isnan(x), Creation.weak(value, x.dtype()), x);
    }

    /** How many elements are not NaN, as floating numbers. */
    private static NdArray count(NdArray x, Axes axes) {
        NdArray count = Searching.countNonzero(Elementwise.logicalNot(Elementwise.isnan(x)), axes);
        return count.convert(x.dtype().realType() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64);
    }

    private static NdArray extreme(NdArray x, Axes axes, boolean largest) {
        Reduction reduction = largest ? Reductions.MAX : Reductions.MIN;
        if (isExact(x) || x.dtype().isComplex()) {
            return x.reduce(reduction, axes, null);
        }
        double neutral = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        NdArray found = replaced(x, neutral).reduce(reduction, axes, null);
        NdArray none = count(x, axes).eq(0);
        return Searching.where(none, Creation.weak(Double.NaN, x.dtype()), found);
    }

    private static NdArray squares(NdArray x, Axes axes, double correction) {
        NdArray mean = nanmean(x, axes.keepDims());
        NdArray distance = Elementwise.abs(x.sub(mean));
        NdArray sum = nansum(distance.mul(distance), axes);
        NdArray freedom = count(x, axes).sub(correction);
        NdArray none = freedom.le(0);
        return Searching.where(none, Creation.weak(Double.NaN, sum.dtype()), sum)
                .div(freedom);
    }

    private static NdArray position(String name, NdArray x, NdArray extreme, Axes axes) {
        if (Utility.any(Elementwise.isnan(extreme)).getBoolean()) {
            throw new IllegalArgumentException(name + " of shape " + x.shape() + " over " + axes
                    + ": expected an element that is not NaN in each row");
        }
        // True comes first where the largest of booleans as integers is sought; NaN is equal to nothing.
        return Searching.argmax(x.eq(extreme).convert(DType.UINT8), axes);
    }

    /**
     * The sum of the elements that are not NaN; 0 of none.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray nansum(NdArray x) {
        return nansum(x, Axes.all());
    }

    /**
     * The sum of the elements that are not NaN; 0 of none.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nansum(NdArray x, Axes axes) {
        return isExact(x) ? Statistics.sum(x, axes) : Statistics.sum(replaced(x, 0), axes);
    }

    /**
     * The product of the elements that are not NaN; 1 of none.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray nanprod(NdArray x) {
        return nanprod(x, Axes.all());
    }

    /**
     * The product of the elements that are not NaN; 1 of none.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanprod(NdArray x, Axes axes) {
        return isExact(x) ? Statistics.prod(x, axes) : Statistics.prod(replaced(x, 1), axes);
    }

    /**
     * The mean of the elements that are not NaN; NaN of none.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray nanmean(NdArray x) {
        return nanmean(x, Axes.all());
    }

    /**
     * The mean of the elements that are not NaN; NaN of none.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanmean(NdArray x, Axes axes) {
        return isExact(x) ? Statistics.mean(x, axes) : nansum(x, axes).div(count(x, axes));
    }

    /**
     * The smallest of the elements that are not NaN; NaN if all are.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional array
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce
     */
    public static NdArray nanmin(NdArray x) {
        return nanmin(x, Axes.all());
    }

    /**
     * The smallest of the elements that are not NaN; NaN if all are.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce, or an axis is outside the rank or named twice
     */
    public static NdArray nanmin(NdArray x, Axes axes) {
        return extreme(x, axes, false);
    }

    /**
     * The largest of the elements that are not NaN; NaN if all are.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional array
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce
     */
    public static NdArray nanmax(NdArray x) {
        return nanmax(x, Axes.all());
    }

    /**
     * The largest of the elements that are not NaN; NaN if all are.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce, or an axis is outside the rank or named twice
     */
    public static NdArray nanmax(NdArray x, Axes axes) {
        return extreme(x, axes, true);
    }

    /**
     * The variance of the elements that are not NaN, divided by their number; NaN of none.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray nanvar(NdArray x) {
        return nanvar(x, Axes.all(), 0);
    }

    /**
     * The variance of the elements that are not NaN, divided by their number; NaN of none.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanvar(NdArray x, Axes axes) {
        return nanvar(x, axes, 0);
    }

    /**
     * The variance of the elements that are not NaN, divided by their number less a correction; NaN
     * where that is not positive.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param correction 0 for a population, 1 for a sample
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanvar(NdArray x, Axes axes, double correction) {
        return isExact(x) ? Statistics.var(x, axes, correction) : squares(x, axes, correction);
    }

    /**
     * The standard deviation of the elements that are not NaN, divided by their number; NaN of none.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray nanstd(NdArray x) {
        return nanstd(x, Axes.all(), 0);
    }

    /**
     * The standard deviation of the elements that are not NaN, divided by their number; NaN of none.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanstd(NdArray x, Axes axes) {
        return nanstd(x, axes, 0);
    }

    /**
     * The standard deviation of the elements that are not NaN, divided by their number less a correction; NaN
     * where that is not positive.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param correction 0 for a population, 1 for a sample
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray nanstd(NdArray x, Axes axes, double correction) {
        return isExact(x) ? Statistics.std(x, axes, correction) : Elementwise.sqrt(squares(x, axes, correction));
    }

    /**
     * The position of the first of the smallest elements that are not NaN, in the array as one row.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional int64 array
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce
     * @throws IllegalArgumentException if all elements are NaN
     */
    public static NdArray nanargmin(NdArray x) {
        return nanargmin(x, Axes.all());
    }

    /**
     * The position of the first of the smallest elements that are not NaN.
     *
     * @param x the array, of a real type
     * @param axes the axes to search; positions count in their row-major order
     * @return an int64 array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce, or an axis is outside the rank or named twice
     * @throws IllegalArgumentException if all elements of a row are NaN
     */
    public static NdArray nanargmin(NdArray x, Axes axes) {
        return isExact(x) || x.dtype().isComplex()
                ? Searching.argmin(x, axes)
                : position("nanargmin", x, nanmin(x, axes.keepDims()), axes);
    }

    /**
     * The position of the first of the largest elements that are not NaN, in the array as one row.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional int64 array
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce
     * @throws IllegalArgumentException if all elements are NaN
     */
    public static NdArray nanargmax(NdArray x) {
        return nanargmax(x, Axes.all());
    }

    /**
     * The position of the first of the largest elements that are not NaN.
     *
     * @param x the array, of a real type
     * @param axes the axes to search; positions count in their row-major order
     * @return an int64 array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if there is nothing to reduce, or an axis is outside the rank or named twice
     * @throws IllegalArgumentException if all elements of a row are NaN
     */
    public static NdArray nanargmax(NdArray x, Axes axes) {
        return isExact(x) || x.dtype().isComplex()
                ? Searching.argmax(x, axes)
                : position("nanargmax", x, nanmax(x, axes.keepDims()), axes);
    }
}
