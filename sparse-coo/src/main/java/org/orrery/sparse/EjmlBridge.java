package org.orrery.sparse;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixSparseCSC;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * Sparse matrices of EJML to and from arrays; both ways copy.
 *
 * <pre>{@code
 * DMatrixSparseCSC m = EjmlBridge.toEjml(a);
 * CooArray b = EjmlBridge.fromEjml(m);
 * }</pre>
 */
public final class EjmlBridge {
    private EjmlBridge() {}

    /**
     * A matrix of EJML with the elements of an array, its rows sorted in each column.
     *
     * @param array a matrix, sparse with the fill value 0 or dense, of a real type
     * @return a new matrix of float64
     * @throws ShapeException if the array has not two dimensions, or one exceeds 2^31-1
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the fill value is not 0
     */
    public static DMatrixSparseCSC toEjml(NdArray array) {
        GcxsArray a = csc(array);
        DMatrixSparseCSC m =
                new DMatrixSparseCSC((int) a.shape().get(0), (int) a.shape().get(1), a.nnz());
        System.arraycopy(a.values().convert(DType.FLOAT64).toDoubleArray(), 0, m.nz_values, 0, a.nnz());
        System.arraycopy(a.indices().storage(), 0, m.nz_rows, 0, a.nnz());
        System.arraycopy(a.pointers().storage(), 0, m.col_idx, 0, m.numCols + 1);
        m.nz_length = a.nnz();
        m.indicesSorted = true;
        return m;
    }

    private static GcxsArray csc(NdArray array) {
        if (array.ndim() != 2) {
            throw new ShapeException("array has shape " + array.shape() + ": expected two dimensions");
        }
        if (Math.max(array.shape().get(0), array.shape().get(1)) > Integer.MAX_VALUE - 8) {
            throw new ShapeException("array has shape " + array.shape() + ": expected at most "
                    + (Integer.MAX_VALUE - 8) + " rows and columns");
        }
        if (array.dtype().isComplex()) {
            throw new DTypeException("array has dtype " + array.dtype() + ": expected a real one");
        }
        GcxsArray a = GcxsArray.from(array, 1);
        if (!Cells.isZero(a.fill())) {
            throw new DensificationException("array has the fill value " + a.fill()
                    + ": expected 0, which is what elements that are not stored are in EJML");
        }
        return a;
    }

    /**
     * The array of a matrix of EJML, whose rows may be in any order.
     *
     * @param matrix the matrix
     * @return a float64 array; zeros that the matrix stores are left out
     */
    public static CooArray fromEjml(DMatrixSparseCSC matrix) {
        int n = matrix.nz_length;
        return CooArray.of(
                Shape.of(matrix.numRows, matrix.numCols),
                new int[][] {Arrays.copyOf(matrix.nz_rows, n), columns(matrix.col_idx, matrix.numCols, n)},
                DenseArray.wrap(Arrays.copyOf(matrix.nz_values, n)));
    }

    /**
     * The array of a matrix of EJML, whose rows may be in any order.
     *
     * @param matrix the matrix
     * @return a float32 array; zeros that the matrix stores are left out
     */
    public static CooArray fromEjml(FMatrixSparseCSC matrix) {
        int n = matrix.nz_length;
        return CooArray.of(
                Shape.of(matrix.numRows, matrix.numCols),
                new int[][] {Arrays.copyOf(matrix.nz_rows, n), columns(matrix.col_idx, matrix.numCols, n)},
                n == 0
                        ? Creation.zeros(Shape.of(0), DType.FLOAT32)
                        : DenseArray.wrap(Arrays.copyOf(matrix.nz_values, n)));
    }

    private static int[] columns(int[] pointers, int count, int entries) {
        int[] columns = new int[entries];
        for (int c = 0; c < count; c++) {
            Arrays.fill(columns, pointers[c], pointers[c + 1], c);
        }
        return columns;
    }
}
