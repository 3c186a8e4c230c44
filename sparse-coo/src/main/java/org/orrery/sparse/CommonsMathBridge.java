package org.orrery.sparse;

import org.apache.commons.math3.linear.DefaultRealMatrixPreservingVisitor;
import org.apache.commons.math3.linear.OpenMapRealMatrix;
import org.apache.commons.math3.linear.OpenMapRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * Matrices and vectors of Commons Math to and from sparse arrays; both ways copy.
 *
 * <pre>{@code
 * OpenMapRealMatrix m = CommonsMathBridge.toCommonsMath(a);
 * CooArray b = CommonsMathBridge.fromCommonsMath(m);
 * }</pre>
 */
public final class CommonsMathBridge {
    private CommonsMathBridge() {}

    /**
     * A sparse matrix of Commons Math with the elements of an array.
     *
     * @param array a matrix, sparse with the fill value 0 or dense, of a real type; Commons Math takes less than 2^31
     *     elements, and no empty axes
     * @return a new matrix
     * @throws ShapeException if the array has not two dimensions, an empty axis, or 2^31-1 elements or more
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is not 0
     */
    public static OpenMapRealMatrix toCommonsMath(NdArray array) {
        if (array.ndim() != 2 || array.size() == 0 || array.size() >= Integer.MAX_VALUE) {
            throw new ShapeException("array has shape " + array.shape()
                    + ": expected two dimensions, and from 1 to 2^31-2 elements for Commons Math");
        }
        CooArray a = checked(array);
        int columns = (int) a.shape().get(1);
        OpenMapRealMatrix m = new OpenMapRealMatrix((int) a.shape().get(0), columns);
        double[] values = a.values().toDoubleArray();
        long[] keys = a.keyStorage();
        for (int t = 0; t < values.length; t++) {
            m.setEntry((int) (keys[t] / columns), (int) (keys[t] % columns), values[t]);
        }
        return m;
    }

    /**
     * A sparse vector of Commons Math with the elements of an array.
     *
     * @param array an array of one dimension, sparse with the fill value 0 or dense, of a real type
     * @return a new vector
     * @throws ShapeException if the array has not one dimension, or more than 2^31-1 elements
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is not 0
     */
    public static OpenMapRealVector toCommonsMathVector(NdArray array) {
        if (array.ndim() != 1 || array.size() > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "array has shape " + array.shape() + ": expected one dimension, and at most 2^31-1 elements");
        }
        CooArray a = checked(array);
        double[] values = a.values().toDoubleArray();
        OpenMapRealVector v = new OpenMapRealVector((int) a.size(), Math.max(values.length, 1), 0);
        for (int t = 0; t < values.length; t++) {
            v.setEntry((int) a.keyStorage()[t], values[t]);
        }
        return v;
    }

    private static CooArray checked(NdArray array) {
        if (array.dtype().isComplex()) {
            throw new DTypeException("array has dtype " + array.dtype() + ": expected a real one");
        }
        CooArray a = CooArray.fromDense(array);
        if (!Cells.isZero(a.fill())) {
            throw new DensificationException("array has the fill value " + a.fill()
                    + ": expected 0, which is what elements that are not stored are in Commons Math");
        }
        return a;
    }

    /**
     * The sparse array of a matrix of Commons Math, all of whose elements are looked at.
     *
     * @param matrix a matrix
     * @return a float64 array with the fill value 0
     */
    public static CooArray fromCommonsMath(RealMatrix matrix) {
        DokArray d = DokArray.of(Shape.of(matrix.getRowDimension(), matrix.getColumnDimension()));
        matrix.walkInOptimizedOrder(new DefaultRealMatrixPreservingVisitor() {
            @Override
            public void visit(int row, int column, double value) {
                if (value != 0) {
                    d.set(value, row, column);
                }
            }
        });
        return d.toCoo();
    }

    /**
     * The sparse array of a vector of Commons Math, all of whose elements are looked at.
     *
     * @param vector a vector
     * @return a float64 array of one dimension with the fill value 0
     */
    public static CooArray fromCommonsMath(RealVector vector) {
        return CooArray.fromDense(DenseArray.wrap(vector.toArray()));
    }
}
