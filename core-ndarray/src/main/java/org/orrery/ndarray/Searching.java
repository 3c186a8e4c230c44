package org.orrery.ndarray;

/** The searching functions of the Array API standard. */
public final class Searching {
    private Searching() {}

    /**
     * The position of the first largest element, or of the first NaN.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if the array is empty
     */
    public static NdArray argmax(NdArray x) {
        return x.reduce(Reductions.ARGMAX, Axes.all(), null);
    }

    /**
     * The position of the first largest element, or of the first NaN.
     *
     * @param x the array
     * @param axes the axes to search; positions count in their row-major order
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice, or there is nothing to reduce
     */
    public static NdArray argmax(NdArray x, Axes axes) {
        return x.reduce(Reductions.ARGMAX, axes, null);
    }

    /**
     * The position of the first smallest element, or of the first NaN.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if the array is empty
     */
    public static NdArray argmin(NdArray x) {
        return x.reduce(Reductions.ARGMIN, Axes.all(), null);
    }

    /**
     * The position of the first smallest element, or of the first NaN.
     *
     * @param x the array
     * @param axes the axes to search; positions count in their row-major order
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice, or there is nothing to reduce
     */
    public static NdArray argmin(NdArray x, Axes axes) {
        return x.reduce(Reductions.ARGMIN, axes, null);
    }

    /**
     * The number of elements that are not zero.
     *
     * @param x the array
     * @return a zero-dimensional array
     * @throws DTypeException if the type is not accepted
     */
    public static NdArray countNonzero(NdArray x) {
        return x.reduce(Reductions.COUNT_NONZERO, Axes.all(), null);
    }

    /**
     * The number of elements that are not zero.
     *
     * @param x the array
     * @param axes the axes to count over
     * @return the array without those axes
     * @throws DTypeException if the type is not accepted
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray countNonzero(NdArray x, Axes axes) {
        return x.reduce(Reductions.COUNT_NONZERO, axes, null);
    }

    /**
     * The elements of one array where a condition holds, else those of another.
     *
     * @param condition truth values of any type
     * @param a the elements where it is true
     * @param b the elements where it is false
     * @return an array of the broadcast shape and the promoted type of {@code a} and {@code b}
     * @throws ShapeException if the shapes do not broadcast
     */
    public static NdArray where(NdArray condition, NdArray a, NdArray b) {
        return Ops.WHERE.apply(condition, a, b);
    }

    /**
     * The positions of the elements that are not zero.
     *
     * @param x the array, of one dimension or more
     * @return for each axis an int64 array of positions, in row-major order of the elements
     * @throws ShapeException if the array has no dimensions
     */
    public static NdArray[] nonzero(NdArray x) {
        if (x.ndim() == 0) {
            throw new ShapeException("nonzero takes no zero-dimensional array: reshape it to one dimension");
        }
        boolean[] truth = x.toDense().convert(DType.BOOL).toBooleanArray();
        int n = 0;
        for (boolean t : truth) {
            n += t ? 1 : 0;
        }
        long[][] positions = new long[x.ndim()][n];
        int k = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i]) {
                long rest = i;
                for (int d = x.ndim() - 1; d >= 0; d--) {
                    positions[d][k] = rest % x.shape().get(d);
                    rest /= x.shape().get(d);
                }
                k++;
            }
        }
        NdArray[] result = new NdArray[positions.length];
        for (int d = 0; d < result.length; d++) {
            result[d] = DenseArray.wrap(positions[d]);
        }
        return result;
    }
}
