package org.orrery.ndarray;

/** The indexing functions of the Array API standard; {@link NdArray#get(String)} reads parts by an expression. */
public final class Indexing {
    private Indexing() {}

    /**
     * Elements of an array of one dimension.
     *
     * @param x the array
     * @param indices positions of an integer type, where negative ones count from the end
     * @return a new array of the shape of {@code indices}
     * @throws ShapeException if {@code x} has another number of dimensions than one
     * @throws DTypeException if the indices are not integers
     * @throws IndexOutOfBoundsException if a position is outside the array
     */
    public static NdArray take(NdArray x, NdArray indices) {
        if (x.ndim() != 1) {
            throw new ShapeException(
                    "take of an array of shape " + x.shape() + " without an axis: expected one dimension");
        }
        return take(x, indices, 0);
    }

    /**
     * Parts of an array along an axis.
     *
     * @param x the array
     * @param indices positions of an integer type, where negative ones count from the end
     * @param axis the axis
     * @return a new array, whose axis is replaced by those of {@code indices}
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the indices are not integers
     * @throws IndexOutOfBoundsException if a position is outside the axis
     */
    public static NdArray take(NdArray x, NdArray indices, int axis) {
        int a = Shape.checkAxis(axis, x.ndim());
        checkIntegers("take", indices);
        Index[] entries = Manipulation.wholes(a + 1);
        entries[a] = Index.of(indices);
        return x.index(entries);
    }

    /**
     * Elements at positions along the last axis, such as {@link Sorting#argsort(NdArray)} gives them.
     *
     * @param x the array
     * @param indices positions on the axis, of an integer type
     * @return a new array, of the shape that {@link #takeAlongAxis(NdArray, NdArray, int)} says
     * @throws ShapeException if the ranks differ or the other axes do not broadcast
     * @throws DTypeException if the indices are not integers
     * @throws IndexOutOfBoundsException if a position is outside the axis
     */
    public static NdArray takeAlongAxis(NdArray x, NdArray indices) {
        return takeAlongAxis(x, indices, -1);
    }

    /**
     * Elements at positions along an axis: for each place on the other axes, which broadcast, those that {@code indices}
     * names there.
     *
     * @param x the array
     * @param indices positions on the axis, of an integer type, where negative ones count from the end
     * @param axis the axis
     * @return a new array, along the axis as long as {@code indices}
     * @throws ShapeException if the ranks differ or the other axes do not broadcast
     * @throws DTypeException if the indices are not integers
     * @throws IndexOutOfBoundsException if a position is outside the axis
     */
    public static NdArray takeAlongAxis(NdArray x, NdArray indices, int axis) {
        int along = Shape.checkAxis(axis, x.ndim());
        checkIntegers("takeAlongAxis", indices);
        if (indices.ndim() != x.ndim()) {
            throw new ShapeException("takeAlongAxis: indices have shape " + indices.shape() + ", the array " + x.shape()
                    + ": expected as many dimensions");
        }
        x.shape().with(along, 1).broadcast(indices.shape().with(along, 1)); // Throws if they do not.
        Index[] entries = new Index[x.ndim()];
        for (int a = 0; a < entries.length; a++) {
            long[] dims = new long[entries.length];
            java.util.Arrays.fill(dims, 1);
            dims[a] = x.shape().get(a);
            entries[a] =
                    Index.of(a == along ? indices : Creation.arange(dims[a]).reshape(dims));
        }
        return x.index(entries);
    }

    private static void checkIntegers(String name, NdArray indices) {
        if (!indices.dtype().isInteger()) {
            throw new DTypeException(name + ": indices have dtype " + indices.dtype() + ": expected an integer dtype");
        }
    }
}
