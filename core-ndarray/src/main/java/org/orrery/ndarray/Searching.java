package org.orrery.ndarray;

import org.jspecify.annotations.Nullable;

/** The searching functions of the Array API standard. */
@SuppressWarnings("DoNotCallSuggester") // The forms that refuse a char.
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

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds: a scalar, which does not widen the array
     * @param b what is taken elsewhere
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, boolean a, NdArray b) {
        return Ops.WHERE.apply(condition, Creation.weak(a, b.dtype()), b);
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds
     * @param b what is taken elsewhere: a scalar, which does not widen the array
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, NdArray a, boolean b) {
        return Ops.WHERE.apply(condition, a, Creation.weak(b, a.dtype()));
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds: a scalar, which does not widen the array
     * @param b what is taken elsewhere
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, long a, NdArray b) {
        return Ops.WHERE.apply(condition, Creation.weak(a, b.dtype()), b);
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds
     * @param b what is taken elsewhere: a scalar, which does not widen the array
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, NdArray a, long b) {
        return Ops.WHERE.apply(condition, a, Creation.weak(b, a.dtype()));
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds: a scalar, which does not widen the array
     * @param b what is taken elsewhere
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, double a, NdArray b) {
        return Ops.WHERE.apply(condition, Creation.weak(a, b.dtype()), b);
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds
     * @param b what is taken elsewhere: a scalar, which does not widen the array
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, NdArray a, double b) {
        return Ops.WHERE.apply(condition, a, Creation.weak(b, a.dtype()));
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds: a scalar, which does not widen the array
     * @param b what is taken elsewhere
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, Complex a, NdArray b) {
        return Ops.WHERE.apply(condition, Creation.weak(a, b.dtype()), b);
    }

    /**
     * Elements of one operand where a condition holds, else of the other.
     *
     * @param condition a boolean array
     * @param a what is taken where it holds
     * @param b what is taken elsewhere: a scalar, which does not widen the array
     * @return a new array of the broadcast shape and the promoted type
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if the array's integer type does not hold the scalar
     */
    public static NdArray where(NdArray condition, NdArray a, Complex b) {
        return Ops.WHERE.apply(condition, a, Creation.weak(b, a.dtype()));
    }

    /** Where equal elements leave an insertion point. */
    public enum Side {
        /** Before the first element that is not smaller. */
        LEFT,
        /** Behind the last element that is not larger. */
        RIGHT
    }

    /**
     * Where values are to be inserted, before equal elements, to keep an array sorted.
     *
     * @param sorted an array of one dimension in ascending order, NaN last
     * @param values the values, of any shape
     * @return positions of type int64, of the shape of {@code values}
     * @throws ShapeException if the array has another number of dimensions than one
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray searchsorted(NdArray sorted, NdArray values) {
        return searchsorted(sorted, values, Side.LEFT, null);
    }

    /**
     * Where values are to be inserted to keep an array sorted.
     *
     * @param sorted an array of one dimension in ascending order, NaN last
     * @param values the values, of any shape
     * @param side whether before or behind equal elements
     * @return positions of type int64, of the shape of {@code values}
     * @throws ShapeException if the array has another number of dimensions than one
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray searchsorted(NdArray sorted, NdArray values, Side side) {
        return searchsorted(sorted, values, side, null);
    }

    /**
     * Where values are to be inserted to keep an array sorted.
     *
     * @param x an array of one dimension
     * @param values the values, of any shape
     * @param side whether before or behind equal elements
     * @param sorter the positions that sort {@code x} in ascending order, as {@link Sorting#argsort(NdArray)} gives
     *     them; null if it is sorted
     * @return positions of type int64, of the shape of {@code values}
     * @throws ShapeException if {@code x} has another number of dimensions than one, or the sorter not its shape
     * @throws DTypeException if a type is complex, or the sorter's is not integer
     * @throws IndexOutOfBoundsException if a position of the sorter is outside {@code x}
     * @throws DensificationException if an array is not dense
     */
    public static NdArray searchsorted(NdArray x, NdArray values, Side side, @Nullable NdArray sorter) {
        if (x.ndim() != 1) {
            throw new ShapeException("searchsorted in an array of shape " + x.shape() + ": expected one dimension");
        }
        if (sorter != null && !sorter.shape().equals(x.shape())) {
            throw new ShapeException(
                    "searchsorted: sorter has shape " + sorter.shape() + ": expected " + x.shape() + " as the array");
        }
        NdArray sorted = sorter == null ? x : Indexing.take(x, sorter);
        DenseArray[] d = DenseLoops.dense("searchsorted", sorted, values);
        return DenseSorting.searchsorted(d[0], d[1], side == Side.RIGHT);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param condition a boolean array
     * @param a an operand
     * @param value a character
     * @throws DTypeException always
     */
    public static void where(NdArray condition, NdArray a, char value) {
        throw DTypeException.character(value);
    }

    /**
     * Refuses a character, which is no number; without this form Java would take it for its code.
     *
     * @param condition a boolean array
     * @param value a character
     * @param b an operand
     * @throws DTypeException always
     */
    public static void where(NdArray condition, char value, NdArray b) {
        throw DTypeException.character(value);
    }
}
