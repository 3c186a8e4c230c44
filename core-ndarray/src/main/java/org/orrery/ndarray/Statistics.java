package org.orrery.ndarray;

import org.jspecify.annotations.Nullable;

/**
 * The statistical functions of the Array API standard.
 *
 * <p>Sums are pairwise in blocks: their error grows with the logarithm of the count. Integers sum to 64 bits and wrap.
 */
public final class Statistics {
    private Statistics() {}

    /**
     * The sum over axes.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray sum(NdArray x) {
        return x.reduce(Reductions.SUM, Axes.all(), null);
    }

    /**
     * The sum over axes.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray sum(NdArray x, Axes axes) {
        return x.reduce(Reductions.SUM, axes, null);
    }

    /**
     * The sum over axes.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param dtype the type to accumulate in and to return
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray sum(NdArray x, Axes axes, DType dtype) {
        return x.reduce(Reductions.SUM, axes, dtype);
    }

    /**
     * The product over axes.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray prod(NdArray x) {
        return x.reduce(Reductions.PROD, Axes.all(), null);
    }

    /**
     * The product over axes.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray prod(NdArray x, Axes axes) {
        return x.reduce(Reductions.PROD, axes, null);
    }

    /**
     * The product over axes.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param dtype the type to accumulate in and to return
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray prod(NdArray x, Axes axes, DType dtype) {
        return x.reduce(Reductions.PROD, axes, dtype);
    }

    /**
     * The mean over axes; NaN over no elements.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray mean(NdArray x) {
        return x.reduce(Reductions.MEAN, Axes.all(), null);
    }

    /**
     * The mean over axes; NaN over no elements.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray mean(NdArray x, Axes axes) {
        return x.reduce(Reductions.MEAN, axes, null);
    }

    /**
     * The largest element over axes; NaN if one is NaN.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if the array is empty
     */
    public static NdArray max(NdArray x) {
        return x.reduce(Reductions.MAX, Axes.all(), null);
    }

    /**
     * The largest element over axes; NaN if one is NaN.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice, or there is nothing to reduce
     */
    public static NdArray max(NdArray x, Axes axes) {
        return x.reduce(Reductions.MAX, axes, null);
    }

    /**
     * The smallest element over axes; NaN if one is NaN.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if the array is empty
     */
    public static NdArray min(NdArray x) {
        return x.reduce(Reductions.MIN, Axes.all(), null);
    }

    /**
     * The smallest element over axes; NaN if one is NaN.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice, or there is nothing to reduce
     */
    public static NdArray min(NdArray x, Axes axes) {
        return x.reduce(Reductions.MIN, axes, null);
    }

    /**
     * The variance over axes, of a population: divided by the count.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray var(NdArray x) {
        return var(x, Axes.all(), 0);
    }

    /**
     * The variance over axes, of a population: divided by the count.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray var(NdArray x, Axes axes) {
        return var(x, axes, 0);
    }

    /**
     * The variance over axes, divided by the count less a correction.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param correction 0 for a population, 1 for a sample
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray var(NdArray x, Axes axes, double correction) {
        return x.reduce(Reductions.variance(correction), axes, null);
    }

    /**
     * The standard deviation over axes, of a population: divided by the count.
     *
     * @param x the array
     * @return a zero-dimensional array
     */
    public static NdArray std(NdArray x) {
        return std(x, Axes.all(), 0);
    }

    /**
     * The standard deviation over axes, of a population: divided by the count.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray std(NdArray x, Axes axes) {
        return std(x, axes, 0);
    }

    /**
     * The standard deviation over axes, divided by the count less a correction.
     *
     * @param x the array
     * @param axes the axes to reduce
     * @param correction 0 for a population, 1 for a sample
     * @return the array without those axes
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray std(NdArray x, Axes axes, double correction) {
        return x.reduce(Reductions.standardDeviation(correction), axes, null);
    }

    /**
     * The sums of all prefixes along an axis.
     *
     * @param x the array
     * @param axis the axis
     * @return an array of the same shape
     * @throws ShapeException if the axis is outside the rank
     */
    public static NdArray cumulativeSum(NdArray x, int axis) {
        return x.scan(Reductions.SUM, axis, null);
    }

    /**
     * The products of all prefixes along an axis.
     *
     * @param x the array
     * @param axis the axis
     * @return an array of the same shape
     * @throws ShapeException if the axis is outside the rank
     */
    public static NdArray cumulativeProd(NdArray x, int axis) {
        return x.scan(Reductions.PROD, axis, null);
    }

    /**
     * The running sums of an array of one dimension.
     *
     * @param x the array
     * @return a new array of the same shape; integers are summed up in 64 bits
     * @throws ShapeException if the array has another number of dimensions than one
     */
    public static NdArray cumulativeSum(NdArray x) {
        if (x.ndim() != 1) {
            throw new ShapeException(
                    "cumulativeSum of an array of shape " + x.shape() + " without an axis: expected one dimension");
        }
        return cumulativeSum(x, 0);
    }

    /**
     * The running sums along an axis, computed and given in a type.
     *
     * @param x the array
     * @param axis the axis
     * @param dtype the type of the result
     * @return a new array of the same shape
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray cumulativeSum(NdArray x, int axis, DType dtype) {
        return x.scan(Reductions.SUM, axis, dtype);
    }

    /**
     * The running sums along an axis, with the zero before the first if asked for.
     *
     * @param x the array
     * @param axis the axis
     * @param dtype the type of the result, null for the default
     * @param includeInitial whether the result begins with zero, so that it is longer by one along the axis
     * @return a new array
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray cumulativeSum(NdArray x, int axis, @Nullable DType dtype, boolean includeInitial) {
        NdArray r = x.scan(Reductions.SUM, axis, dtype);
        if (!includeInitial) {
            return r;
        }
        int a = Shape.checkAxis(axis, x.ndim());
        return Manipulation.concat(a, Creation.zeros(x.shape().with(a, 1), r.dtype()), r);
    }

    /**
     * The running products of an array of one dimension.
     *
     * @param x the array
     * @return a new array of the same shape; integers are summed up in 64 bits
     * @throws ShapeException if the array has another number of dimensions than one
     */
    public static NdArray cumulativeProd(NdArray x) {
        if (x.ndim() != 1) {
            throw new ShapeException(
                    "cumulativeProd of an array of shape " + x.shape() + " without an axis: expected one dimension");
        }
        return cumulativeProd(x, 0);
    }

    /**
     * The running products along an axis, computed and given in a type.
     *
     * @param x the array
     * @param axis the axis
     * @param dtype the type of the result
     * @return a new array of the same shape
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray cumulativeProd(NdArray x, int axis, DType dtype) {
        return x.scan(Reductions.PROD, axis, dtype);
    }

    /**
     * The running products along an axis, with the one before the first if asked for.
     *
     * @param x the array
     * @param axis the axis
     * @param dtype the type of the result, null for the default
     * @param includeInitial whether the result begins with one, so that it is longer by one along the axis
     * @return a new array
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if a complex array is to become real
     */
    public static NdArray cumulativeProd(NdArray x, int axis, @Nullable DType dtype, boolean includeInitial) {
        NdArray r = x.scan(Reductions.PROD, axis, dtype);
        if (!includeInitial) {
            return r;
        }
        int a = Shape.checkAxis(axis, x.ndim());
        return Manipulation.concat(a, Creation.ones(x.shape().with(a, 1), r.dtype()), r);
    }
}
