package org.orrery.plot.internal;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;

/** Takes numbers out of arrays. */
public final class Values {
    private Values() {}

    /**
     * The elements of an array of one dimension.
     *
     * @param name what the caller calls it
     * @param array the array
     * @return a new Java array
     */
    public static double[] vector(String name, NdArray array) {
        require(name, array, 1, "one dimension");
        return array.toDense().toDoubleArray();
    }

    /**
     * The rows of an array of two dimensions.
     *
     * @param name what the caller calls it
     * @param array the array
     * @return new Java arrays
     */
    public static double[][] matrix(String name, NdArray array) {
        require(name, array, 2, "two dimensions");
        double[] all = array.toDense().toDoubleArray();
        int columns = Math.toIntExact(array.shape().get(1));
        var rows = new double[Math.toIntExact(array.shape().get(0))][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * columns, (i + 1) * columns));
        return rows;
    }

    private static void require(String name, NdArray array, int ndim, String expected) {
        if (array.ndim() != ndim) {
            throw new ShapeException(name + " has shape " + array.shape() + ": expected " + expected);
        }
        if (array.dtype() == DType.COMPLEX64 || array.dtype() == DType.COMPLEX128) {
            throw new DTypeException(name + " is complex: plot its real part, imaginary part or absolute value");
        }
    }
}
